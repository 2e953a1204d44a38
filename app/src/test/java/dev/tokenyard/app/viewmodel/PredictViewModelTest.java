package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.predict.ErrorFamily;
import dev.tokenyard.app.session.predict.PredictionSweep;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictViewModelTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
    private final ComparisonViewModel comparison = new ComparisonViewModel();
    private final ScenarioViewModel scenario = new ScenarioViewModel(
            ScenarioDefaults.opening().withLimit(300),
            runner,
            new LatestWins<>(Runnable::run, Runnable::run),
            comparison,
            new MessagesViewModel(),
            new RecentFiles(new MemorySettings(), "trace"));
    private final PredictViewModel model =
            new PredictViewModel(scenario, comparison.playback(), runner, background::add, Runnable::run);

    private void work() {
        for (Runnable job = background.poll(); job != null; job = background.poll()) {
            job.run();
        }
    }

    private void show() {
        scenario.simulate();
        model.activeProperty().set(true);
    }

    /** Of three requests, in a file that may change or go. */
    private Path showTraceIn(Path folder) throws IOException {
        Path file = folder.resolve("trace.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,10\n3,100,10\n");
        scenario.openTrace(file);
        show();
        work();
        return file;
    }

    private PredictionSweep sweep() {
        return Objects.requireNonNull(model.sweepProperty().get());
    }

    @Test
    void nothingIsComputedForAPageThatNobodySees() {
        scenario.simulate();
        assertThat(background).isEmpty();
        model.activeProperty().set(true);
        assertThat(background).hasSize(2);
        assertThat(model.sweepingProperty().get()).isTrue();
        work();
        assertThat(model.sweepingProperty().get()).isFalse();
        assertThat(sweep().points()).hasSize(PredictionSweep.LEVELS);
        assertThat(Objects.requireNonNull(model.studyProperty().get())
                        .predicted()
                        .label())
                .isEqualTo("confusion");
    }

    @Test
    void aMarkedRangeIsSweptAndNothingElseOnceItIsGone() {
        show();
        work();
        int all = sweep().baseline().requests();
        long end = comparison.playback().endTick();
        comparison.playback().markRange(end / 4, end / 2);
        assertThat(model.sweepingProperty().get()).isTrue();
        work();
        assertThat(sweep().part()).isEqualTo(RunPart.of(comparison.playback().range()));
        assertThat(sweep().baseline().requests()).isPositive().isLessThan(all);
        comparison.playback().clearRange();
        work();
        assertThat(sweep().part()).isEqualTo(RunPart.WHOLE);
        assertThat(sweep().baseline().requests()).isEqualTo(all);
    }

    @Test
    void aFailureSaysThatWhatIsShownIsOfBefore(@TempDir Path folder) throws IOException {
        Path file = showTraceIn(folder);
        PredictionSweep before = sweep();
        Files.delete(file);
        long end = comparison.playback().endTick();
        comparison.playback().markRange(end / 4, end / 2);
        work();
        assertThat(model.problemProperty().get())
                .contains(file.toString())
                .endsWith(" The simulations of before stay.");
        assertThat(sweep()).isSameAs(before);
    }

    @Test
    void aTraceThatHasChangedOnDiskIsPredictedAnew(@TempDir Path folder) throws IOException {
        Path file = showTraceIn(folder);
        PredictionSweep before = sweep();
        scenario.simulate();
        work();
        assertThat(sweep()).isSameAs(before);
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,1000\n3,100,2000\n");
        scenario.simulate();
        work();
        assertThat(sweep()).isNotSameAs(before);
        assertThat(Objects.requireNonNull(model.studyProperty().get())
                        .predicted()
                        .trace()
                        .outputTokens(2))
                .isEqualTo(2000);
    }

    @Test
    void theSliderTurnsTheScenariosPredictorAndLeavesTheSweep() {
        show();
        work();
        PredictionSweep before = sweep();
        assertThat(model.level())
                .as("the classifier is on no line from the oracle")
                .isEmpty();
        assertThat(model.disorder()).isBetween(0.3, 0.7);
        model.setLevel(0.4);
        assertThat(scenario.spec().predictor()).isEqualTo("rank:0.6");
        work();
        assertThat(model.level().orElse(-1)).isEqualTo(0.4);
        assertThat(Objects.requireNonNull(model.studyProperty().get())
                        .predicted()
                        .label())
                .isEqualTo("rank:0.6");
        assertThat(sweep()).isSameAs(before);
        model.familyProperty().set(ErrorFamily.NOISE);
        assertThat(scenario.spec().predictor()).startsWith("noise:");
        assertThat(model.level().orElse(-1))
                .as("as far from the oracle as before")
                .isCloseTo(0.4, within(0.01));
        work();
        assertThat(sweep().family()).isEqualTo(ErrorFamily.NOISE);
    }

    @Test
    void aChangeOfTheLoadSweepsAnewAndTheLatestWins() {
        show();
        scenario.edit(ScenarioEdits.rateScale(2));
        scenario.edit(ScenarioEdits.rateScale(3));
        work();
        assertThat(model.sweepingProperty().get()).isFalse();
        double fcfs = sweep().baseline().latencies().e2e().mean();
        double shown = Objects.requireNonNull(scenario.resultProperty().get()).comparison().lanes().stream()
                .filter(lane -> lane.card().id().equals("fcfs"))
                .mapToDouble(lane -> RunMetrics.of(lane.log()).latencies().e2e().mean())
                .sum();
        assertThat(fcfs).isEqualTo(shown);
    }

    @Test
    void whatIsStoppedComesNoMoreUntilItIsAskedForAgain() {
        show();
        model.cancel();
        work();
        assertThat(model.sweepProperty().get()).isNull();
        assertThat(model.sweepingProperty().get()).isFalse();
        assertThat(model.stoppedProperty().get()).isTrue();
        model.restart();
        assertThat(model.stoppedProperty().get()).isFalse();
        work();
        assertThat(sweep().points()).hasSize(PredictionSweep.LEVELS);
    }

    @Test
    void whatCannotBePredictedIsSaid() {
        show();
        work();
        scenario.edit(ScenarioEdits.predictor("column"));
        scenario.edit(ScenarioEdits.seed(8));
        work();
        assertThat(scenario.problemProperty().get()).contains("brings no predictions");
    }
}
