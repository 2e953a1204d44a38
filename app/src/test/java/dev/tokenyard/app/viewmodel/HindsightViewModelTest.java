package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightService;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.RoundRuns;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.viewmodel.HindsightViewModel.State;
import dev.tokenyard.policies.hindsight.HindsightSolver.Listener;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Each test opens a scenario of its own.
class HindsightViewModelTest {
    @TempDir
    private Path folder;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Deque<Runnable> putOff = new ArrayDeque<>();
    private final List<Long> delays = new ArrayList<>();
    private final ComparisonViewModel picture = new ComparisonViewModel();
    private final MessagesViewModel messages = new MessagesViewModel();
    private final TimelineViewModel timeline = new TimelineViewModel(picture, Runnable::run, Runnable::run);
    private final Runner runner = new Runner();

    /** The real runs; the search can be interrupted by a test from within. */
    private static final class Runner implements ScenarioRunner {
        private final ComparisonService service = new ComparisonService();
        final List<Comparison> searched = new ArrayList<>();
        final List<String> phases = new ArrayList<>();
        Runnable onProgress = () -> {};
        boolean wasCancelled;

        @Override
        public Comparison run(ScenarioSpec scenario, BooleanSupplier cancelled) throws ScenarioException {
            return service.run(scenario, cancelled);
        }

        @Override
        public Comparison withHindsight(Comparison comparison, Listener listener, BooleanSupplier cancelled)
                throws ScenarioException {
            searched.add(comparison);
            Comparison found = new HindsightService(service)
                    .beside(
                            comparison,
                            (phase, best, bound) -> {
                                listener.progress(phase, best, bound);
                                phases.add(phase);
                                onProgress.run();
                            },
                            cancelled);
            wasCancelled = cancelled.getAsBoolean();
            return found;
        }
    }

    private ScenarioViewModel scenario;
    private HindsightViewModel hindsight;

    private void open(ScenarioSpec spec) {
        scenario = new ScenarioViewModel(
                spec,
                runner,
                new LatestWins<>(Runnable::run, Runnable::run),
                picture,
                messages,
                new RecentFiles(new MemorySettings(), "trace"));
        hindsight = new HindsightViewModel(
                scenario, runner, timeline, messages, background::add, Runnable::run, (millis, work) -> {
                    delays.add(millis);
                    putOff.add(work);
                });
        scenario.simulate();
    }

    private void openCase2() {
        open(RoundRuns.scenario(folder, 8, RoundRuns.CASE_2, "mc-sf", "mc-benchmark"));
    }

    /** Lets one piece of the time pass that work was put off for. */
    private void passTime() {
        int due = putOff.size();
        for (int k = 0; k < due; k++) {
            putOff.remove().run();
        }
    }

    private void search() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private State state() {
        return hindsight.stateProperty().get();
    }

    private Comparison shown() {
        return Objects.requireNonNull(picture.comparisonProperty().get());
    }

    @Test
    void theLaneJoinsOnceTheScenarioHasBeenLeftAlone() {
        openCase2();
        assertThat(RoundRuns.titles(shown())).as("no lane waits for it").isEqualTo("MC-SF, MC-Benchmark");
        assertThat(state()).isEqualTo(State.WAITING);
        assertThat(background).isEmpty();
        assertThat(delays).containsExactly(HindsightViewModel.QUIET_MILLIS);
        passTime();
        assertThat(state()).isEqualTo(State.SEARCHING);
        search();
        assertThat(state()).isEqualTo(State.FOUND);
        assertThat(RoundRuns.titles(shown())).isEqualTo("MC-SF, MC-Benchmark, Hindsight optimum");
        assertThat(hindsight.sentenceProperty().get()).startsWith("14 rounds, proved by ");
        assertThat(Objects.requireNonNull(hindsight.foundProperty().get()).lane())
                .isEqualTo(2);
    }

    @Test
    void aDragOfASliderSearchesForItsLastValueOnly() {
        openCase2();
        for (int tokens = 9; tokens <= 30; tokens++) {
            scenario.edit(ScenarioEdits.kvBlocks(0, tokens));
        }
        passTime();
        search();
        assertThat(runner.searched)
                .singleElement()
                .satisfies(searched -> assertThat(
                                searched.scenario().cluster().groups().get(0).kvBlocks())
                        .isEqualTo(30));
        assertThat(state()).isEqualTo(State.FOUND);
        assertThat(shown().lanes()).hasSize(3);
    }

    @Test
    void aChangeWhileItSearchesEndsTheSearchAndStartsAnew() {
        openCase2();
        passTime();
        runner.onProgress = () -> {
            runner.onProgress = () -> {};
            scenario.edit(ScenarioEdits.kvBlocks(0, 9));
        };
        search();
        assertThat(runner.searched).hasSize(1);
        assertThat(runner.wasCancelled).isTrue();
        assertThat(shown().lanes())
                .as("nothing of the search that was overtaken")
                .hasSize(2);
        assertThat(state()).isEqualTo(State.WAITING);
        passTime();
        search();
        assertThat(runner.searched).hasSize(2);
        assertThat(shown().lanes()).hasSize(3);
        assertThat(shown().scenario().cluster().groups().get(0).kvBlocks()).isEqualTo(9);
    }

    @Test
    void stoppedItKeepsTheBestFoundSoFar() {
        StringBuilder rows = new StringBuilder("0,1,1");
        for (int i = 1; i < 12; i++) {
            rows.append(' ').append(i / 2 + "," + (1 + 7 * i % 5) + "," + (1 + 13 * i % 17));
        }
        open(RoundRuns.scenario(folder, 20, rows.toString(), "mc-sf"));
        passTime();
        runner.onProgress = () -> {
            if (runner.phases.contains("local search")) {
                hindsight.stop();
            }
        };
        search();
        assertThat(state()).isEqualTo(State.FOUND);
        Hindsight found = Objects.requireNonNull(hindsight.foundProperty().get());
        assertThat(found.exact()).isFalse();
        assertThat(found.totalLatencyRounds()).isBetween(279L, 297L);
        assertThat(RoundRuns.titles(shown())).isEqualTo("MC-SF, Best schedule found");
        assertThat(hindsight.sentenceProperty().get())
                .contains("of optimal; bound ")
                .doesNotContain("proved");
    }

    @Test
    void progressIsLookedAtNowAndThenAndNotPushed() {
        openCase2();
        passTime();
        List<HindsightProgress> seen = new ArrayList<>();
        hindsight.progressProperty().addListener((property, before, now) -> seen.add(now));
        runner.onProgress = () -> {
            int before = seen.size();
            passTime();
            assertThat(seen).as("one look for each piece of time").hasSize(before + 1);
            HindsightProgress last = seen.get(before);
            assertThat(last.phase()).isEqualTo(runner.phases.get(runner.phases.size() - 1));
            assertThat(last.boundRounds()).isBetween(1L, last.bestRounds());
            assertThat(last.figures()).contains("best " + last.bestRounds(), "bound", "gap");
        };
        search();
        assertThat(seen).hasSameSizeAs(runner.phases).isNotEmpty();
        passTime();
        assertThat(putOff).as("after its end nobody looks any more").isEmpty();
        assertThat(delays.subList(1, delays.size())).containsOnly(HindsightViewModel.PROGRESS_MILLIS);
    }

    @Test
    void whatStandsInTheWayIsSaid() {
        openCase2();
        scenario.edit(ScenarioEdits.instances(0, 2));
        assertThat(state()).isEqualTo(State.OBSTACLE);
        assertThat(hindsight.sentenceProperty().get()).contains("one worker").contains("the cluster has 2");
        scenario.edit(ScenarioEdits.hindsight(false));
        assertThat(state()).isEqualTo(State.OBSTACLE);
        scenario.edit(ScenarioEdits.instances(0, 1));
        assertThat(state()).isEqualTo(State.OFF);
        assertThat(hindsight.sentenceProperty().get()).isEmpty();
        scenario.edit(ScenarioEdits.batching("vllm-v1"));
        assertThat(state()).isEqualTo(State.ELSEWHERE);
        passTime();
        assertThat(background).isEmpty();
        assertThat(runner.searched).isEmpty();
    }

    @Test
    void aScenarioThatCannotRunIsNotSearched() {
        openCase2();
        scenario.edit(ScenarioEdits.kvBlocks(0, 0));
        assertThat(scenario.problemProperty().get()).contains("memory in tokens");
        assertThat(state()).isEqualTo(State.OFF);
        passTime();
        assertThat(background).isEmpty();
    }

    @Test
    void aSearchThatBreaksOffSaysWhy() {
        openCase2();
        passTime();
        runner.onProgress = () -> {
            throw new IllegalStateException("a hole");
        };
        search();
        assertThat(state()).isEqualTo(State.FAILED);
        assertThat(hindsight.sentenceProperty().get()).contains("a hole").contains("report");
        assertThat(shown().lanes()).hasSize(2);
    }

    @Test
    void theFirstDifferenceIsShownWithTheRequestThatMakesIt() {
        openCase2();
        hindsight.goToFirstDifference();
        assertThat(messages.messages().get(0).text()).startsWith("There is no hindsight optimum to differ from");
        passTime();
        search();
        picture.playback().playingProperty().set(true);
        picture.playback().seek(5 * Ticks.PER_SECOND);
        hindsight.goToFirstDifference();
        assertThat(picture.playback().playingProperty().get()).isFalse();
        assertThat(RunClock.ROUNDS.moment(picture.playback().tick())).isEqualTo("round 0");
        assertThat(picture.selection().laneProperty().get()).isZero();
        assertThat(picture.selection().requestProperty().get()).isZero();
        assertThat(messages.messages())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.text()).isEqualTo("MC-SF first departs from the optimum at round 0."));
    }

    @Test
    void whereThereIsNoDifferenceThatIsSaid() {
        open(RoundRuns.scenario(folder, 6, RoundRuns.CASE_1, "mc-benchmark", "mc-sf"));
        passTime();
        search();
        hindsight.goToFirstDifference();
        assertThat(picture.selection().laneProperty().get())
                .as("MC-SF goes first")
                .isEqualTo(1);
        assertThat(messages.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("MC-SF is optimal here."));
    }

    @Test
    void afterCloseNothingJoins() {
        openCase2();
        passTime();
        hindsight.close();
        search();
        assertThat(shown().lanes()).hasSize(2);
    }
}
