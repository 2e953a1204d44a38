package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RunLog;
import java.util.Arrays;

/** A sample in rising order. */
public final class Distribution {
    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    /** The distribution of some values, in any order; NaN stands for no value and is left out. */
    public static Distribution of(double... values) {
        double[] kept = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                kept[count++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(kept, count);
        Arrays.sort(sorted);
        return new Distribution(sorted);
    }

    /** The distribution of a latency in seconds over all requests that have one. */
    public static Distribution of(RunLog log, LatencyKind kind) {
        return of(log, kind, Window.WHOLE);
    }

    /** The same over the requests that arrived in a range of time. */
    public static Distribution of(RunLog log, LatencyKind kind, Window window) {
        double[] values = new double[log.trace().size()];
        for (int r = 0; r < values.length; r++) {
            values[r] = window.counts(log, r) ? kind.seconds(log, r) : Double.NaN;
        }
        return of(values);
    }

    /** How many values there are. */
    public int count() {
        return sorted.length;
    }

    /**
     * The value at a rank.
     *
     * @param rank 1 for the smallest to {@link #count()} for the largest
     */
    public double value(int rank) {
        return sorted[rank - 1];
    }

    /** Arithmetic mean, NaN if there are no values. */
    public double mean() {
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return sum / sorted.length;
    }

    /**
     * A percentile by nearest rank, NaN if there are no values.
     *
     * @param percent 1 to 100
     */
    public double percentile(int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("There is no percentile " + percent + "; ask for one from 1 to 100.");
        }
        return sorted.length == 0 ? Double.NaN : value((int) Math.ceilDiv((long) percent * sorted.length, 100L));
    }

    /**
     * The empirical distribution function at chosen ranks: all of them if they are few enough, else ranks evenly spread
     * from the smallest value to the largest. A point (x, k/n) says that x is the k-th of n values, exactly.
     *
     * @param maxPoints most points, at least 2
     */
    public Cdf cdf(int maxPoints) {
        if (maxPoints < 2) {
            throw new IllegalArgumentException("A CDF of " + maxPoints + " points cannot be drawn; ask for 2 or more.");
        }
        int count = sorted.length;
        int points = Math.min(count, maxPoints);
        double[] values = new double[points];
        double[] shares = new double[points];
        for (int i = 0; i < points; i++) {
            int rank = points == 1 ? 1 : 1 + (int) ((long) i * (count - 1) / (points - 1));
            values[i] = value(rank);
            shares[i] = (double) rank / count;
        }
        return new Cdf(values, shares);
    }
}
