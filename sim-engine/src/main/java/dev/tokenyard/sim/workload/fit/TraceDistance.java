package dev.tokenyard.sim.workload.fit;

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
        TraceSample a = TraceSample.of(first);
        TraceSample b = TraceSample.of(second);
        return new TraceDistance(
                a.gapsSeconds().length == 0 || b.gapsSeconds().length == 0
                        ? Double.NaN
                        : KolmogorovSmirnov.distance(a.gapsSeconds(), b.gapsSeconds()),
                KolmogorovSmirnov.distance(a.promptTokens(), b.promptTokens()),
                KolmogorovSmirnov.distance(a.outputTokens(), b.outputTokens()));
    }
}
