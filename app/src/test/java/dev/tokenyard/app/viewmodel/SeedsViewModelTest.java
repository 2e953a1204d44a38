package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedsViewModelTest {
    private final ComparisonService service = new ComparisonService();
    private final List<Long> ran = new ArrayList<>();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final ComparisonViewModel shown = new ComparisonViewModel();
    private long failing = Long.MIN_VALUE;
    private Runnable beforeEach = () -> {};
    private final ScenarioRunner runner = (scenario, cancelled) -> {
        beforeEach.run();
        if (scenario.seed() == failing) {
            throw new ScenarioException("The trace went away.");
        }
        ran.add(scenario.seed());
        return service.run(scenario, cancelled);
    };
    private final CompareViewModel compare = new CompareViewModel(shown, runner, background::add, Runnable::run);
    private final SeedsViewModel seeds = compare.seeds();

    private static ScenarioSpec scenario() {
        return ScenarioDefaults.opening()
                .withTrace(TraceSource.sample("chat.json"))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withLimit(100)
                .withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("sjf")));
    }

    private void show(ScenarioSpec scenario) throws ScenarioException {
        compare.activeProperty().set(true);
        shown.show(service.run(scenario, () -> false));
        work();
    }

    private void work() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private MetricTable table() {
        return Objects.requireNonNull(compare.tableProperty().get());
    }

    @Test
    void oneSeedRunsNothingAgain() throws ScenarioException {
        show(scenario());
        assertThat(ran).isEmpty();
        assertThat(table().seeds()).isNull();
    }

    @Test
    void theTableHasTheMeansOfTheSeeds() throws ScenarioException {
        show(scenario());
        assertThat(seeds.setCount("4")).isEmpty();
        assertThat(seeds.runningProperty().get()).isTrue();
        work();
        assertThat(ran).containsExactly(8L, 9L, 10L);
        assertThat(seeds.runningProperty().get()).isFalse();
        assertThat(seeds.shareProperty().get()).isEqualTo(1);
        assertThat(Objects.requireNonNull(table().seeds()).count()).isEqualTo(4);
        seeds.setCount("6");
        assertThat(Objects.requireNonNull(table().seeds()).count()).isEqualTo(4);
        work();
        assertThat(ran).as("only those that are missing").containsExactly(8L, 9L, 10L, 11L, 12L);
        assertThat(Objects.requireNonNull(table().seeds()).seeds()).containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
        seeds.setCount("3");
        work();
        assertThat(ran).hasSize(5);
        assertThat(Objects.requireNonNull(table().seeds()).seeds()).containsExactly(7L, 8L, 9L);
        assertThat(seeds.shareProperty().get()).isEqualTo(1);
        compare.keyFiguresOnlyProperty().set(false);
        assertThat(table().seeds()).isNotNull();
        assertThat(seeds.setCount("1")).isEmpty();
        assertThat(table().seeds()).isNull();
    }

    /** Fewer seeds are a matter of what is shown; none of those that ran is run again. */
    @Test
    void seedsThatRanAreKeptWhenFewerAreWanted() throws ScenarioException {
        show(scenario());
        seeds.setCount("6");
        work();
        for (String count : List.of("2", "1", "5", "6")) {
            seeds.setCount(count);
            assertThat(seeds.runningProperty().get()).as(count).isFalse();
            assertThat(seeds.shareProperty().get()).isEqualTo(1);
            work();
            assertThat(table().seeds() == null ? 1 : table().seeds().count()).isEqualTo(Integer.parseInt(count));
        }
        assertThat(ran).hasSize(5);
        seeds.setCount("2");
        seeds.setCount("7");
        work();
        assertThat(ran).containsExactly(8L, 9L, 10L, 11L, 12L, 13L);
        show(scenario().withSeed(40));
        assertThat(ran).as("those of another scenario are of no use").hasSize(12);
    }

    /** Seeds are counted from the scenario's own, and numbers end somewhere. */
    @Test
    void aSeedFromWhichThereAreTooFewIsSaid() throws ScenarioException {
        show(scenario().withSeed(Long.MAX_VALUE - 1));
        assertThat(seeds.setCount("3"))
                .isEqualTo("Seed 9223372036854775806 is too large to count 3 seeds from; give one of at most"
                        + " 9223372036854775805.");
        assertThat(seeds.countProperty().get()).isEqualTo(1);
        assertThat(seeds.setCount("2")).isEmpty();
        work();
        assertThat(ran).containsExactly(Long.MAX_VALUE);
        show(scenario().withSeed(Long.MAX_VALUE));
        assertThat(seeds.problemProperty().get()).contains("too large to count 2 seeds from");
        assertThat(seeds.runningProperty().get()).isFalse();
        assertThat(ran).hasSize(1);
        show(scenario());
        assertThat(seeds.problemProperty().get()).isEmpty();
        assertThat(ran).endsWith(8L);
    }

    @Test
    void anotherScenarioIsRunWithItsOwnSeeds() throws ScenarioException {
        show(scenario());
        seeds.setCount("2");
        work();
        ran.clear();
        show(scenario().withSeed(20));
        assertThat(ran).containsExactly(21L);
        assertThat(Objects.requireNonNull(table().seeds()).seeds()).containsExactly(20L, 21L);
    }

    @Test
    void whatIsThereStaysWhenTheUserStops() throws ScenarioException {
        show(scenario());
        seeds.setCount("9");
        beforeEach = () -> {
            if (ran.size() == 2) {
                seeds.stop();
            }
        };
        work();
        assertThat(seeds.stoppedProperty().get()).isTrue();
        assertThat(seeds.runningProperty().get()).isFalse();
        assertThat(Objects.requireNonNull(table().seeds()).count()).isEqualTo(3);
        beforeEach = () -> {};
        seeds.resume();
        work();
        assertThat(ran)
                .as("the one that was given up, and the rest")
                .containsExactly(8L, 9L, 10L, 10L, 11L, 12L, 13L, 14L, 15L);
        assertThat(Objects.requireNonNull(table().seeds()).count()).isEqualTo(9);
    }

    @Test
    void aFailureIsSaidAndTheFiguresOfTheFirstSeedStay() throws ScenarioException {
        show(scenario());
        failing = 8;
        seeds.setCount("3");
        work();
        assertThat(seeds.problemProperty().get()).isEqualTo("The trace went away.");
        assertThat(seeds.runningProperty().get()).isFalse();
        assertThat(table().seeds()).isNull();
        assertThat(table().policies()).containsExactly("FCFS", "SJF");
    }

    @Test
    void refusesCountsThatAreNone() throws ScenarioException {
        show(scenario());
        assertThat(seeds.setCount("0")).isEqualTo("The number of seeds is 0; give 1 to 100.");
        assertThat(seeds.setCount("many")).contains("many");
        assertThat(seeds.setCount("101")).isEqualTo("The number of seeds is 101; give 1 to 100.");
        assertThat(seeds.countProperty().get()).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    /** The end of a job may still be on its way to the screen when the next one is asked for. */
    @Test
    void theLateEndOfAJobDoesNotSilenceTheNext() throws ScenarioException {
        Deque<Runnable> foreground = new ArrayDeque<>();
        CompareViewModel late = new CompareViewModel(shown, runner, Runnable::run, foreground::add);
        late.activeProperty().set(true);
        shown.show(service.run(scenario(), () -> false));
        drain(foreground);
        late.seeds().setCount("2");
        late.seeds().setCount("3");
        drain(foreground);
        assertThat(Objects.requireNonNull(late.seeds().runsProperty().get()).count())
                .isEqualTo(3);
        assertThat(late.seeds().shareProperty().get()).isEqualTo(1);
        assertThat(late.seeds().runningProperty().get()).isFalse();
    }

    /** Two recordings at once fit where three might not. */
    @Test
    void seedsWaitWhileTheScenarioIsSimulated() throws ScenarioException {
        SimpleBooleanProperty simulating = new SimpleBooleanProperty();
        seeds.waitWhile(simulating);
        show(scenario());
        seeds.setCount("4");
        beforeEach = () -> simulating.set(ran.size() == 1);
        work();
        assertThat(ran).as("the second one finds a simulation under way").containsExactly(8L, 9L);
        assertThat(seeds.runningProperty().get()).isTrue();
        assertThat(Objects.requireNonNull(seeds.runsProperty().get()).count()).isEqualTo(2);
        beforeEach = () -> {};
        ran.clear();
        simulating.set(false);
        work();
        assertThat(ran).as("the seed that was given up, and the rest").containsExactly(9L, 10L);
        assertThat(seeds.runningProperty().get()).isFalse();
    }

    /** Figures that come while they wait are taken up afterwards. */
    @Test
    void anotherScenarioWaitsLikewise() throws ScenarioException {
        SimpleBooleanProperty simulating = new SimpleBooleanProperty(true);
        seeds.waitWhile(simulating);
        seeds.setCount("2");
        show(scenario());
        assertThat(ran).isEmpty();
        assertThat(seeds.runningProperty().get()).isTrue();
        simulating.set(false);
        work();
        assertThat(ran).containsExactly(8L);
    }

    @Test
    void whatTheUserHasStoppedDoesNotBeginAgainAfterASimulation() throws ScenarioException {
        SimpleBooleanProperty simulating = new SimpleBooleanProperty();
        seeds.waitWhile(simulating);
        show(scenario());
        seeds.setCount("4");
        simulating.set(true);
        seeds.stop();
        simulating.set(false);
        work();
        assertThat(ran).isEmpty();
        assertThat(seeds.stoppedProperty().get()).isTrue();
    }

    /** Means must not be of two recordings. */
    @Test
    void aRecordingThatHasChangedIsSaid(@TempDir Path folder) throws ScenarioException, IOException {
        Path file =
                Files.writeString(folder.resolve("t.csv"), "arrival_s,prompt_tokens,output_tokens\n0,10,10\n1,10,10\n");
        show(scenario().withTrace(TraceSource.file(file.toString())));
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,10\n1,10,10\n2,10,10\n");
        seeds.setCount("3");
        work();
        assertThat(seeds.problemProperty().get()).contains("t.csv has changed", "run it again");
        assertThat(table().seeds()).isNull();
    }

    /** Saving under another name runs nothing again. */
    @Test
    void anotherNameKeepsTheSeeds() throws ScenarioException {
        Comparison comparison = service.run(scenario(), () -> false);
        compare.activeProperty().set(true);
        shown.show(comparison);
        seeds.setCount("3");
        work();
        ran.clear();
        shown.show(comparison.named("another"));
        work();
        assertThat(ran).isEmpty();
        assertThat(Objects.requireNonNull(compare.metricsProperty().get())
                        .comparison()
                        .scenario()
                        .name())
                .isEqualTo("another");
        assertThat(Objects.requireNonNull(table().seeds()).count()).isEqualTo(3);
        shown.show(service.run(scenario(), () -> false));
        work();
        assertThat(ran).as("an equal comparison is another one").containsExactly(8L, 9L);
    }

    private static void drain(Deque<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }
}
