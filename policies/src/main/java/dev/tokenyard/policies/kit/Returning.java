package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.function.BiFunction;

/**
 * How requests come back from host memory in a batching mode that moves none there itself: a policy that evicts did, perhaps
 * another one from which the present one took over. They come back in its order, before any new prompt, once what runs has what
 * it needs, and not in a step that evicted.
 */
public final class Returning {
    private Returning() {}

    /** The same way to make a batching mode's step, but requests come back in it while there are fewer residents than seats. */
    public static BiFunction<AdmissionTest, VictimPolicy, BatchPolicy> in(
            BiFunction<AdmissionTest, VictimPolicy, BatchPolicy> mode, int seats) {
        return (fits, victims) -> {
            BatchPolicy batch = mode.apply(afterThem(fits), victims);
            return (view, plan) -> {
                batch.plan(view, plan);
                bringBack(view, plan, Math.min(seats, view.batchCap()));
            };
        };
    }

    private static AdmissionTest afterThem(AdmissionTest fits) {
        return (request, prefillTokens, view, plan) -> {
            if (view.swappedCount() > 0) {
                plan.blocked(BlockReason.SWAPPED, view.swappedCount(), 0);
                return false;
            }
            return fits.fits(request, prefillTokens, view, plan);
        };
    }

    /**
     * Brings requests back in order, as long as they come first and fit.
     *
     * @param seats most residents
     */
    private static void bringBack(InstanceView view, BatchPlan plan, int seats) {
        while (view.swappedCount() > 0 && !plan.hasEvicted()) {
            int first = view.swapped(0);
            if (view.residentCount() >= seats) {
                plan.blocked(BlockReason.BATCH_CAP, view.residentCount() + 1L, seats);
                return;
            }
            if (view.tokensLeft() <= 0) {
                plan.blocked(BlockReason.TOKEN_BUDGET, 1, 0);
                plan.reconsiderAfterSteps(1);
                return;
            }
            if (view.blocksToSwapIn(first) > view.freeBlocks()) {
                plan.blocked(BlockReason.KV_FULL, view.blocksToSwapIn(first), view.freeBlocks());
                return;
            }
            plan.swapIn(first);
            plan.reconsiderAfterSteps(1);
        }
    }
}
