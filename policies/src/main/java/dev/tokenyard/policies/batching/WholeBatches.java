package dev.tokenyard.policies.batching;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.time.Ticks;

/**
 * Request-level batching: a batch is formed while the instance is empty, its prompts are processed in one step, and its
 * members leave together when the last has generated its last token.
 *
 * @param admission who joins
 * @param maxDelayTicks how long the oldest request waits for a batch to fill, 0 not to wait
 */
record WholeBatches(Reserving admission, long maxDelayTicks) implements BatchPolicy {
    @Override
    public void plan(InstanceView view, BatchPlan plan) {
        plan.liftTokenBudget();
        if (view.residentCount() > 0) {
            if (view.waitingHead() != InstanceView.NONE) {
                plan.blocked(BlockReason.BATCH_RUNNING, 0, view.residentCount());
                plan.ignoreArrivals();
            }
            return;
        }
        if (view.waitingHead() == InstanceView.NONE) {
            // A policy may just have sent those that were waiting elsewhere.
            return;
        }
        long dueTick = dueTick(view);
        if (dueTick > view.nowTick()) {
            plan.blocked(BlockReason.BATCH_FILLING, view.batchCap(), view.waitingCount());
            plan.waitUntil(dueTick);
            return;
        }
        plan.completeTogether();
        admission.admitWhatFits(view, plan);
    }

    /** When the batch starts if nothing arrives: at once if it is full. */
    private long dueTick(InstanceView view) {
        if (maxDelayTicks == 0 || view.waitingCount() >= view.batchCap()) {
            return view.nowTick();
        }
        return Ticks.after(view.requests().arrivalTick(view.longestWaiting()), maxDelayTicks);
    }
}
