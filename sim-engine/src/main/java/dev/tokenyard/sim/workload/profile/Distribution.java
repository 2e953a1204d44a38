package dev.tokenyard.sim.workload.profile;

import java.util.Arrays;

/** A sample in ascending order. Immutable. */
public final class Distribution {
    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    /** Sorts {@code values} in place and keeps them; nobody else may change them afterwards. */
    static Distribution ofSorting(double[] values) {
        Arrays.sort(values);
        return new Distribution(values);
    }

    /** Sorts whole numbers, which are left as they are. */
    static Distribution of(int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] wide = new double[sorted.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = sorted[i];
        }
        return new Distribution(wide);
    }

    /** How many values there are. */
    public int size() {
        return sorted.length;
    }

    /** The {@code i}-th smallest value, counted from 0. */
    public double value(int i) {
        return sorted[i];
    }

    /**
     * A quantile of nearest rank: the smallest value that at least a share of the values do not exceed. NaN for no values.
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[Math.clamp((int) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
    }

    /** The arithmetic mean, NaN for no values. */
    public double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    /** How many values are less than a limit. */
    public int countBelow(double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The Kolmogorov-Smirnov distance from another one, 0 for alike to 1; NaN where one has no values. */
    public double distanceTo(Distribution other) {
        return sorted.length == 0 || other.sorted.length == 0
                ? Double.NaN
                : KolmogorovSmirnov.distance(sorted, other.sorted);
    }

    /** The same values times a positive factor. */
    public Distribution times(double factor) {
        double[] scaled = sorted.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new Distribution(scaled);
    }

    /**
     * Places in the sample, evenly spread by rank and with the first and the last, at which a picture of the whole is exact.
     *
     * @param most how many at most, at least 2
     */
    public int[] ranks(int most) {
        if (most < 2) {
            throw new IllegalArgumentException(
                    "A distribution in " + most + " points was asked for; ask for at least 2.");
        }
        int n = sorted.length;
        int[] ranks = new int[Math.min(n, most)];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = n <= most ? i : (int) ((long) i * (n - 1) / (most - 1));
        }
        return ranks;
    }
}
