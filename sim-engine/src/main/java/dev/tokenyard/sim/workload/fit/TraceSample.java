package dev.tokenyard.sim.workload.fit;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a trace is compared by, each in ascending order.
 *
 * @param gapsSeconds times between arrivals in seconds
 * @param promptTokens prompt lengths
 * @param outputTokens output lengths
 */
record TraceSample(double[] gapsSeconds, double[] promptTokens, double[] outputTokens) {
    static TraceSample of(Trace trace) {
        return new TraceSample(
                sorted(IntStream.range(1, trace.size())
                        .mapToDouble(r -> Ticks.toSeconds(trace.arrivalTick(r) - trace.arrivalTick(r - 1)))
                        .toArray()),
                sorted(IntStream.range(0, trace.size())
                        .mapToDouble(trace::promptTokens)
                        .toArray()),
                sorted(IntStream.range(0, trace.size())
                        .mapToDouble(trace::outputTokens)
                        .toArray()));
    }

    private static double[] sorted(double[] values) {
        Arrays.sort(values);
        return values;
    }
}
