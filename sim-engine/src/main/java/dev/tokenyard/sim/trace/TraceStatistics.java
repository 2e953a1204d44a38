package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What a trace looks like in numbers.
 *
 * @param requests how many requests
 * @param spanSeconds from the first arrival to the last, in seconds
 * @param ratePerSecond requests divided by span, {@code NaN} where the span is 0
 * @param interArrivalCv coefficient of variation of the times between arrivals: standard deviation (of the population)
 *     over mean; 1 for Poisson arrivals, {@code NaN} where the span is 0
 * @param promptTokens prompt lengths
 * @param outputTokens output lengths
 * @param classes the classes that the trace names, in its order; requests without a class are not among them
 * @param models the models that the trace names, likewise
 */
public record TraceStatistics(
        int requests,
        double spanSeconds,
        double ratePerSecond,
        double interArrivalCv,
        TokenQuantiles promptTokens,
        TokenQuantiles outputTokens,
        List<NameCount> classes,
        List<NameCount> models) {

    /**
     * The requests of a class, or those that ask for a model.
     *
     * @param name the class or model
     * @param requests how many requests are of it
     */
    public record NameCount(String name, int requests) {}

    /** Keeps unmodifiable copies of the lists. */
    public TraceStatistics {
        classes = List.copyOf(classes);
        models = List.copyOf(models);
    }

    /** Measures a trace, in O(n log n). */
    public static TraceStatistics of(Trace trace) {
        int n = trace.size();
        int[] prompts = new int[n];
        int[] outputs = new int[n];
        for (int r = 0; r < n; r++) {
            prompts[r] = trace.promptTokens(r);
            outputs[r] = trace.outputTokens(r);
        }
        double spanSeconds = Ticks.toSeconds(spanTicks(trace));
        return new TraceStatistics(
                n,
                spanSeconds,
                spanSeconds > 0 ? n / spanSeconds : Double.NaN,
                interArrivalCv(trace),
                TokenQuantiles.ofSorting(prompts),
                TokenQuantiles.ofSorting(outputs),
                counts(trace.classNames(), n, trace::classIndex),
                counts(trace.modelNames(), n, trace::modelIndex));
    }

    private static List<NameCount> counts(List<String> names, int requests, IntUnaryOperator indexOf) {
        int[] counts = new int[names.size()];
        for (int r = 0; r < requests; r++) {
            int index = indexOf.applyAsInt(r);
            if (index >= 0) {
                counts[index]++;
            }
        }
        List<NameCount> named = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            named.add(new NameCount(names.get(k), counts[k]));
        }
        return named;
    }

    /**
     * Counts arrivals in equal bins from the first arrival to the last, which falls in the last bin.
     *
     * @param bins how many, at least 1
     */
    public static int[] arrivalHistogram(Trace trace, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("A histogram of " + bins + " bins was asked for; ask for at least 1.");
        }
        int[] counts = new int[bins];
        double binTicks = (double) spanTicks(trace) / bins;
        for (int r = 0; r < trace.size(); r++) {
            long sinceFirst = trace.arrivalTick(r) - trace.arrivalTick(0);
            int bin = binTicks > 0 ? (int) (sinceFirst / binTicks) : 0;
            counts[Math.min(bin, bins - 1)]++;
        }
        return counts;
    }

    private static long spanTicks(Trace trace) {
        return trace.size() == 0 ? 0 : trace.lastArrivalTick() - trace.arrivalTick(0);
    }

    private static double interArrivalCv(Trace trace) {
        int gaps = trace.size() - 1;
        double meanSeconds = gaps > 0 ? Ticks.toSeconds(spanTicks(trace)) / gaps : 0;
        if (meanSeconds == 0) {
            return Double.NaN;
        }
        double squares = 0;
        for (int r = 1; r <= gaps; r++) {
            double deviation = Ticks.toSeconds(trace.arrivalTick(r) - trace.arrivalTick(r - 1)) - meanSeconds;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / gaps) / meanSeconds;
    }
}
