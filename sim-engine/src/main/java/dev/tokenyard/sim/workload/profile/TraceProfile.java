package dev.tokenyard.sim.workload.profile;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;

/**
 * What a trace is like.
 *
 * @param trace the trace
 * @param gaps the times between arrivals, in seconds
 * @param promptTokens its prompt lengths
 * @param outputTokens its output lengths
 * @param gapCv coefficient of variation of the times between arrivals, 1 for Poisson arrivals; NaN where all come at once
 * @param classes requests by class
 * @param clients requests by client
 * @param sharedPrompt the share of the prompt tokens that an earlier request has had at the beginning of its prompt; NaN where
 *     the trace does not tell
 */
public record TraceProfile(
        Trace trace,
        Distribution gaps,
        Distribution promptTokens,
        Distribution outputTokens,
        double gapCv,
        NameCounts classes,
        NameCounts clients,
        double sharedPrompt) {
    private static final double MOST_WINDOWS = 2e7;

    /** Measures a trace, in O(n log n). */
    public static TraceProfile of(Trace trace) {
        int n = trace.size();
        int[] prompts = new int[n];
        int[] outputs = new int[n];
        double[] gaps = new double[Math.max(0, n - 1)];
        for (int r = 0; r < n; r++) {
            prompts[r] = trace.promptTokens(r);
            outputs[r] = trace.outputTokens(r);
            if (r > 0) {
                gaps[r - 1] = Ticks.toSeconds(trace.arrivalTick(r) - trace.arrivalTick(r - 1));
            }
        }
        double cv = cv(gaps);
        return new TraceProfile(
                trace,
                Distribution.ofSorting(gaps),
                Distribution.of(prompts),
                Distribution.of(outputs),
                cv,
                NameCounts.of(trace, Label.CLASS),
                NameCounts.of(trace, Label.CLIENT),
                new TimeBins(Ticks.toSeconds(Ticks.MAX_ARRIVAL), 1).sharedPrompt(trace)[0]);
    }

    private static double cv(double[] gaps) {
        double mean = Arrays.stream(gaps).average().orElse(0);
        if (mean == 0) {
            return Double.NaN;
        }
        double squares = 0;
        for (double gap : gaps) {
            squares += (gap - mean) * (gap - mean);
        }
        return Math.sqrt(squares / gaps.length) / mean;
    }

    /** From the first arrival to the last, in seconds; 0 for an empty trace. */
    public double spanSeconds() {
        return trace.size() == 0 ? 0 : Ticks.toSeconds(trace.lastArrivalTick() - trace.arrivalTick(0));
    }

    /** Requests a second, NaN where all come at once. */
    public double ratePerSecond() {
        return spanSeconds() > 0 ? trace.size() / spanSeconds() : Double.NaN;
    }

    /**
     * How much the number of requests differs from window to window: the coefficient of variation of the counts in windows of equal
     * length from the first request on, of which the last is left out where it is not whole. NaN for fewer than two windows.
     *
     * @param windowSeconds the length of a window, positive
     */
    public double countCv(double windowSeconds) {
        double whole = Math.floor(spanSeconds() / windowSeconds);
        if (whole < 2 || whole > MOST_WINDOWS) {
            return Double.NaN;
        }
        double[] counts = new double[(int) whole];
        for (int r = 0; r < trace.size(); r++) {
            int window = (int) (Ticks.toSeconds(trace.arrivalTick(r) - trace.arrivalTick(0)) / windowSeconds);
            if (window < counts.length) {
                counts[window]++;
            }
        }
        return cv(counts);
    }

    /**
     * Requests for a picture of prompts against outputs: all, or evenly spread over the trace, and the same each time.
     *
     * @param most how many at most, at least 1
     * @return their numbers, ascending
     */
    public int[] sample(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A sample of " + most + " requests was asked for; ask for at least 1.");
        }
        int n = trace.size();
        int[] requests = new int[Math.min(n, most)];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = (int) ((long) i * n / requests.length);
        }
        return requests;
    }

    /** How far two of them are apart: Kolmogorov-Smirnov distances. */
    public static TraceDistance distances(TraceProfile first, TraceProfile second) {
        return distances(first, second, 1);
    }

    /**
     * The same at one rate.
     *
     * @param timesRate how many times faster the second one is meant to be; its gaps are stretched by so much first
     */
    public static TraceDistance distances(TraceProfile first, TraceProfile second, double timesRate) {
        return new TraceDistance(
                first.gaps.distanceTo(timesRate == 1 ? second.gaps : second.gaps.times(timesRate)),
                first.promptTokens.distanceTo(second.promptTokens),
                first.outputTokens.distanceTo(second.outputTokens));
    }
}
