package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.List;

/** How a victim gives up its memory, and how it comes back: vLLM's {@code preemption_mode}. */
public enum Preemption implements VictimPolicy.Eviction {
    /** It is computed again. */
    RECOMPUTE,
    /**
     * Its KV blocks move to host memory and back. Where that is full, and for a prompt that is not done, it is computed
     * again; vLLM v0 ends with an error there.
     */
    SWAP;

    /** The knob of a batching mode that can swap. */
    public static final String KNOB = "preemption";

    /** The values of the knob, in the order of these constants. */
    public static final List<String> NAMES = List.of("recompute", "swap");

    /** What a value of the knob stands for. */
    public static Preemption ofKnob(double value) {
        return values()[(int) value];
    }

    @Override
    public void evict(int victim, InstanceView view, BatchPlan plan) {
        if (this == SWAP && view.canSwapOut(victim)) {
            plan.swapOut(victim);
        } else {
            plan.evict(victim);
        }
    }

    /**
     * Brings swapped requests back in order, until one does not fit. An empty instance takes the first whatever is left
     * free, which vLLM does not; there, a request that leaves no room for the watermark would stay away for ever.
     *
     * @param keepFree KV blocks that must stay free
     * @return whether none is left in host memory that was there before; new prompts wait until then
     */
    public static boolean bringBack(InstanceView view, BatchPlan plan, int keepFree) {
        if (view.swappedCount() == 0) {
            return true;
        }
        while (view.swappedCount() > 0 && fits(view.swapped(0), view, keepFree)) {
            plan.swapIn(view.swapped(0));
        }
        if (view.waitingHead() != InstanceView.NONE) {
            plan.blocked(BlockReason.SWAPPED, Math.max(1, view.swappedCount()), 0);
        }
        if (view.swappedCount() == 0) {
            plan.reconsiderAfterSteps(1);
        }
        return false;
    }

    private static boolean fits(int request, InstanceView view, int keepFree) {
        int left = view.freeBlocks() - view.blocksToSwapIn(request);
        return view.residentCount() < view.batchCap()
                && view.tokensLeft() > 0
                && left >= (view.residentCount() == 0 ? 0 : keepFree);
    }
}
