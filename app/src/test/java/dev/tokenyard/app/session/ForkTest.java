package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.plan.PlanBoard;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {
    private static final double AT = 70;

    private final ComparisonService service = new ComparisonService();
    private final ScenarioSpec opening =
            ScenarioDefaults.opening().withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("mc-sf")));

    @TempDir
    Path folder;

    private Comparison run(ScenarioSpec scenario) throws ScenarioException {
        return service.run(scenario, () -> false);
    }

    @Test
    void aForkStandsBehindItsParentAndIsTheSameUntilItLeaves() throws ScenarioException {
        Comparison comparison = run(ForkEdits.add("fcfs", AT, "sjf").apply(opening));
        List<Lane> lanes = comparison.lanes();
        assertThat(lanes).extracting(lane -> lane.card().title()).containsExactly("FCFS", "FCFS → SJF", "MC-SF");
        Lane fork = lanes.get(1);
        assertThat(fork.origin()).isEqualTo(new Lane.Origin("fcfs", Ticks.fromSeconds(AT)));
        RunLog parent = lanes.get(0).log();
        long differing = IntStream.range(0, parent.trace().size())
                .filter(r -> parent.outcomes().completedTick(r)
                        != fork.log().outcomes().completedTick(r))
                .peek(r -> assertThat(Math.max(
                                parent.outcomes().completedTick(r),
                                fork.log().outcomes().completedTick(r)))
                        .isGreaterThan(Ticks.fromSeconds(AT)))
                .count();
        assertThat(differing).isPositive();
        assertThat(RunMetrics.of(fork.log()).slo().attainment())
                .as("shortest first from the burst on meets more deadlines")
                .isGreaterThan(RunMetrics.of(parent).slo().attainment());
    }

    @Test
    void aForkOfAForkGoesOnFromIt() throws ScenarioException {
        ScenarioSpec once = ForkEdits.add("fcfs", AT, "sjf").apply(opening);
        String id = once.forks().get(0).id();
        ScenarioSpec twice = ForkEdits.add(id, AT + 10, "mc-sf").apply(once);
        List<Lane> lanes = run(twice).lanes();
        assertThat(lanes)
                .extracting(lane -> lane.card().title())
                .containsExactly("FCFS", "FCFS → SJF", "FCFS → SJF → MC-SF", "MC-SF");
        assertThat(lanes.get(2).log().foreseesMemory()).isTrue();
        assertThat(lanes.get(1).log().foreseesMemory()).isFalse();
        assertThatThrownBy(() -> ForkEdits.add(id, AT - 1, "edf").apply(once))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose a later moment");
    }

    /** What has ended cannot be left; the scenario keeps the fork, since another load may last longer. */
    @Test
    void aLaneIsLeftBeforeItsEnd() throws ScenarioException {
        Lane fcfs = run(opening).lanes().get(0);
        long end = fcfs.log().endTick();
        assertThat(ForkMoments.refusal(fcfs, end - 1)).isEmpty();
        assertThat(ForkMoments.refusal(fcfs, end)).contains("FCFS has nothing left to do", "choose an earlier moment.");
        assertThat(ForkMoments.refusals(run(ForkEdits.add("fcfs", AT, "sjf").apply(opening))))
                .isEmpty();
        assertThat(ForkMoments.refusals(
                        run(ForkEdits.add("fcfs", 100_000, "sjf").apply(opening))))
                .singleElement()
                .asString()
                .startsWith("FCFS → SJF is no fork: At 100000.000 s FCFS");
    }

    @Test
    void aFileHasNoMoreForksThanTheWindow() throws Exception {
        ScenarioSpec most = opening;
        for (int k = 0; k < ForkEdits.MOST; k++) {
            most = ForkEdits.add("fcfs", AT + k, "sjf").apply(most);
        }
        Path file = folder.resolve("forks.json");
        ScenarioFile.write(file, most);
        assertThat(ScenarioFile.read(file)).isEqualTo(most);
        ScenarioFile.write(
                file,
                most.withForks(Stream.concat(
                                most.forks().stream(), Stream.of(new Fork("more", "fcfs", AT, PolicyChoice.of("edf"))))
                        .toList()));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("9 forks")
                .hasMessageContaining("8");
    }

    @Test
    void otherLanesAreWhatTheyWere() throws ScenarioException {
        List<Lane> without = run(opening).lanes();
        List<Lane> with = run(ForkEdits.add("fcfs", AT, "sjf").apply(opening)).lanes();
        assertThat(with.get(0).log().sameHistoryAs(without.get(0).log())).isTrue();
        assertThat(with.get(2).log().sameHistoryAs(without.get(1).log())).isTrue();
    }

    /** A blind policy becomes one that predicts: what it predicts from is on record, as at the start of a run of its own. */
    @Test
    void predictionsComeWithThePolicyThatNeedsThem() throws ScenarioException {
        Comparison comparison = run(ForkEdits.add("fcfs", 0, "ssjf").apply(opening.withPredictor("noise:20")));
        Lane fork = comparison.lanes().get(1);
        assertThat(fork.log().info().predictor()).isEqualTo("noise:20");
        Lane alone = run(opening.withPredictor("noise:20").withPolicies(List.of(PolicyChoice.of("ssjf"))))
                .lanes()
                .get(0);
        for (int r = 0; r < comparison.trace().size(); r++) {
            assertThat(fork.log().outcomes().completedTick(r))
                    .isEqualTo(alone.log().outcomes().completedTick(r));
        }
    }

    @Test
    void chargedPredictionsAreWaitedForFromTheForkOn() throws ScenarioException {
        ScenarioSpec charged = opening.withPredictorLatency(500);
        Lane fork =
                run(ForkEdits.add("fcfs", AT, "ssjf").apply(charged)).lanes().get(1);
        RunLog log = fork.log();
        int late = 0;
        for (int r = 0; r < log.trace().size(); r++) {
            long waited = log.outcomes().firstScheduledTick(r) - log.trace().arrivalTick(r);
            if (log.trace().arrivalTick(r) >= Ticks.fromSeconds(AT)) {
                assertThat(waited).isGreaterThanOrEqualTo(500 * Ticks.PER_MILLISECOND);
            } else if (waited < 500 * Ticks.PER_MILLISECOND) {
                late++;
            }
        }
        assertThat(late).as("before, nobody waited for predictions").isPositive();
    }

    /** Into a pool, out of it and from one to another: all end, each at its own moments, and plans are there while they count. */
    @Test
    void policiesThatKeepAPoolAreLeftAndTakeOver() throws ScenarioException {
        ScenarioSpec pooled = opening.withPolicies(List.of(PolicyChoice.of("fcfs"), PolicyChoice.of("qlm")));
        for (String[] pair :
                List.of(new String[] {"fcfs", "qlm"}, new String[] {"qlm", "fcfs"}, new String[] {"qlm", "shepherd"})) {
            Comparison comparison = run(ForkEdits.add(pair[0], AT, pair[1]).apply(pooled));
            Lane parent = comparison.lanes().get(comparison.laneOf(pair[0]));
            Lane fork = comparison.lanes().get(comparison.laneOf(pair[0]) + 1);
            RunLog log = fork.log();
            assertThat(log.info().totals().completed())
                    .as(fork.card().title())
                    .isEqualTo(parent.log().info().totals().completed());
            assertThat(log.sameHistoryAs(parent.log())).isFalse();
            assertThat(admissionsBefore(log, AT)).isEqualTo(admissionsBefore(parent.log(), AT));
            for (int part = 0; part <= 50; part++) {
                long tick = log.endTick() * part / 50;
                RunCursor cursor = log.cursor();
                cursor.seek(tick);
                String inCharge = tick < Ticks.fromSeconds(AT) ? pair[0] : pair[1];
                assertThat(PlanBoard.of(cursor).isPresent()).isEqualTo(inCharge.equals("qlm"));
                assertThat(cursor.waitingCount() - cursor.pooledCount())
                        .as("who waits at instances while %s is in charge", inCharge)
                        .isLessThanOrEqualTo(inCharge.equals("fcfs") ? Integer.MAX_VALUE : 0);
            }
        }
    }

    @Test
    void aForkAtTheStartIsARunOfItsPolicyAlsoWhereThatKeepsAPool() throws ScenarioException {
        List<Lane> alone = run(opening.withPolicies(List.of(PolicyChoice.of("qlm"), PolicyChoice.of("fcfs"))))
                .lanes();
        ScenarioSpec forked = ForkEdits.add("qlm", 0, "fcfs")
                .andThen(ForkEdits.add("fcfs", 0, "qlm"))
                .apply(opening.withPolicies(List.of(PolicyChoice.of("qlm"), PolicyChoice.of("fcfs"))));
        List<Lane> lanes = run(forked).lanes();
        assertThat(lanes.get(1).log().sameHistoryAs(alone.get(1).log())).isTrue();
        assertThat(lanes.get(3).log().sameHistoryAs(alone.get(0).log())).isTrue();
    }

    @Test
    void aPoolGoesOnWithOtherKnobs() throws ScenarioException {
        ScenarioSpec forked =
                ForkEdits.add("qlm", AT, "qlm").apply(opening.withPolicies(List.of(PolicyChoice.of("qlm"))));
        Knob pulling = PolicyCatalog.byId("qlm").card().knobs().stream()
                .filter(knob -> knob.name().equals("pulling"))
                .findFirst()
                .orElseThrow();
        List<Lane> lanes = run(ForkEdits.knob(forked.forks().get(0).id(), pulling, 0)
                        .apply(forked))
                .lanes();
        assertThat(lanes.get(1).card().title()).isEqualTo("QLM → QLM");
        assertThat(lanes.get(1).log().sameHistoryAs(lanes.get(0).log())).isFalse();
    }

    @Test
    void knobsOfAForkAreItsOwn() throws ScenarioException {
        ScenarioSpec forked = ForkEdits.add("mc-sf", AT, "mc-sf").apply(opening);
        Knob protection = PolicyCatalog.byId("mc-sf").card().knobs().get(1);
        ScenarioSpec turned =
                ForkEdits.knob(forked.forks().get(0).id(), protection, 0.5).apply(forked);
        assertThat(turned.policies()).isEqualTo(opening.policies());
        List<Lane> lanes = run(turned).lanes();
        assertThat(lanes.get(2).card().title()).isEqualTo("MC-SF → MC-SF");
        long admittedOnTime = admissionsBefore(lanes.get(1).log(), AT + 20);
        assertThat(admissionsBefore(lanes.get(2).log(), AT + 20)).isLessThan(admittedOnTime);
    }

    private static long admissionsBefore(RunLog log, double seconds) {
        return IntStream.range(0, log.events().size())
                .filter(e -> log.events().kind(e) == EventKind.ADMITTED)
                .filter(e -> log.events().tick(e) < Ticks.fromSeconds(seconds))
                .count();
    }

    @Test
    void aForkGoesWithTheLaneThatItLeaves() {
        ScenarioSpec once = ForkEdits.add("fcfs", AT, "sjf").apply(opening);
        ScenarioSpec twice =
                ForkEdits.add(once.forks().get(0).id(), AT + 10, "edf").apply(once);
        assertThat(ScenarioEdits.choose("fcfs", false).apply(twice).forks()).isEmpty();
        assertThat(ForkEdits.remove(once.forks().get(0).id()).apply(twice).forks())
                .isEmpty();
        assertThat(ForkEdits.remove(twice.forks().get(1).id()).apply(twice).forks())
                .isEqualTo(once.forks());
    }

    @Test
    void sameForksGetDifferentIds() {
        ScenarioSpec twice = ForkEdits.add("fcfs", AT, "sjf")
                .apply(ForkEdits.add("fcfs", AT, "sjf").apply(opening));
        assertThat(twice.forks()).extracting(Fork::id).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeForkedIsRefused() {
        assertThatThrownBy(() -> ForkEdits.add("edf", AT, "sjf").apply(opening))
                .hasMessageContaining("no lane before it has that id");
        assertThatThrownBy(() -> ForkEdits.add("fcfs", Double.NaN, "sjf").apply(opening))
                .hasMessageContaining("give a moment from 0 s on");
        ScenarioSpec most = opening;
        for (int k = 0; k < ForkEdits.MOST; k++) {
            most = ForkEdits.add("fcfs", AT + k, "sjf").apply(most);
        }
        ScenarioSpec full = most;
        assertThatThrownBy(() -> ForkEdits.add("fcfs", AT, "sjf").apply(full)).hasMessageContaining("remove one first");
    }

    @Test
    void forksAreSavedWithTheScenario() throws ScenarioException {
        ScenarioSpec once = ForkEdits.add("mc-sf", AT, "mc-sf").apply(opening);
        Knob protection = PolicyCatalog.byId("mc-sf").card().knobs().get(1);
        ScenarioSpec turned =
                ForkEdits.knob(once.forks().get(0).id(), protection, 0.5).apply(once);
        Path file = folder.resolve("forked.json");
        ScenarioFile.write(file, turned);
        assertThat(ScenarioFile.read(file)).isEqualTo(turned);
    }

    @Test
    void aFileWithAForkOfNothingIsRefusedWithItsName() throws Exception {
        Path file = folder.resolve("orphan.json");
        ScenarioFile.write(file, ForkEdits.add("fcfs", AT, "sjf").apply(opening));
        Files.writeString(file, Files.readString(file).replace("\"from\" : \"fcfs\"", "\"from\" : \"edf\""));
        ScenarioSpec orphaned = ScenarioFile.read(file);
        assertThatThrownBy(() -> run(orphaned))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("leaves edf");
    }
}
