package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.OrderPolicy;

/** Orders by the memory that a request takes times the steps for which it takes it (arXiv 2606.22327). */
public final class Volumes {
    private Volumes() {}

    /** Tokens of memory times rounds that a request takes up, s·o + o(o + 1)/2. */
    public static long of(long promptTokens, long outputTokens) {
        return promptTokens * outputTokens + outputTokens * (outputTokens + 1) / 2;
    }

    /** Smallest predicted volume first: vol = s·o + o(o + 1)/2. */
    public static OrderPolicy smallestFirst(LengthEstimate lengths) {
        return (request, requests) -> of(requests.promptTokens(request), lengths.outputTokens(request));
    }
}
