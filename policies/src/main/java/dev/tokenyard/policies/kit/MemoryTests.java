package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BlockReason;

/** Memory tests that look no further than the next step. */
public final class MemoryTests {
    private MemoryTests() {}

    /** vLLM v1: the blocks of the next chunk must be free now; growth is left to preemption. */
    public static AdmissionTest chunkFitsNow() {
        return (request, prefillTokens, view, plan) -> {
            int needed = view.blocksToPrefill(request, prefillTokens);
            int free = view.freeBlocks();
            if (needed <= free) {
                return true;
            }
            // Until something leaves, decoding only takes more of what is free.
            plan.blocked(BlockReason.KV_FULL, needed, free);
            return false;
        };
    }
}
