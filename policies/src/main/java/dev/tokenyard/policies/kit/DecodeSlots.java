package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.VictimPolicy;

/**
 * Room for the next tokens of decoding residents as vLLM v0 and Sarathi-Serve make it: the residents are visited in order
 * of admission, and each needs a free block even where its next token still has room in the last one. Where there is none,
 * a victim is evicted.
 *
 * <p>What residents take only adds up along the way, so it is enough to look at the last one visited: with the blocks of
 * all others taken, one must be left for it.
 *
 * <p>A departure: a resident that is alone goes on where its token has room. The engines would evict it, or refuse the
 * request to begin with.
 */
public final class DecodeSlots {
    private DecodeSlots() {}

    /** Evicts until every decoding resident that is left finds a free block. */
    public static void secure(InstanceView view, BatchPlan plan, VictimPolicy victims, Preemption preemption) {
        plan.consultBelowFreeBlocks(1);
        while (view.freeBlocks() < freeBlocksToLeave(view)) {
            victims.relieve(view, plan, preemption);
        }
    }

    /** Free blocks that must be left once all decoding residents have taken theirs. */
    private static int freeBlocksToLeave(InstanceView view) {
        int last = view.newestResident();
        while (last != InstanceView.NONE && view.requests().remainingPrefillTokens(last) > 0) {
            last = view.olderResident(last);
        }
        return last == InstanceView.NONE || view.residentCount() == 1 ? 0 : 1 - view.blocksToDecode(last);
    }
}
