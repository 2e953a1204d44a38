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
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepKnobs;
import dev.tokenyard.sim.model.SloClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepViewModelTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
    private final ComparisonViewModel comparison = new ComparisonViewModel();
    private final ScenarioViewModel scenario = new ScenarioViewModel(
            ScenarioDefaults.opening().withLimit(150),
            runner,
            new LatestWins<>(Runnable::run, Runnable::run),
            comparison,
            new MessagesViewModel(),
            new RecentFiles(new MemorySettings(), "trace"));
    private final SweepViewModel model =
            new SweepViewModel(scenario, comparison.playback(), runner, background::add, Runnable::run);

    private void work() {
        for (Runnable job = background.poll(); job != null; job = background.poll()) {
            job.run();
        }
    }

    private void show() {
        scenario.simulate();
        model.activeProperty().set(true);
        assertThat(model.setSeeds("2")).isEmpty();
        assertThat(model.setPoints("3")).isEmpty();
    }

    private Sweep sweep() {
        return Objects.requireNonNull(model.sweepProperty().get());
    }

    @Test
    void nothingIsComputedForAPageThatNobodySees() {
        scenario.simulate();
        scenario.edit(ScenarioEdits.rateScale(2));
        assertThat(background).isEmpty();
        assertThat(model.simulated()).isZero();
        model.activeProperty().set(true);
        assertThat(background).hasSize(1);
        assertThat(model.sweepingProperty().get()).isTrue();
        model.activeProperty().set(false);
        work();
        assertThat(model.sweepProperty().get()).isNull();
        assertThat(model.sweepingProperty().get()).isFalse();
    }

    /** The stage reads the file anew with the next change, and the two must not speak of different traces. */
    @Test
    void aTraceThatHasChangedOnDiskIsSweptAnew(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trace.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,10\n3,100,10\n");
        scenario.openTrace(file);
        show();
        work();
        long simulated = model.simulated();
        assertThat(model.staleProperty().get()).isFalse();
        model.gpus().search();
        work();
        assertThat(model.gpus().staleProperty().get()).isFalse();
        model.activeProperty().set(false);
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,100,10\n1,100,1000\n3,100,2000\n");
        scenario.edit(ScenarioEdits.instances(0, 3));
        assertThat(model.staleProperty().get()).isTrue();
        assertThat(model.gpus().staleProperty().get())
                .as("although the number of instances says nothing of it")
                .isTrue();
        model.activeProperty().set(true);
        work();
        assertThat(model.simulated()).isGreaterThan(simulated);
        assertThat(model.staleProperty().get()).isFalse();
    }

    @Test
    void theRateIsSweptFirstAndWhereTheScenarioStandsMakesNoDifference() {
        show();
        work();
        assertThat(sweep().plan().knob().id()).isEqualTo(SweepKnobs.RATE);
        assertThat(sweep().series()).hasSize(3);
        assertThat(sweep().knees()).hasSize(3);
        assertThat(model.staleProperty().get()).isFalse();
        long made = model.simulated();
        double to = sweep().plan().range().to();
        model.open(to);
        assertThat(model.present().orElseThrow()).isCloseTo(to, within(1e-9));
        assertThat(model.staleProperty().get()).isFalse();
        assertThat(background).isEmpty();
        work();
        assertThat(model.simulated()).isEqualTo(made);
    }

    @Test
    void aChangeOfTheScenarioMarksTheResultAndSweepsAnewTheLatestWins() {
        show();
        work();
        Sweep before = sweep();
        scenario.edit(ScenarioEdits.instances(0, 3));
        assertThat(model.staleProperty().get()).isTrue();
        assertThat(sweep()).as("stays on show").isSameAs(before);
        scenario.edit(ScenarioEdits.instances(0, 4));
        work();
        assertThat(model.staleProperty().get()).isFalse();
        assertThat(model.sweepingProperty().get()).isFalse();
        assertThat(sweep().plan().scenario().cluster().instances()).isEqualTo(4);
        long made = model.simulated();
        scenario.edit(ScenarioEdits.instances(0, 2));
        work();
        assertThat(model.simulated()).as("remembered").isEqualTo(made);
        assertThat(sweep().series()).isEqualTo(before.series());
    }

    @Test
    void anotherKnobAndAnotherFigure() {
        show();
        work();
        model.chooseKnob("instances");
        assertThat(model.setRange(
                        Double.toString(model.settingsProperty().get().range().from()), "3"))
                .isEmpty();
        assertThat(model.setPoints("3")).isEmpty();
        assertThat(model.staleProperty().get()).isTrue();
        work();
        assertThat(sweep().series().get(0).values()).containsExactly(1, 2, 3);
        assertThat(sweep().knees()).isEmpty();
        long made = model.simulated();
        model.chooseFigure("ttft-p99");
        work();
        assertThat(model.simulated()).as("it is there already").isEqualTo(made);
        model.chooseFigure("kv-mean");
        work();
        assertThat(model.simulated()).as("memory is not").isGreaterThan(made);
        assertThat(sweep().series().get(0).means(model.figure())).doesNotContain(Double.NaN);
    }

    /** What is on show may be of another scenario, without the class whose figure is chosen now. */
    @Test
    void aFigureOfAClassThatTheShownSweepHasNotIsNotAskedOfIt() {
        show();
        work();
        List<SloClass> classes = new ArrayList<>(scenario.spec().sloClasses());
        classes.add(SloClass.ttft("Further", 5));
        scenario.edit(spec -> spec.withSloClasses(classes));
        assertThat(model.staleProperty().get()).isTrue();
        String further = "slo-" + (classes.size() - 1);
        model.chooseFigure(further);
        assertThat(model.figure().id()).isEqualTo(further);
        assertThat(model.figure(sweep()).id()).isEqualTo(SweepFigures.ATTAINMENT);
        assertThat(sweep().series().get(0).means(model.figure(sweep()))).doesNotContain(Double.NaN);
        work();
        assertThat(model.figure(sweep()).id()).isEqualTo(further);
    }

    @Test
    void aKnobThatIsNoMoreGivesWayToTheRate() {
        show();
        model.chooseKnob("ssjf.agedAfter");
        work();
        scenario.edit(ScenarioEdits.choose("ssjf", false));
        work();
        assertThat(sweep().plan().knob().id()).isEqualTo(SweepKnobs.RATE);
        assertThat(sweep().series()).hasSize(2);
    }

    @Test
    void whatIsTypedWronglyIsRefusedWithASentence() {
        show();
        SweepSettings before = model.settingsProperty().get();
        assertThat(model.setRange("fast", "3")).isEqualTo("The beginning is \"fast\"; give a number.");
        assertThat(model.setRange("1000", "3")).contains("Arrival rate").endsWith(".");
        assertThat(model.setRange("1", "0.0001")).endsWith(".");
        assertThat(model.setPoints("1")).contains("give 2 to 101");
        assertThat(model.setSeeds("0")).contains("give 1 to 100");
        assertThat(model.setGoal("101 %")).contains("at most 100 %");
        assertThat(model.settingsProperty().get()).isEqualTo(before);
        assertThat(model.setGoal("95 %")).isEmpty();
        assertThat(model.settingsProperty().get().goal()).isEqualTo(0.95);
    }

    private void mark(double fromShare, double toShare) {
        long end = comparison.playback().endTick();
        comparison.playback().markRange((long) (fromShare * end), (long) (toShare * end));
    }

    /** Another range is another sweep, marked and simulated anew as for any change; one that was known is remembered. */
    @Test
    void aMarkedRangeSweepsAnewAndWholeRunsComeBack() {
        show();
        work();
        Sweep whole = sweep();
        assertThat(whole.plan().part()).isEqualTo(RunPart.WHOLE);
        mark(0.25, 0.5);
        assertThat(model.staleProperty().get()).isTrue();
        assertThat(model.sweepingProperty().get()).isTrue();
        assertThat(sweep()).as("stays on show").isSameAs(whole);
        work();
        assertThat(model.staleProperty().get()).isFalse();
        Sweep part = sweep();
        assertThat(part.plan().part())
                .isEqualTo(RunPart.of(comparison.playback().range()));
        assertThat(part.series()).isNotEqualTo(whole.series());
        long made = model.simulated();
        model.showWholeRuns();
        assertThat(comparison.playback().range()).isNull();
        work();
        assertThat(sweep().series()).isEqualTo(whole.series());
        assertThat(model.simulated()).as("remembered").isEqualTo(made);
    }

    /** A click on a load at which runs are shorter than the range does not change what the curves are of. */
    @Test
    void aRangeIsTheSameWhereverTheScenarioStands() {
        show();
        mark(0.9, 1);
        work();
        Sweep before = sweep();
        model.open(before.plan().range().to());
        assertThat(comparison.playback().range()).as("beyond the shorter run").isNull();
        assertThat(model.staleProperty().get()).isFalse();
        work();
        assertThat(sweep()).isSameAs(before);
        model.open(before.plan().range().from());
        work();
        assertThat(model.staleProperty().get()).isFalse();
        assertThat(sweep()).isSameAs(before);
    }

    @Test
    void anotherTraceHasNoRange() {
        show();
        mark(0.25, 0.5);
        work();
        scenario.edit(spec -> spec.withTrace(TraceSource.sample("chat.csv")));
        work();
        assertThat(sweep().plan().part()).isEqualTo(RunPart.WHOLE);
        assertThat(model.staleProperty().get()).isFalse();
    }

    @Test
    void answersOnGpusGrowOldWithTheRange() {
        show();
        work();
        model.gpus().search();
        work();
        assertThat(model.gpus().staleProperty().get()).isFalse();
        mark(0.25, 0.5);
        assertThat(model.gpus().staleProperty().get()).isTrue();
        model.gpus().search();
        work();
        assertThat(model.gpus().staleProperty().get()).isFalse();
        comparison.playback().clearRange();
        assertThat(model.gpus().staleProperty().get()).isTrue();
    }

    @Test
    void whatIsStoppedComesNoMoreUntilItIsAskedForAgain() {
        show();
        model.cancel();
        work();
        assertThat(model.sweepProperty().get()).isNull();
        assertThat(model.stoppedProperty().get()).isTrue();
        model.restart();
        assertThat(model.stoppedProperty().get()).isFalse();
        work();
        assertThat(sweep().progress()).isEqualTo(1);
    }

    @Test
    void gpusAreCountedWhenAskedAndAnswersGrowOld() {
        show();
        work();
        GpuViewModel gpus = model.gpus();
        assertThat(gpus.answersProperty().get()).isEmpty();
        gpus.search();
        assertThat(gpus.searchingProperty().get()).isTrue();
        work();
        assertThat(gpus.searchingProperty().get()).isFalse();
        assertThat(gpus.answersProperty().get()).hasSize(3).allMatch(GpuAnswer::isFound);
        scenario.edit(ScenarioEdits.instances(0, 5));
        assertThat(gpus.staleProperty().get())
                .as("how many there are now makes no difference")
                .isFalse();
        model.setGoal("90");
        assertThat(gpus.staleProperty().get()).isTrue();
        gpus.search();
        gpus.cancel();
        work();
        assertThat(gpus.searchingProperty().get()).isFalse();
        assertThat(gpus.answersProperty().get()).isEmpty();
    }
}
