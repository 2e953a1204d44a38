package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.Knob;

/**
 * Admission as it was before paged memory: whole prompts in order, each with memory for the longest answer it may get,
 * until one does not fit.
 *
 * @param fits the memory test
 * @param outputTokens the output that most clients ask for at most
 */
record Reserving(AdmissionTest fits, int outputTokens) {
    /** The output that most clients ask for at most. */
    static final Knob KNOB = Knob.whole(
            "reservedOutput",
            "tokens",
            1,
            1_000_000,
            2048,
            "Output tokens that memory is reserved for; a request that generates more reserves for the next power of two.");

    /** Admits from the queue while there are seats and memory. */
    void admitWhatFits(InstanceView view, BatchPlan plan) {
        for (int head = view.waitingHead(); head != InstanceView.NONE; head = view.waitingHead()) {
            if (view.residentCount() >= view.batchCap()) {
                plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, view.batchCap());
                plan.ignoreArrivals();
                return;
            }
            int prompt = view.requests().remainingPrefillTokens(head);
            if (!fits.fits(head, prompt, view, plan)) {
                if (view.waitingHead() == head) {
                    return;
                }
                continue;
            }
            plan.admit(head, prompt, MemoryTests.reservedTokens(head, outputTokens, view));
        }
    }
}
