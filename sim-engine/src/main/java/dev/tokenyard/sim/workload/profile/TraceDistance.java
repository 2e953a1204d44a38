package dev.tokenyard.sim.workload.profile;

import dev.tokenyard.sim.model.Trace;

/**
 * How far two traces are apart: Kolmogorov-Smirnov distances, 0 for alike and 1 for not overlapping.
 *
 * @param gaps of the times between arrivals; NaN where a trace has fewer than two requests
 * @param promptTokens of the prompt lengths
 * @param outputTokens of the output lengths
 */
public record TraceDistance(double gaps, double promptTokens, double outputTokens) {
    /**
     * Compares two traces, in O(n log n).
     *
     * @param first a trace of at least one request
     * @param second another one
     */
    public static TraceDistance between(Trace first, Trace second) {
        return TraceProfile.distances(TraceProfile.of(first), TraceProfile.of(second));
    }
}
