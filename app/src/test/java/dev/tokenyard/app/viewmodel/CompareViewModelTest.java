package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.ScenarioRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompareViewModelTest {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final ComparisonViewModel shown = new ComparisonViewModel();
    private final CompareViewModel model =
            new CompareViewModel(shown, ScenarioRunner.of(new ComparisonService()), background::add, Runnable::run);
    private final Comparison first = DemoComparison.of(40, 1, "fcfs", "sjf");
    private final Comparison second = DemoComparison.of(30, 1, "fcfs", "edf");

    @Test
    void computesNothingWhileThePageIsHidden() {
        shown.show(first);

        assertThat(background).isEmpty();
        model.activeProperty().set(true);
        assertThat(background).hasSize(1);
    }

    @Test
    void computesOncePerComparison() {
        model.activeProperty().set(true);
        shown.show(first);
        finish();
        model.activeProperty().set(false);
        model.activeProperty().set(true);

        assertThat(background).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(table().policies()).containsExactly("FCFS", "SJF");
    }

    @Test
    void whatIsComputedBeforehandIsWhatIsShownThen() {
        assertThat(model.computing()).as("out of sight").isNull();
        model.activeProperty().set(true);
        shown.show(first);
        finish();
        for (long[] marked : new long[][] {{}, {0, first.endTick() / 2}, {first.endTick() / 4, first.endTick()}}) {
            shown.show(first);
            if (marked.length == 0) {
                shown.playback().clearRange();
            } else {
                shown.playback().markRange(marked[0], marked[1]);
            }
            ComparisonMetrics ahead = Objects.requireNonNull(model.computing()).apply(second);
            shown.show(second);
            finish();
            ComparisonMetrics now =
                    Objects.requireNonNull(model.metricsProperty().get());
            assertThat(now.comparison()).isSameAs(second);
            assertThat(now.runs().get(1)).isSameAs(ahead.runs().get(1));
        }
    }

    @Test
    void keepsTheOldFiguresUntilTheNewestAreThere() {
        model.activeProperty().set(true);
        shown.show(first);
        finish();
        shown.show(second);

        assertThat(model.busyProperty().get()).isTrue();
        assertThat(table().policies()).containsExactly("FCFS", "SJF");
        finish();
        assertThat(table().policies()).containsExactly("FCFS", "EDF");
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void endsWithTheNewestOfSeveralComparisons() {
        model.activeProperty().set(true);
        shown.show(first);
        shown.show(second);
        shown.show(first);
        shown.show(second);
        finish();

        assertThat(Objects.requireNonNull(model.metricsProperty().get()).comparison())
                .isSameAs(second);
    }

    @Test
    void forgetsPoliciesThatAreGone() {
        model.activeProperty().set(true);
        shown.show(first);
        finish();
        model.baselineProperty().set("SJF");
        model.litPolicyProperty().set("SJF");
        assertThat(model.baselineRow()).isEqualTo(1);
        shown.show(second);
        finish();

        assertThat(model.baselineProperty().get()).isNull();
        assertThat(model.litPolicyProperty().get()).isNull();
        assertThat(model.baselineRow()).isEqualTo(MetricTable.NO_BASELINE);
    }

    @Test
    void keepsABaselineThatIsStillThere() {
        model.activeProperty().set(true);
        shown.show(first);
        finish();
        model.baselineProperty().set("FCFS");
        shown.show(second);
        finish();

        assertThat(model.baselineRow()).isZero();
    }

    @Test
    void changesBetweenKeyFiguresAndAll() {
        model.activeProperty().set(true);
        shown.show(first);
        finish();
        int key = table().columns().size();
        model.keyFiguresOnlyProperty().set(false);

        assertThat(table().columns()).hasSizeGreaterThan(key);
    }

    private MetricTable table() {
        return Objects.requireNonNull(model.tableProperty().get());
    }

    private void finish() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
