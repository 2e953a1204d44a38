package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.LittlesLaw;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.PullPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in every run in which instances pull requests from a pool. */
class PullLawsTest {
    private static final int SCENARIOS = 200;
    private static final PolicyCard CARD = PolicyCatalog.byId("fcfs").card();

    /** Instances on GPUs of their own in even scenarios, on shared ones in odd ones. */
    static SimulationInput scenario(int number) {
        if (number % 2 == 1) {
            return SharedGpuScenarios.of(number, CARD);
        }
        int seed = number;
        SimulationInput plain = RandomScenarios.of(seed, CARD);
        while (plain.outputSlotsAhead() > 0) {
            seed += 100_000;
            plain = RandomScenarios.of(seed, CARD);
        }
        return plain;
    }

    private static RunLog run(SimulationInput input, String mode, RunOptions options) {
        BatchingMode batching = BatchingModes.byId(mode).create(Map.of());
        return Simulator.run(input, RandomPulls.policy(input.seed(), batching), options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm-v1", "vllm-v0", "sarathi"})
    void jumpsGiveTheSameHistoryAsSingleSteps(String mode) {
        long swaps = 0;
        long preemptions = 0;
        long loads = 0;
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            RunLog jumps = Jumps.likeSingleSteps(s, options -> run(input, mode, options));
            assertThat(jumps.info().isPulled()).isTrue();
            swaps += jumps.info().totals().swaps().count();
            preemptions += jumps.info().totals().preemptions();
            loads += jumps.info().totals().loads().count();
        }
        assertThat(swaps).isGreaterThan(20);
        assertThat(preemptions).isGreaterThan(SCENARIOS);
        assertThat(loads).isGreaterThan(SCENARIOS);
    }

    @Test
    void everyRequestIsServedOnceAndMemoryIsConserved() {
        for (int s = 0; s < SCENARIOS; s++) {
            SimulationInput input = scenario(s);
            RunLog log = run(input, "vllm-v1", RunOptions.RECORDED);
            EventTrack events = log.events();
            RunCursor cursor = log.cursor();
            List<Integer> pooled = new ArrayList<>();
            for (int e = 0; e < events.size(); e++) {
                int r = events.request(e);
                switch (events.kind(e)) {
                    case ARRIVED, PREEMPTED -> pooled.add(r);
                    case ADMITTED -> pooled.remove((Integer) r);
                    default -> {}
                }
                if (e + 1 == events.size() || events.tick(e + 1) > events.tick(e)) {
                    cursor.seek(events.tick(e));
                    assertThat(cursor.pooledCount()).as("scenario %d", s).isEqualTo(pooled.size());
                    assertThat(cursor.waitingCount()).isEqualTo(pooled.size());
                    for (int k = 0; k < cursor.pooledCount(); k++) {
                        assertThat(pooled).contains(cursor.pooled(k));
                        assertThat(cursor.phase(cursor.pooled(k))).isEqualTo(RunCursor.Phase.WAITING);
                        assertThat(cursor.instance(cursor.pooled(k))).isEqualTo(-1);
                    }
                }
            }
            for (int r = 0; r < log.trace().size(); r++) {
                int ended = 0;
                for (int e : events.eventsOfRequest(r)) {
                    ended += events.kind(e) == EventKind.COMPLETED || events.kind(e) == EventKind.REFUSED ? 1 : 0;
                }
                assertThat(ended).as("scenario %d, request %d", s, r).isEqualTo(1);
            }
            for (int i = 0; i < log.instances().size(); i++) {
                SegmentTrack segments = log.segments(i);
                for (int g = 0; g < segments.size(); g++) {
                    cursor.seek(segments.startTick(g));
                    assertThat(cursor.usedBlocks(i))
                            .as("scenario %d", s)
                            .isEqualTo(segments.usedBlocksFirst(g))
                            .isLessThanOrEqualTo(log.instances().get(i).kvBlocks());
                    assertThat(cursor.isLoaded(i)).isTrue();
                }
            }
            assertThat(LittlesLaw.of(log).holds()).isTrue();
        }
    }

    /** Going back is the same as never having gone on. */
    @Test
    void seekingDoesNotDependOnThePath() {
        for (int s = 0; s < SCENARIOS / 4; s++) {
            RunLog log = run(scenario(s), "vllm-v1", RunOptions.RECORDED);
            RunCursor moved = log.cursor();
            for (int k = 20; k >= 0; k--) {
                long tick = log.endTick() / 20 * k;
                moved.seek(tick);
                RunCursor fresh = log.cursor();
                fresh.seek(tick);
                assertThat(moved.pooledCount()).isEqualTo(fresh.pooledCount());
                for (int j = 0; j < fresh.pooledCount(); j++) {
                    assertThat(moved.pooled(j)).isEqualTo(fresh.pooled(j));
                }
                for (int i = 0; i < log.instances().size(); i++) {
                    assertThat(moved.isLoaded(i)).isEqualTo(fresh.isLoaded(i));
                    assertThat(moved.loadedShare(i)).isEqualTo(fresh.loadedShare(i));
                    assertThat(moved.usedBlocks(i)).isEqualTo(fresh.usedBlocks(i));
                }
            }
        }
    }

    /** A policy that offers nothing ends with an error that counts who was left. */
    @Test
    void requestsLeftInThePoolEndTheRun() {
        SimulationInput input = scenario(0);
        BatchingMode batching = BatchingModes.byId("vllm-v1").create(Map.of());
        PullPolicy silent = new SilentPull();
        assertThatThrownBy(() -> Simulator.run(
                        input,
                        RandomPulls.policy(1, batching).with(silent).with(ClusterPolicy.NONE),
                        RunOptions.OUTCOMES_ONLY))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("no request may be left waiting");
    }

    private static final class SilentPull implements PullPolicy {
        @Override
        public void begin(Pool pool) {}

        @Override
        public void inherited(int request, int instance, int generatedTokens, boolean inHost, long tick) {}

        @Override
        public void arrived(int request, long tick) {}

        @Override
        public void admitted(int request, int instance, long tick) {}

        @Override
        public void evicted(int request, int instance, boolean toHost, long tick) {}

        @Override
        public void completed(int request, int instance, long tick) {}

        @Override
        public int next(int instance) {
            return -1;
        }

        @Override
        public int waiting(int instance) {
            return 0;
        }
    }
}
