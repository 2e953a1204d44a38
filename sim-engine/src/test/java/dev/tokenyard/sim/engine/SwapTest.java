package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Swapping on a case worked out by hand, and the rules that it must keep. */
class SwapTest {
    private static final PolicyCard CARD =
            new PolicyCard("swapper", "Swapper", "at will", "", "", Foresight.BLIND, "", "", List.of());

    private static final HostLink ONE_BLOCK_A_SECOND = new HostLink(1, 1);

    /** Four blocks of four tokens; A has 6 prompt and 4 output tokens, B 3 and 5. */
    private static RunLog run(int hostBlocks, BatchPolicy batch) {
        return run(hostBlocks, 4, batch);
    }

    private static RunLog run(int hostBlocks, int outputOfA, BatchPolicy batch) {
        InstanceInfo info = new InstanceInfo("i", "g", "m", 1, 4, 4, 2, 9).withHostBlocks(hostBlocks);
        SimulationInput input = new SimulationInput(
                Trace.builder("two").add(0, 6, outputOfA).add(0, 3, 5).build(),
                List.of(SloClass.ttft("all", 1)),
                new int[2],
                List.of(new InstanceSetup(info, UnitStepTime.ONE_SECOND, ONE_BLOCK_A_SECOND)),
                "test",
                0,
                0,
                "",
                new int[0]);
        Policy policy = new Policy(
                CARD,
                (request, requests) -> requests.arrivalTick(request),
                batch,
                (request, requests, cluster) -> 0,
                ResidencyListener.NONE);
        return Simulator.run(input, policy, RunOptions.RECORDED);
    }

    private static void swapping(InstanceView view, BatchPlan plan) {
        if (view.freeBlocks() < 0) {
            plan.swapOut(1);
        } else if (view.swappedCount() > 0 && view.blocksToSwapIn(1) <= view.freeBlocks()) {
            plan.swapIn(1);
        }
        admitAll(view, plan);
    }

    private static void admitAll(InstanceView view, BatchPlan plan) {
        while (view.waitingHead() != InstanceView.NONE) {
            plan.admit(view.waitingHead(), view.requests().remainingPrefillTokens(view.waitingHead()));
        }
    }

    /**
     * Both prompts take the first second. At 3 s A needs a third block while B holds two: these go to host memory, and the
     * step takes 1 + 2 s. A has its fourth token and leaves at 6 s; B's blocks come back, so that its fourth token comes at
     * 9 s and its last at 10 s.
     */
    @Test
    void transfersAreAddedToTheirSteps() {
        RunLog log = run(2, SwapTest::swapping);
        assertThat(log.outcomes().completedTick(0)).isEqualTo(6 * Ticks.PER_SECOND);
        assertThat(log.outcomes().completedTick(1)).isEqualTo(10 * Ticks.PER_SECOND);
        assertThat(log.info().totals())
                .isEqualTo(new RunTotals(
                        6,
                        9,
                        2,
                        2,
                        RunTotals.Refusals.NONE,
                        0,
                        0,
                        0,
                        new RunTotals.Swaps(1, 5),
                        RunTotals.Prefixes.NONE,
                        RunTotals.Moves.NONE,
                        RunTotals.Loads.NONE,
                        0));
        RunCursor cursor = log.cursor();
        cursor.seek(4 * Ticks.PER_SECOND);
        assertThat(cursor.phase(1)).isEqualTo(RunCursor.Phase.SWAPPED);
        assertThat(cursor.generatedTokens(1)).isEqualTo(3);
        assertThat(cursor.hostBlocks(0)).isEqualTo(2);
        assertThat(cursor.heldBlocks(1)).isZero();
        cursor.seek(8 * Ticks.PER_SECOND);
        assertThat(cursor.phase(1)).isEqualTo(RunCursor.Phase.DECODE);
        assertThat(cursor.hostBlocks(0)).isZero();
        assertThat(cursor.heldBlocks(1)).isEqualTo(2);
        assertThat(cursor.swaps()).isEqualTo(1);
    }

    private static void assertRejected(int hostBlocks, BatchPolicy batch, String... words) {
        assertRejected(hostBlocks, 4, batch, words);
    }

    private static void assertRejected(int hostBlocks, int outputOfA, BatchPolicy batch, String... words) {
        assertThatThrownBy(() -> run(hostBlocks, outputOfA, batch))
                .isInstanceOf(PlanRejectedException.class)
                .satisfies(rejected -> assertThat(rejected.getMessage())
                        .contains("Policy swapper")
                        .contains(words));
    }

    @Test
    void hostMemoryMustSuffice() {
        assertRejected(1, SwapTest::swapping, "request 1", "host memory", "asked for 2, allowed 1");
        assertRejected(0, SwapTest::swapping, "request 1", "host memory", "asked for 2, allowed 0");
    }

    @Test
    void onlyDecodingResidentsLeaveAndOnlySwappedRequestsComeBack() {
        assertRejected(4, (view, plan) -> plan.swapOut(0), "only a decoding resident");
        assertRejected(4, (view, plan) -> plan.swapOut(7), "only a decoding resident");
        assertRejected(4, (view, plan) -> plan.swapIn(0), "only a request in host memory");
        assertRejected(0, (view, plan) -> plan.swapIn(0), "only a request in host memory");
    }

    @Test
    void aRequestMovesOnceInAStep() {
        BatchPolicy toAndFro = (view, plan) -> {
            if (view.freeBlocks() < 0) {
                plan.swapOut(1);
                plan.swapIn(1);
            }
            admitAll(view, plan);
        };
        assertRejected(4, toAndFro, "request 1", "once in a step", "asked for 2, allowed 1");
    }

    @Test
    void whatComesBackMustFit() {
        // After the third step A decodes with three blocks, and B would need two.
        BatchPolicy tooEarly = (view, plan) -> {
            if (view.freeBlocks() < 0) {
                plan.swapOut(1);
                plan.reconsiderAfterSteps(1);
            } else if (view.swappedCount() > 0) {
                plan.swapIn(1);
            }
            admitAll(view, plan);
        };
        assertRejected(4, 6, tooEarly, "request 1", "must fit into the free KV blocks", "asked for 2, allowed 1");
    }

    @Test
    void hostMemoryNeedsALink() {
        InstanceInfo info = new InstanceInfo("i", "g", "m", 1, 4, 4, 2, 9);
        assertThatThrownBy(() -> new InstanceSetup(info.withHostBlocks(3), UnitStepTime.ONE_SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 KV blocks in host memory and no link");
        assertThatThrownBy(() -> new InstanceSetup(info.withHostBlocks(-1), UnitStepTime.ONE_SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 KV blocks in host memory");
    }
}
