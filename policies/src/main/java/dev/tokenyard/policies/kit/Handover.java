package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;

/**
 * How a decode instance takes requests over from prefill instances: it pulls them, as in DistServe (Zhong et al., OSDI 2024,
 * section 4.3). A request waits in the queue like any other, its KV blocks stay at the prefill instance, and they are
 * fetched once the blocks of all its tokens are free and there is a seat.
 */
public final class Handover {
    private Handover() {}

    /**
     * A batching mode's step in which such requests are received as well, after what runs already has what it needs. As with
     * new prompts, none is received in a step that evicted or while others are in host memory.
     */
    public static BatchPolicy receivingAfter(BatchPolicy batch) {
        return (view, plan) -> {
            batch.plan(view, plan);
            if (view.handedOverHead() != InstanceView.NONE) {
                receive(view, plan);
            }
        };
    }

    private static void receive(InstanceView view, BatchPlan plan) {
        if (plan.hasEvicted()) {
            plan.blocked(BlockReason.PREEMPTED, 1, 0);
            plan.reconsiderAfterSteps(1);
            return;
        }
        if (view.swappedCount() > 0) {
            plan.blocked(BlockReason.SWAPPED, view.swappedCount(), 0);
            return;
        }
        int seats = Math.min(view.batchCap(), view.tokenBudget());
        for (int head = view.handedOverHead(); head != InstanceView.NONE; head = view.handedOverHead()) {
            if (view.residentCount() >= seats) {
                plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, seats);
                return;
            }
            if (view.blocksToReceive(head) > view.freeBlocks()) {
                plan.blocked(BlockReason.KV_FULL, view.blocksToReceive(head), view.freeBlocks());
                return;
            }
            if (view.tokensLeft() < 1) {
                // Chunks have taken what is left, and a seat in the batch needs a token.
                plan.blocked(BlockReason.TOKEN_BUDGET, 1, 0);
                plan.reconsiderAfterSteps(1);
                return;
            }
            plan.receive(head);
            seats--;
        }
        if (view.waitingHead() != InstanceView.NONE) {
            plan.reconsiderAfterSteps(1);
        }
    }
}
