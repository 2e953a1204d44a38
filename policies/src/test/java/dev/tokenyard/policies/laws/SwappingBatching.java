package dev.tokenyard.policies.laws;

import dev.tokenyard.policies.kit.Preemption;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.VictimPolicy;

/** Chunked prefills and decodes together as in vLLM v1, with victims swapped out as in v0: all that can meet, does. */
record SwappingBatching(VictimPolicy victims, int keepFree) implements BatchPolicy {
    /** The resident that is last in an order, the later arrival among equals. */
    static VictimPolicy lastIn(OrderPolicy order) {
        return view -> {
            int last = view.newestResident();
            for (int r = last; r != InstanceView.NONE; r = view.olderResident(r)) {
                long key = order.key(r, view.requests());
                long lastKey = order.key(last, view.requests());
                last = key > lastKey || (key == lastKey && r > last) ? r : last;
            }
            return last;
        };
    }

    @Override
    public void plan(InstanceView view, BatchPlan plan) {
        while (view.freeBlocks() < 0) {
            Preemption.SWAP.evict(victims.victim(view), view, plan);
        }
        for (int i = 0; i < view.prefillingCount() && view.tokensLeft() > 0; i++) {
            int request = view.prefilling(i);
            int chunk = Math.min(view.requests().remainingPrefillTokens(request), view.tokensLeft());
            if (makeRoom(request, chunk, view, plan)) {
                plan.prefill(request, chunk);
            } else {
                i--;
            }
        }
        if (plan.hasEvicted()) {
            plan.blocked(BlockReason.PREEMPTED, 1, 0);
            plan.reconsiderAfterSteps(1);
        } else if (Preemption.bringBack(view, plan, keepFree)) {
            admit(view, plan);
        }
    }

    private boolean makeRoom(int request, int chunk, InstanceView view, BatchPlan plan) {
        while (view.blocksToPrefill(request, chunk) > view.freeBlocks()) {
            int victim = victims.victim(view);
            Preemption.SWAP.evict(victim, view, plan);
            if (victim == request) {
                return false;
            }
        }
        return true;
    }

    private static void admit(InstanceView view, BatchPlan plan) {
        for (int head = view.waitingHead(); head != InstanceView.NONE; head = view.waitingHead()) {
            int chunk = Math.min(view.requests().remainingPrefillTokens(head), view.tokensLeft());
            if (view.residentCount() >= view.batchCap()) {
                plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, view.batchCap());
                return;
            }
            if (chunk <= 0) {
                plan.blocked(BlockReason.TOKEN_BUDGET, 1, 0);
                plan.reconsiderAfterSteps(1);
                return;
            }
            if (view.blocksToPrefill(head, chunk) > view.freeBlocks()) {
                plan.blocked(BlockReason.KV_FULL, view.blocksToPrefill(head, chunk), view.freeBlocks());
                return;
            }
            plan.admit(head, chunk);
        }
    }
}
