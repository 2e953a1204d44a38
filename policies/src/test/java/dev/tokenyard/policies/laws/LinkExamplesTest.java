package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.ClusterPlan;
import dev.tokenyard.sim.policy.ClusterPolicy;
import dev.tokenyard.sim.policy.ClusterState;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs with links worked out by hand: steps of one second, KV blocks of 4 tokens, transfers of half a second a block. */
class LinkExamplesTest {
    private static final long SECOND = Ticks.PER_SECOND;
    private static final KvLink LINK = new KvLink(20, 0.25, 10);

    private static SimulationInput input(Trace trace, InstanceRole first, InstanceRole second) {
        List<InstanceSetup> instances = new ArrayList<>();
        for (InstanceRole role : List.of(first, second)) {
            instances.add(new InstanceSetup(
                    new InstanceInfo("i" + instances.size(), "gpu", "model", 1, 100, 4, 8, 64).withRole(role),
                    UnitStepTime.ONE_SECOND,
                    HostLink.NONE,
                    LINK));
        }
        return new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                instances,
                "vllm-v1",
                0,
                0,
                "",
                new int[0]);
    }

    private static RunLog run(SimulationInput input, String mode, ClusterPolicy cluster) {
        BatchingMode batching = BatchingModes.byId(mode).create(Map.of());
        Policy policy = new Policy(
                PolicyCatalog.byId("fcfs").card(),
                (request, requests) -> requests.arrivalTick(request),
                batching.compose(batching.memoryTest(), Victims.newest()),
                (request, requests, view) -> 0,
                ResidencyListener.NONE);
        return Simulator.run(input, policy.with(cluster), RunOptions.RECORDED);
    }

    /** The events as "second kind@instance request a,b,c", but for those of the queue. */
    private static List<String> story(RunLog log) {
        List<String> story = new ArrayList<>();
        for (int e = 0; e < log.events().size(); e++) {
            switch (log.events().kind(e)) {
                case ARRIVED, ADMITTED, BLOCKED -> {}
                default ->
                    story.add(Ticks.toSeconds(log.events().tick(e)) + " "
                            + log.events().kind(e) + "@" + log.events().instance(e) + " r"
                            + log.events().request(e) + " " + log.events().a(e) + ","
                            + log.events().b(e) + ","
                            + log.events().c(e));
            }
        }
        return story;
    }

    /**
     * Two prompts of 10 tokens are prefilled in one step; each holds 3 blocks. The link takes 0.25 + 3 x 0.5 = 1.75 s for
     * each, one after the other; the third request ends with its first token and does not travel. The second joins at the end
     * of the step that runs from 3.75 when its blocks come at 4.5.
     */
    @Test
    void prefillAndDecodeInstances() {
        Trace trace =
                Trace.builder("two").add(0, 10, 3).add(0, 10, 2).add(0, 10, 1).build();
        RunLog log = run(input(trace, InstanceRole.PREFILL, InstanceRole.DECODE), "vllm-v1", ClusterPolicy.NONE);
        assertThat(story(log))
                .containsExactly(
                        "1.0 PREFILL_DONE@0 r0 1,0,0",
                        "1.0 HANDED_OVER@0 r0 1,1,3",
                        "1.0 PREFILL_DONE@0 r1 1,0,0",
                        "1.0 HANDED_OVER@0 r1 1,1,3",
                        "1.0 PREFILL_DONE@0 r2 1,0,0",
                        "1.0 COMPLETED@0 r2 1,0,0",
                        "1.0 RECEIVED@1 r0 0,3,3",
                        "1.0 RECEIVED@1 r1 0,3,3",
                        "2.75 COPIED@0 r0 1,3,0",
                        "2.75 RELEASED@0 r0 3,0,0",
                        "2.75 JOINED@1 r0 0,1,0",
                        "4.5 COPIED@0 r1 1,3,0",
                        "4.5 RELEASED@0 r1 3,0,0",
                        "4.75 COMPLETED@1 r0 3,0,0",
                        "4.75 JOINED@1 r1 0,1,2",
                        "5.75 COMPLETED@1 r1 2,0,0");
        assertThat(log.outcomes().instance(0)).isEqualTo(1);
        assertThat(log.outcomes().firstTokenTick(0)).isEqualTo(SECOND);
        assertThat(log.info().totals().moves()).isEqualTo(new RunTotals.Moves(2, 0, 0, 60, 7 * SECOND / 2));
    }

    /**
     * A prompt of 15 tokens decodes from 1 s on. At 2.5 s it has 1 + 1 tokens, 16 of them computed: 4 full blocks are copied
     * until 4.75 s. Then it has 4 tokens, 18 computed: no more full block, so it leaves at the end of its step at 5 s with 5 tokens
     * and 19 computed in 5 blocks; the last one is copied until 5.75 s.
     */
    @Test
    void liveMigration() {
        Trace trace = Trace.builder("one").add(0, 15, 8).build();
        RunLog log = run(input(trace, InstanceRole.MIXED, InstanceRole.MIXED), "vllm-v1", once(5 * SECOND / 2, 0, 1));
        assertThat(story(log))
                .containsExactly(
                        "1.0 PREFILL_DONE@0 r0 1,0,0",
                        "2.5 RESERVED@1 r0 0,5,4",
                        "4.75 COPIED@0 r0 1,4,1",
                        "4.75 RESERVED@1 r0 0,5,0",
                        "5.0 DETACHED@0 r0 1,5,5",
                        "5.75 COPIED@0 r0 1,1,2",
                        "5.75 RELEASED@0 r0 5,0,0",
                        "5.75 JOINED@1 r0 0,5,0",
                        "8.75 COMPLETED@1 r0 8,0,0");
        assertThat(log.info().totals().moves()).isEqualTo(new RunTotals.Moves(0, 1, 0, 50, 3 * SECOND));
    }

    /** With 4 tokens to generate it ends at 4 s, before the first stage has been copied: all is given back. */
    @Test
    void aMigrationOfARequestThatEndsIsGivenUp() {
        Trace trace = Trace.builder("one").add(0, 15, 4).build();
        RunLog log = run(input(trace, InstanceRole.MIXED, InstanceRole.MIXED), "vllm-v1", once(5 * SECOND / 2, 0, 1));
        assertThat(story(log))
                .containsExactly(
                        "1.0 PREFILL_DONE@0 r0 1,0,0",
                        "2.5 RESERVED@1 r0 0,5,4",
                        "4.0 COMPLETED@0 r0 4,0,0",
                        "4.0 MIGRATION_ABORTED@1 r0 0,5,0");
        assertThat(log.info().totals().moves().abortedMigrations()).isEqualTo(1);
    }

    private static ClusterPolicy once(long tick, int request, int to) {
        return new ClusterPolicy() {
            @Override
            public long periodTicks() {
                return tick;
            }

            @Override
            public void tick(ClusterState state, ClusterPlan plan) {
                if (state.nowTick() == tick) {
                    plan.migrate(request, to);
                }
            }
        };
    }

    @Test
    void whatBreaksARuleIsRejected() {
        Trace trace = Trace.builder("one").add(0, 15, 8).build();
        SimulationInput mixed = input(trace, InstanceRole.MIXED, InstanceRole.MIXED);
        assertThatThrownBy(() -> run(mixed, "vllm-v1", once(SECOND / 2, 0, 1)))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("only a decoding resident");
        assertThatThrownBy(() -> run(mixed, "vllm-v1", once(2 * SECOND, 0, 0)))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("another instance");
        assertThatThrownBy(() ->
                        run(input(trace, InstanceRole.PREFILL, InstanceRole.DECODE), "static", ClusterPolicy.NONE))
                .isInstanceOf(PlanRejectedException.class);
        assertThatThrownBy(() -> input(trace, InstanceRole.PREFILL, InstanceRole.MIXED))
                .hasMessageContaining("no decode instance");
        assertThatThrownBy(() -> input(trace, InstanceRole.DECODE, InstanceRole.DECODE))
                .hasMessageContaining("decode only");
        assertThatThrownBy(() -> new KvLink(1, -1, 1)).hasMessageContaining("latency");
    }
}
