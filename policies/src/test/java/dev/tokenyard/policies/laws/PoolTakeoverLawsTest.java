package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.engine.Takeover;
import dev.tokenyard.sim.export.PerfettoTrace;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.PlanTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold where a run goes from or to a policy by which instances pull from a pool, in each batching mode. */
class PoolTakeoverLawsTest {
    private static final int SCENARIOS = 60;

    static Stream<BatchingFactory> modes() {
        return BatchingModes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void jumpsGiveTheSameHistoryAsSingleSteps(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            RunLog log = Jumps.likeSingleSteps(s, each::run);
            assertThat(LittlesLaw.of(log).holds())
                    .as("scenario %d, %s", s, each)
                    .isTrue();
            assertThat(log.sameHistoryAs(each.run(RunOptions.RECORDED)))
                    .as("once more, scenario %d, %s", s, each)
                    .isTrue();
        }
    }

    /** Goes through the events by rules of its own: who waits where, and who ends. The cursor has to agree at all times. */
    @ParameterizedTest
    @MethodSource("modes")
    void everyRequestIsServedOnceAndWaitsWhereThePolicyInChargeHasItWait(BatchingFactory mode) {
        int intoPool = 0;
        int outOfPool = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            RunLog log = each.run(RunOptions.RECORDED);
            EventTrack events = log.events();
            RunCursor cursor = log.cursor();
            int pool = log.instances().size();
            List<Set<Integer>> queues = Stream.generate(TreeSet<Integer>::new)
                    .limit(pool + 1L)
                    .collect(ArrayList::new, List::add, List::addAll);
            int[] ends = new int[log.trace().size()];
            for (int e = 0; e < events.size(); e++) {
                int r = events.request(e);
                int place = events.instance(e) < 0 ? pool : events.instance(e);
                boolean pooled = each.isPooled(events.tick(e));
                switch (events.kind(e)) {
                    case ARRIVED -> {
                        assertThat(place == pool).isEqualTo(pooled);
                        assertThat(queues.get(place).add(r)).isTrue();
                    }
                    case PREEMPTED ->
                        assertThat(queues.get(pooled ? pool : place).add(r)).isTrue();
                    case ADMITTED ->
                        assertThat(queues.get(pooled ? pool : place).remove(r))
                                .as("scenario %d, %s, request %d", s, each, r)
                                .isTrue();
                    case REQUEUED -> {
                        assertThat(place == pool).isEqualTo(pooled);
                        assertThat(Arrays.stream(each.ticks)).contains(events.tick(e));
                        assertThat(queues.get(events.a(e) < 0 ? pool : events.a(e))
                                        .remove(r))
                                .isTrue();
                        assertThat(queues.get(place).add(r)).isTrue();
                        intoPool += pooled ? 1 : 0;
                        outOfPool += pooled ? 0 : 1;
                    }
                    case COMPLETED -> {
                        ends[r]++;
                        assertThat(events.a(e)).isEqualTo(log.trace().outputTokens(r));
                    }
                    case REFUSED -> ends[r]++;
                    default -> {}
                }
                if (e + 1 == events.size() || events.tick(e + 1) > events.tick(e)) {
                    cursor.seek(events.tick(e));
                    for (int q = 0; q <= pool; q++) {
                        assertThat(Moments.waiting(cursor, q))
                                .as("scenario %d, %s, queue %d", s, each, q)
                                .containsExactlyInAnyOrderElementsOf(queues.get(q));
                    }
                }
            }
            assertThat(ends).as("scenario %d, %s", s, each).containsOnly(1);
            assertThatMemoryIsConserved(log);
        }
        assertThat(intoPool).isGreaterThan(SCENARIOS / 2);
        assertThat(outOfPool).isGreaterThan(SCENARIOS / 2);
    }

    private static void assertThatMemoryIsConserved(RunLog log) {
        RunCursor cursor = log.cursor();
        for (int i = 0; i < log.instances().size(); i++) {
            SegmentTrack segments = log.segments(i);
            for (int g = 0; g < segments.size(); g++) {
                cursor.seek(segments.startTick(g));
                assertThat(cursor.usedBlocks(i))
                        .isEqualTo(segments.usedBlocksFirst(g))
                        .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                assertThat(cursor.isLoaded(i)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyMomentCanBeLookedUp(BatchingFactory mode) {
        for (int s = 0; s < 20; s++) {
            Moments.assertThatTheWayDoesNotMatter(new PoolTakeovers(s, mode).run(RunOptions.RECORDED), s);
        }
    }

    /** In an exported trace each request is at one place at a time, in the pool or at an instance. */
    @Test
    void bothKindsOfQueuesAreExported() throws IOException {
        BatchingFactory mode = BatchingModes.byId("vllm-v1");
        for (int s = 0; s < 20; s++) {
            RunLog log = new PoolTakeovers(s, mode).run(RunOptions.RECORDED);
            StringWriter out = new StringWriter();
            PerfettoTrace.write(
                    out, List.of(new PerfettoTrace.Run("run", log)), PerfettoTrace.Stretch.ALL, Progress.NONE);
            assertThat(out.toString().contains(" pool\"")).as("scenario %d", s).isEqualTo(log.isEverPulled());
        }
    }

    /** What the engine shows to a policy that has taken over from a pool is what the cursor says. */
    @ParameterizedTest
    @MethodSource("modes")
    void theCursorAgreesWithTheEngine(BatchingFactory mode) {
        int compared = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            int last = each.policies.size() - 1;
            boolean ownGpus = each.input.instances().stream()
                    .noneMatch(setup -> setup.info().sharesGpus());
            if (each.isPooled(last) || !each.isPooled(last - 1) || !ownGpus) {
                continue;
            }
            long from = each.ticks[each.ticks.length - 1] / 2;
            Watcher watcher = new Watcher(Math.max(1, each.alone().endTick() / 97));
            RunLog log = Simulator.run(
                    each.input,
                    each.policy(last - 1),
                    List.of(new Takeover(from, each.policy(last).with(watcher), 0)),
                    RunOptions.RECORDED);
            RunCursor cursor = log.cursor();
            for (long[] seen : watcher.seen) {
                EventTrack events = log.events();
                int until = events.countUntil(seen[0]);
                if (until > 0 && events.tick(until - 1) == seen[0]) {
                    continue;
                }
                cursor.seek(seen[0]);
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(cursor.waitingCount(i))
                            .as("scenario %d, %s", s, each)
                            .isEqualTo((int) seen[1 + 2 * i]);
                    assertThat(cursor.residentCount(i)).isEqualTo((int) seen[2 + 2 * i]);
                    compared++;
                }
                assertThat(cursor.pooledCount()).isZero();
            }
        }
        assertThat(compared).isGreaterThan(SCENARIOS);
    }

    /** Writes down at its turns what it sees. */
    private static final class Watcher implements ClusterPolicy {
        private final long periodTicks;
        private final List<long[]> seen = new ArrayList<>();

        Watcher(long periodTicks) {
            this.periodTicks = periodTicks;
        }

        @Override
        public long periodTicks() {
            return periodTicks;
        }

        @Override
        public void tick(ClusterState state, ClusterPlan plan) {
            long[] row = new long[1 + 2 * state.instanceCount()];
            row[0] = state.nowTick();
            for (int i = 0; i < state.instanceCount(); i++) {
                row[1 + 2 * i] = state.waitingRequests(i);
                row[2 + 2 * i] = state.batchSize(i);
            }
            seen.add(row);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void allIsTheSameUntilTheFirstTakeover(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            assertThat(TakeoverLawsTest.historyBefore(each.run(RunOptions.RECORDED), each.ticks[0]))
                    .as("scenario %d, %s", s, each)
                    .isEqualTo(TakeoverLawsTest.historyBefore(each.alone(), each.ticks[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void atTheBeginningItIsTheNewPolicysRunAndAfterTheEndTheOldOnes(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            RunLog own = Simulator.run(each.input, each.policy(1), RunOptions.RECORDED);
            assertThat(takenOver(each, 0).sameHistoryAs(own))
                    .as("scenario %d, %s", s, each)
                    .isTrue();
            RunLog alone = each.alone();
            assertThat(takenOver(each, alone.endTick() + 3600 * Ticks.PER_SECOND)
                            .sameHistoryAs(alone))
                    .as("scenario %d, %s", s, each)
                    .isTrue();
            // A plan that is still being made when all is done never comes into force then.
            assertThat(TakeoverLawsTest.historyBefore(takenOver(each, alone.endTick() + 1), Ticks.NEVER))
                    .as("scenario %d, %s", s, each)
                    .isEqualTo(TakeoverLawsTest.historyBefore(alone, Ticks.NEVER));
        }
    }

    private static RunLog takenOver(PoolTakeovers each, long tick) {
        return Simulator.run(
                each.input, each.policy(0), List.of(new Takeover(tick, each.policy(1), 0)), RunOptions.RECORDED);
    }

    /** A pool whose order is nothing but that of arrival goes on as it would have done. */
    @ParameterizedTest
    @MethodSource("modes")
    void aPoolWithoutAPastTakesOverFromItselfWithoutATrace(BatchingFactory mode) {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = new PoolTakeovers(s, mode).input;
            Map<String, Double> knobs = RandomScenarios.knobs(mode.card(), input.seed());
            Policy first = SharedLine.policy(mode.create(knobs));
            RunLog alone = Simulator.run(input, SharedLine.policy(mode.create(knobs)), RunOptions.RECORDED);
            long tick = new Random(s).nextLong(alone.endTick() + 1);
            RunLog taken = Simulator.run(
                    input,
                    first,
                    List.of(new Takeover(tick, SharedLine.policy(mode.create(knobs)), 0)),
                    RunOptions.RECORDED);
            for (int r = 0; r < input.trace().size(); r++) {
                assertThat(taken.outcomes().completedTick(r))
                        .as("%s, scenario %d, request %d", mode.card().id(), s, r)
                        .isEqualTo(alone.outcomes().completedTick(r));
            }
        }
    }

    /** Those in host memory at a takeover come back at their instance, whichever policy goes on. */
    @ParameterizedTest
    @MethodSource("modes")
    void whoLiesInHostMemoryGoesOnThere(BatchingFactory mode) {
        int inherited = 0;
        for (int s = 0; s < 8 * SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            EventTrack before = each.alone().events();
            OptionalLong swapTick = IntStream.range(0, before.size())
                    .filter(e -> before.kind(e) == EventKind.SWAPPED_OUT)
                    .mapToLong(before::tick)
                    .findFirst();
            if (swapTick.isEmpty()) {
                continue;
            }
            long tick = swapTick.getAsLong() + 1;
            RunLog log = takenOver(each, tick);
            RunCursor cursor = log.cursor();
            cursor.seek(tick - 1);
            for (int i = 0; i < log.instances().size(); i++) {
                for (int k = 0; k < cursor.swappedCount(i); k++) {
                    int r = cursor.swapped(i, k);
                    int next = Arrays.stream(log.events().eventsOfRequest(r))
                            .filter(e -> log.events().tick(e) >= tick)
                            .filter(e -> log.events().kind(e) != EventKind.REORDERED)
                            .findFirst()
                            .orElseThrow();
                    assertThat(log.events().kind(next)).isEqualTo(EventKind.SWAPPED_IN);
                    assertThat(log.events().instance(next)).isEqualTo(i);
                    inherited++;
                }
            }
        }
        // Modes that reserve memory for the longest answer swap nobody out, and one request at a time hardly anybody.
        if (List.of("vllm-v1", "vllm-v0", "sarathi").contains(mode.card().id())) {
            assertThat(inherited).isGreaterThan(10);
        }
    }

    /** At any moment at which a policy that plans is in charge, its queues hold each group with members that wait once. */
    @Test
    void plansAgreeWithTheRunAtEveryMoment() {
        int seen = 0;
        BatchingFactory mode = BatchingModes.byId("vllm-v1");
        for (int s = 0; s < 5 * SCENARIOS; s++) {
            PoolTakeovers each = new PoolTakeovers(s, mode);
            if (each.predicts()) {
                // Who waits for a prediction is in no group yet.
                continue;
            }
            RunLog log = each.run(RunOptions.RECORDED);
            RunCursor cursor = log.cursor();
            for (int part = 0; part <= 20; part++) {
                long tick = log.endTick() * part / 20;
                cursor.seek(tick);
                PlanTrack track = log.plans(tick);
                if (track == null) {
                    continue;
                }
                Set<Integer> groups = new HashSet<>();
                for (int r = 0; r < log.trace().size(); r++) {
                    RunCursor.Phase phase = cursor.phase(r);
                    if (phase == RunCursor.Phase.WAITING || phase == RunCursor.Phase.SWAPPED) {
                        groups.add(track.groupOf(r));
                    } else if (phase == RunCursor.Phase.PREFILL || phase == RunCursor.Phase.DECODE) {
                        assertThat(track.groupOf(r)).isNotNegative();
                    }
                }
                List<Integer> standing = new ArrayList<>();
                for (int q = 0; q < track.queueCount(); q++) {
                    Arrays.stream(track.orderAfter(q, track.changesUntil(q, tick)))
                            .forEach(standing::add);
                }
                assertThat(standing).as("scenario %d", s).doesNotHaveDuplicates();
                assertThat(standing).as("scenario %d", s).hasSameElementsAs(groups);
                seen += standing.size();
            }
        }
        assertThat(seen).isGreaterThan(SCENARIOS);
    }

    @Test
    void whereNoPoolCanBeNoneCanTakeOver() {
        BatchingFactory mode = BatchingModes.byId("vllm-v1");
        Takeover pooled = new Takeover(1, SharedLine.policy(mode.create(Map.of())), 0);
        SimulationInput caching = PrefixScenarios.withCaches(
                PrefixScenarios.of(1, PolicyCatalog.byId("fcfs").card()), true);
        assertThatThrownBy(() -> Simulator.run(caching, fcfs(caching), List.of(pooled), RunOptions.RECORDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("switch the prefix cache off");
        SimulationInput linked = IntStream.range(0, 100)
                .mapToObj(seed -> LinkScenarios.of(seed, true))
                .filter(input -> input.instances().stream()
                        .noneMatch(setup -> setup.info().prefixCache()))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Simulator.run(linked, fcfs(linked), List.of(pooled), RunOptions.RECORDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave out the KV link");
    }

    private static Policy fcfs(SimulationInput input) {
        return PolicyInMode.of("fcfs", "vllm-v1").make(input, Map.of(), Map.of());
    }
}
