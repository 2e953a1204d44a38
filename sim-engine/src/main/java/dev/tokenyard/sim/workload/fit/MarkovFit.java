package dev.tokenyard.sim.workload.fit;

import dev.tokenyard.sim.workload.MarkovModulated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A rate that goes from state to state, from recorded arrivals: the counts of short bins are Poisson in a hidden state, which is
 * found by expectation and maximisation (Baum and others 1970). A state is left for each other one with the same probability.
 */
final class MarkovFit {
    private static final int MOST_BINS = 4_000;
    private static final int ITERATIONS = 150;
    private static final double CONVERGED = 1e-6;
    /** Fewer requests in a visit of a state are none. */
    private static final double LEAST_REQUESTS = 0.02;

    private final int[] counts;
    private final double binSeconds;
    private final int kinds;
    private final double[] rate;
    private final double[] stay;
    /** The probability of each state in each bin, given all counts. */
    private final double[][] posterior;

    private MarkovFit(int[] counts, double binSeconds, int kinds) {
        this.counts = counts;
        this.binSeconds = binSeconds;
        this.kinds = kinds;
        rate = new double[kinds];
        stay = new double[kinds];
        posterior = new double[counts.length][kinds];
    }

    /**
     * Fits a process of so many states.
     *
     * @param seconds arrivals, ascending
     * @param spanSeconds the time in which they come
     * @param kinds how many states, at least two
     */
    static MarkovFit of(double[] seconds, double spanSeconds, int kinds, BooleanSupplier cancelled) {
        double bin = Math.max(spanSeconds / MOST_BINS, spanSeconds / seconds.length);
        int bins = (int) Math.ceil(spanSeconds / bin);
        int[] counts = new int[bins];
        for (double second : seconds) {
            counts[Math.clamp((int) (second / bin), 0, bins - 1)]++;
        }
        MarkovFit fit = new MarkovFit(counts, bin, kinds);
        fit.start();
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ITERATIONS; i++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The fit was cancelled.");
            }
            double likelihood = fit.improve();
            if (likelihood - before < CONVERGED * Math.abs(likelihood)) {
                break;
            }
            before = likelihood;
        }
        return fit;
    }

    /** Means of equal parts of the counts that were averaged over a few bins, and states that last some bins. */
    private void start() {
        int reach = Math.max(1, counts.length / 200);
        double[] smooth = new double[counts.length];
        for (int t = 0; t < counts.length; t++) {
            int from = Math.max(0, t - reach);
            int to = Math.min(counts.length - 1, t + reach);
            for (int i = from; i <= to; i++) {
                smooth[t] += (double) counts[i] / (to - from + 1);
            }
        }
        Arrays.sort(smooth);
        for (int k = 0; k < kinds; k++) {
            int from = k * smooth.length / kinds;
            int to = Math.max(from + 1, (k + 1) * smooth.length / kinds);
            rate[k] = Arrays.stream(smooth, from, to).average().orElseThrow() + 1e-3 * (k + 1);
            stay[k] = 1 - 1.0 / (2 + 4 * reach);
        }
    }

    /** One step of expectation and maximisation, forwards and backwards with scaled probabilities. */
    private double improve() {
        int n = counts.length;
        double[][] emission = new double[n][kinds];
        double[][] forward = new double[n][kinds];
        double[] scale = new double[n];
        double likelihood = 0;
        for (int t = 0; t < n; t++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < kinds; k++) {
                emission[t][k] = counts[t] * Math.log(rate[k]) - rate[k];
                best = Math.max(best, emission[t][k]);
            }
            for (int k = 0; k < kinds; k++) {
                emission[t][k] = Math.exp(emission[t][k] - best);
                double reached = t == 0 ? 1.0 / kinds : reached(forward[t - 1], k);
                forward[t][k] = reached * emission[t][k];
                scale[t] += forward[t][k];
            }
            for (int k = 0; k < kinds; k++) {
                forward[t][k] /= scale[t];
            }
            likelihood += best + Math.log(scale[t]);
        }
        double[] leaves = new double[kinds];
        double[] visits = new double[kinds];
        double[] sum = new double[kinds];
        double[] weight = new double[kinds];
        double[] backward = new double[kinds];
        Arrays.fill(backward, 1);
        for (int t = n - 1; t >= 0; t--) {
            for (int k = 0; k < kinds; k++) {
                posterior[t][k] = forward[t][k] * backward[k];
                weight[k] += posterior[t][k];
                sum[k] += posterior[t][k] * counts[t];
            }
            if (t > 0) {
                double[] earlier = new double[kinds];
                for (int k = 0; k < kinds; k++) {
                    for (int j = 0; j < kinds; j++) {
                        double passing = transition(k, j) * emission[t][j] * backward[j] / scale[t];
                        earlier[k] += passing;
                        leaves[k] += k == j ? 0 : forward[t - 1][k] * passing;
                        visits[k] += forward[t - 1][k] * passing;
                    }
                }
                backward = earlier;
            }
        }
        for (int k = 0; k < kinds; k++) {
            if (weight[k] > 0) {
                rate[k] = Math.max(1e-9, sum[k] / weight[k]);
            }
            if (visits[k] > 0) {
                stay[k] = Math.clamp(1 - leaves[k] / visits[k], 0, 1 - 1.0 / (2 * n));
            }
        }
        return likelihood;
    }

    private double reached(double[] before, int state) {
        double sum = 0;
        for (int k = 0; k < kinds; k++) {
            sum += before[k] * transition(k, state);
        }
        return sum;
    }

    private double transition(int from, int to) {
        return from == to ? stay[from] : (1 - stay[from]) / (kinds - 1);
    }

    /** The states, slowest first. */
    List<MarkovModulated.State> states() {
        List<MarkovModulated.State> states = new ArrayList<>();
        for (int k = 0; k < kinds; k++) {
            double seconds = Math.clamp(binSeconds / (1 - stay[k]), 1e-3, 1e6);
            double perSecond = rate[k] / binSeconds;
            states.add(new MarkovModulated.State(
                    perSecond * seconds < LEAST_REQUESTS ? 0 : LengthFit.rounded(perSecond),
                    LengthFit.rounded(seconds)));
        }
        states.sort((first, second) -> Double.compare(first.ratePerSecond(), second.ratePerSecond()));
        return states;
    }

    /** Arrivals on a clock that runs as fast as the rate that is likely at each moment, so that one comes per unit of it. */
    double[] onClock(double[] seconds) {
        double[] clockAt = new double[counts.length + 1];
        for (int t = 0; t < counts.length; t++) {
            double mean = 0;
            for (int k = 0; k < kinds; k++) {
                mean += posterior[t][k] * rate[k];
            }
            clockAt[t + 1] = clockAt[t] + mean;
        }
        double[] clock = new double[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            int t = Math.clamp((int) (seconds[i] / binSeconds), 0, counts.length - 1);
            clock[i] = clockAt[t] + (clockAt[t + 1] - clockAt[t]) * (seconds[i] / binSeconds - t);
        }
        return clock;
    }
}
