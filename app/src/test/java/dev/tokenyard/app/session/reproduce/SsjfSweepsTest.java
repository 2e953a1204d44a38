package dev.tokenyard.app.session.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SsjfSweepsTest {
    private static final List<String> BY_ERROR = List.of("oracle", "regression", "5-class", "binary");
    private static final ExperimentResult RESULT = new SsjfSweeps().run(new Settings(40, 1), Watch.NOBODY);

    private static double figure(int table, String setting, String column) {
        Table one = RESULT.tables().get(table);
        Row row = one.rows().stream()
                .filter(r -> r.label().equals(setting))
                .findFirst()
                .orElseThrow();
        return row.figures().get(one.columns().indexOf(column));
    }

    @Test
    void theReleasedConventionsGiveTheKnownCutsWithoutBatching() {
        assertThat(figure(0, "none, Poisson", "released oracle")).isCloseTo(44, within(2.0));
        assertThat(figure(0, "none, Poisson", "released 5-class")).isCloseTo(32, within(3.0));
        assertThat(figure(1, "none, Poisson", "released 5-class")).isCloseTo(3, within(0.4));
    }

    @Test
    void predictorsComeInTheOrderOfTheirErrors() {
        for (String setting : List.of("dynamic-4, Poisson", "continuous-4, Poisson", "continuous-4, Gamma")) {
            for (String measure : List.of("released ", "fair ")) {
                List<Double> cuts = new ArrayList<>();
                BY_ERROR.forEach(prediction -> cuts.add(figure(0, setting, measure + prediction)));
                assertThat(cuts).as(measure + setting).isSortedAccordingTo((x, y) -> Double.compare(y, x));
                assertThat(cuts).allMatch(cut -> cut > 0);
            }
        }
        assertThat(figure(0, "dynamic-4, Poisson", "released oracle"))
                .isGreaterThan(figure(0, "continuous-4, Poisson", "released oracle"));
    }

    @Test
    void oneAtATimeTheServingEngineAgreesWithTheReleasedConventions() {
        for (String prediction : BY_ERROR) {
            assertThat(figure(0, "none, Poisson", "fair " + prediction))
                    .isCloseTo(figure(0, "none, Poisson", "released " + prediction), within(0.05));
            assertThat(figure(1, "none, Poisson", "fair " + prediction))
                    .as("the same server does the same work")
                    .isCloseTo(1, within(0.005));
        }
    }

    @Test
    void withoutIdlingTheTailOfShortestFirstIsTheWorse() {
        assertThat(figure(2, "continuous-4, Poisson", "released oracle")).isGreaterThan(20);
        assertThat(figure(2, "continuous-4, Poisson, no idling", "released oracle"))
                .isLessThan(-10);
    }

    /** The notes quote the tables, so that they cannot say what the figures do not. */
    @Test
    void theNotesQuoteTheFigures() {
        assertThat(RESULT.notes().get(0))
                .contains(String.format(
                        Locale.ROOT,
                        "%.1f %% (dynamic-4, Poisson, published 58.2 %%)",
                        figure(0, "dynamic-4, Poisson", "released oracle")))
                .contains("in 8 of 8 settings");
        assertThat(RESULT.notes().get(1))
                .contains(String.format(
                        Locale.ROOT, "to %.2f times that of FCFS", figure(1, "dynamic-4, Poisson", "fair regression")));
        assertThat(RESULT.notes().get(2))
                .contains(String.format(
                        Locale.ROOT,
                        "%.1f %% (continuous-4, Poisson, no idling)",
                        figure(2, "continuous-4, Poisson, no idling", "released oracle")));
        ExperimentResult other = new SsjfSweeps().run(new Settings(1, 9), Watch.NOBODY);
        for (int note = 0; note < 3; note++) {
            assertThat(other.notes().get(note)).isNotEqualTo(RESULT.notes().get(note));
        }
        assertThat(RESULT.notes()).anyMatch(note -> note.contains("waited over 100 s"));
    }

    @Test
    void repeatsToTheBitAndStopsWhenTold() {
        Settings few = new Settings(1, 5);
        assertThat(new SsjfSweeps().run(few, Watch.NOBODY)).isEqualTo(new SsjfSweeps().run(few, Watch.NOBODY));
        assertThatThrownBy(() -> new SsjfSweeps().run(few, new Watch(share -> {}, () -> true)))
                .isInstanceOf(CancellationException.class);
    }

    /** However many trials a point has. */
    @Test
    void itStopsWithinAPointWhenTold() {
        AtomicInteger asked = new AtomicInteger();
        Watch impatient = new Watch(share -> {}, () -> asked.incrementAndGet() > 3);
        assertThatThrownBy(() -> new SsjfSweeps().run(new Settings(Settings.MOST_TRIALS, 1), impatient))
                .isInstanceOf(CancellationException.class);
    }
}
