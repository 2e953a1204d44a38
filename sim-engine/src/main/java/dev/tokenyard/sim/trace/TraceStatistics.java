package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;

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
 */
public record TraceStatistics(
        int requests,
        double spanSeconds,
        double ratePerSecond,
        double interArrivalCv,
        TokenQuantiles promptTokens,
        TokenQuantiles outputTokens,
        List<ClassCount> classes) {

    /**
     * The size of a class.
     *
     * @param name the class
     * @param requests how many requests are of it
     */
    public record ClassCount(String name, int requests) {}

    /** Keeps an unmodifiable copy of the classes. */
    public TraceStatistics {
        classes = List.copyOf(classes);
    }

    /** Measures a trace, in O(n log n). */
    public static TraceStatistics of(Trace trace) {
        int n = trace.size();
        int[] prompts = new int[n];
        int[] outputs = new int[n];
        int[] perClass = new int[trace.classNames().size()];
        for (int r = 0; r < n; r++) {
            prompts[r] = trace.promptTokens(r);
            outputs[r] = trace.outputTokens(r);
            if (trace.classIndex(r) >= 0) {
                perClass[trace.classIndex(r)]++;
            }
        }
        List<ClassCount> classes = new ArrayList<>();
        for (int c = 0; c < perClass.length; c++) {
            classes.add(new ClassCount(trace.classNames().get(c), perClass[c]));
        }
        double spanSeconds = Ticks.toSeconds(spanTicks(trace));
        return new TraceStatistics(
                n,
                spanSeconds,
                spanSeconds > 0 ? n / spanSeconds : Double.NaN,
                interArrivalCv(trace),
                TokenQuantiles.ofSorting(prompts),
                TokenQuantiles.ofSorting(outputs),
                classes);
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
