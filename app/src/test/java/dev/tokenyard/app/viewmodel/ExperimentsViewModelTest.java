package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.reproduce.ExperimentResult;
import dev.tokenyard.app.testing.TinyExperiment;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ExperimentsViewModelTest {
    private static final long SECOND = 1_000_000_000L;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final TinyExperiment two = new TinyExperiment("two");
    private final TinyExperiment three = new TinyExperiment("three");
    private long nanos;
    private final ExperimentsViewModel model =
            new ExperimentsViewModel(List.of(two, three), background::add, Runnable::run, () -> nanos);

    private ExperimentSheet sheet() {
        return model.chosenProperty().get();
    }

    private void work() {
        for (Runnable job = background.poll(); job != null; job = background.poll()) {
            job.run();
        }
    }

    private static Outcome outcome(ExperimentSheet sheet) {
        return Objects.requireNonNull(sheet.outcomeProperty().get(), "no result");
    }

    private static double figure(ExperimentResult result) {
        return result.tables().get(0).rows().get(1).figures().get(1);
    }

    @Test
    void aRunTellsItsProgressAndKeepsItsSettings() {
        List<String> seen = new ArrayList<>();
        two.inTheMiddle(() -> {
            nanos += 7 * SECOND / 2;
            seen.add(model.share() + " after " + model.elapsedSeconds() + " s of "
                    + model.runningProperty().get());
        });
        sheet().seedProperty().set("21");
        assertThat(sheet().parameters()).containsExactly("Multiples up to 3 of seed 21.");
        model.run();
        assertThat(model.runningProperty().get()).isSameAs(sheet());
        assertThat(model.progressProperty().get()).isZero();
        work();
        assertThat(seen).containsExactly("50 % after 3.5 s of " + sheet());
        assertThat(model.runningProperty().get()).isNull();
        assertThat(model.elapsedSeconds()).isZero();
        sheet().seedProperty().set("5");
        assertThat(outcome(sheet()).settings().text()).isEqualTo("3 trials, seed 21");
        assertThat(outcome(sheet()).seconds()).isEqualTo(3.5);
        assertThat(figure(outcome(sheet()).result())).isEqualTo(42);
    }

    @Test
    void resultsAreKeptForEachExperiment() {
        model.run();
        work();
        Outcome first = outcome(sheet());
        model.chosenProperty().set(model.sheets().get(1));
        assertThat(sheet().outcomeProperty().get()).isNull();
        sheet().trialsProperty().set("2");
        model.run();
        work();
        assertThat(outcome(sheet()).settings().trials()).isEqualTo(2);
        assertThat(outcome(model.sheets().get(0))).isSameAs(first);
    }

    @Test
    void oneRunsAtATime() {
        model.run();
        model.chosenProperty().set(model.sheets().get(1));
        model.run();
        assertThat(model.runningProperty().get()).isSameAs(model.sheets().get(0));
        work();
        assertThat(model.sheets().get(1).outcomeProperty().get()).isNull();
        model.run();
        work();
        assertThat(outcome(model.sheets().get(1)).result().notes()).isNotEmpty();
    }

    @Test
    void cancellingLeavesTheResultBefore() {
        model.run();
        work();
        Outcome before = outcome(sheet());
        two.inTheMiddle(() -> {
            nanos += 2 * SECOND;
            model.cancel();
        });
        model.run();
        work();
        assertThat(model.runningProperty().get()).isNull();
        assertThat(outcome(sheet())).isSameAs(before);
        assertThat(sheet().remarkProperty().get().words())
                .isEqualTo("Cancelled at 50 % after 2 s. The figures of the run before stand.");
        assertThat(sheet().remarkProperty().get().isProblem()).isFalse();
        two.inTheMiddle(() -> {});
        model.run();
        assertThat(sheet().remarkProperty().get().words()).isEmpty();
        work();
        assertThat(outcome(sheet())).isNotSameAs(before);
    }

    @Test
    void whatIsCancelledBeforeItsStartIsNotHeardOfAndTheNextRuns() {
        model.run();
        model.cancel();
        assertThat(sheet().remarkProperty().get().words()).isEqualTo("Cancelled at 0 % after 0 s.");
        sheet().seedProperty().set("4");
        model.run();
        work();
        assertThat(outcome(sheet()).settings().seed()).isEqualTo(4);
    }

    @Test
    void aFailureIsSaidInASentence() {
        two.inTheMiddle(() -> {
            throw new IllegalStateException("Request 4 needs more KV blocks than there are");
        });
        model.run();
        work();
        assertThat(model.runningProperty().get()).isNull();
        assertThat(sheet().outcomeProperty().get()).isNull();
        assertThat(sheet().remarkProperty().get().isProblem()).isTrue();
        assertThat(sheet().remarkProperty().get().words())
                .isEqualTo("“Multiples of two” failed with 3 trials, seed 1: Request 4 needs more KV blocks than there"
                        + " are. Try another seed or fewer trials.");
        two.inTheMiddle(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        model.run();
        work();
        assertThat(sheet().remarkProperty().get().words()).endsWith("the memory does not suffice; run fewer trials.");
    }

    @Test
    void wrongFieldsAreSaidAndNothingRuns() {
        sheet().trialsProperty().set("many");
        assertThat(sheet().trialsProblemProperty().get())
                .isEqualTo("The number of trials is \"many\"; give a whole number.");
        sheet().trialsProperty().set("0");
        assertThat(sheet().trialsProblemProperty().get()).isEqualTo("The number of trials is 0; give 1 to 100,000.");
        sheet().trialsProperty().set("99999999999");
        assertThat(sheet().trialsProblemProperty().get()).contains("99999999999", "2147483647");
        model.run();
        assertThat(model.runningProperty().get()).isNull();
        assertThat(sheet().settings()).isEmpty();
        assertThat(sheet().parameters()).containsExactly("Multiples up to 3 of seed 1.");
        sheet().trialsProperty().set(" 2 ");
        assertThat(sheet().parameters()).containsExactly("Multiples up to 2 of seed 1.");
        assertThat(sheet().trialsProblemProperty().get()).isEmpty();
        sheet().seedProperty().set("1.5");
        assertThat(sheet().seedProblemProperty().get()).isEqualTo("The seed is \"1.5\"; give a whole number.");
        sheet().seedProperty().set("-3");
        assertThat(sheet().settings().orElseThrow().text()).isEqualTo("2 trials, seed -3");
        assertThat(model.sheets().get(1).settings().orElseThrow().text()).isEqualTo("3 trials, seed 1");
    }

    @Test
    void closingStopsWhatRuns() {
        boolean[] wentOn = {false};
        two.inTheMiddle(model::close);
        sheet().outcomeProperty().subscribe(outcome -> wentOn[0] |= outcome != null);
        model.run();
        work();
        assertThat(wentOn[0]).isFalse();
        assertThat(model.runningProperty().get()).isNull();
    }
}
