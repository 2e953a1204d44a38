package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.OrderPolicy;

/** Orders by the memory that a request takes times the steps for which it takes it (arXiv 2606.22327). */
public final class Volumes {
    private Volumes() {}

    /** Smallest predicted volume first: vol = s·o + o(o + 1)/2. */
    public static OrderPolicy smallestFirst(LengthEstimate lengths) {
        return (request, requests) -> {
            long o = lengths.outputTokens(request);
            return requests.promptTokens(request) * o + o * (o + 1) / 2;
        };
    }
}
