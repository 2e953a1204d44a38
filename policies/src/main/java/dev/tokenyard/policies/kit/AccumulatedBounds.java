package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.ResidencyListener;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.Arrays;

/**
 * Lower bounds of outputs that rise to the tokens which have been generated, and who is evicted by them: the resident
 * with the smallest bound, the later arrival among equals.
 */
public final class AccumulatedBounds implements LengthEstimate, VictimPolicy, ResidencyListener {
    private final LengthEstimate lowest;
    private final boolean restarts;
    /** By request: the most tokens that it had generated when it left. */
    private int[] generated = new int[64];

    /**
     * Makes the books of one run.
     *
     * @param lowest the bounds to begin with
     * @param restarts whether victims start anew; otherwise they are evicted as the batching mode does
     */
    public AccumulatedBounds(LengthEstimate lowest, boolean restarts) {
        this.lowest = lowest;
        this.restarts = restarts;
    }

    /** The bound of a request while it waits. */
    @Override
    public int outputTokens(int request) {
        int least = lowest.outputTokens(request);
        return request < generated.length ? Math.max(least, generated[request]) : least;
    }

    @Override
    public int victim(InstanceView view) {
        int victim = InstanceView.NONE;
        int least = 0;
        for (int r = view.newestResident(); r != InstanceView.NONE; r = view.olderResident(r)) {
            int bound = Math.max(outputTokens(r), view.requests().generatedTokens(r));
            if (victim == InstanceView.NONE || bound < least || (bound == least && r > victim)) {
                victim = r;
                least = bound;
            }
        }
        return victim;
    }

    @Override
    public void relieve(InstanceView view, BatchPlan plan, Eviction eviction) {
        if (restarts) {
            plan.restart(victim(view));
        } else {
            eviction.evict(victim(view), view, plan);
        }
    }

    @Override
    public void admitted(int request, InstanceView view) {}

    @Override
    public void left(int request, InstanceView view) {
        if (request >= generated.length) {
            generated = Arrays.copyOf(generated, Math.max(request + 1, generated.length + (generated.length >> 1)));
        }
        generated[request] = Math.max(generated[request], view.requests().generatedTokens(request));
    }
}
