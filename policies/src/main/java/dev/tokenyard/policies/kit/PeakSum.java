package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.ResidencyListener;
import java.util.Arrays;

/**
 * The memory test of SVF (arXiv 2606.22327): a request may start if the predicted peaks s + o of all residents and its own
 * together do not exceed the memory, whenever each of them comes.
 *
 * <p>Blocks of several tokens are allowed for by one block's worth less a token for each request. A prediction beyond the
 * memory counts as the whole of it, so that it cannot bar a request for ever.
 */
public final class PeakSum implements AdmissionTest, ResidencyListener {
    private final LengthEstimate lengths;
    private final AdmissionTest fitsNow;
    /** By instance, in tokens. */
    private long[] sum = new long[4];
    /** By resident, in tokens. */
    private long[] peak = new long[64];

    /**
     * Makes the books of one run.
     *
     * @param lengths the predicted outputs
     * @param fitsNow the batching mode's own test, passed after this one
     */
    public PeakSum(LengthEstimate lengths, AdmissionTest fitsNow) {
        this.lengths = lengths;
        this.fitsNow = fitsNow;
    }

    @Override
    public boolean fits(int request, int prefillTokens, InstanceView view, BatchPlan plan) {
        long all = sum(view) + peakTokens(request, view);
        if (all > capacityTokens(view)) {
            plan.blocked(BlockReason.LOOK_AHEAD, all, capacityTokens(view));
            return false;
        }
        return fitsNow.fits(request, prefillTokens, view, plan);
    }

    @Override
    public void admitted(int request, InstanceView view) {
        if (request >= peak.length) {
            peak = Arrays.copyOf(peak, Math.max(request + 1, peak.length + (peak.length >> 1)));
        }
        peak[request] = peakTokens(request, view);
        long others = sum(view);
        sum[view.instance()] = others + peak[request];
    }

    @Override
    public void left(int request, InstanceView view) {
        sum[view.instance()] -= peak[request];
    }

    private long peakTokens(int request, InstanceView view) {
        // A request that was evicted beyond its prediction has at least one more to come.
        long output = Math.max(lengths.outputTokens(request), view.requests().generatedTokens(request) + 1L);
        return Math.min(capacityTokens(view), view.requests().promptTokens(request) + output + view.blockTokens() - 1);
    }

    private long sum(InstanceView view) {
        if (view.instance() >= sum.length) {
            sum = Arrays.copyOf(sum, 2 * view.instance());
        }
        return sum[view.instance()];
    }

    private static long capacityTokens(InstanceView view) {
        return (long) view.totalBlocks() * view.blockTokens();
    }
}
