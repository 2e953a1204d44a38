package dev.tokenyard.sim.metrics;

/** Points of an empirical distribution function, both coordinates rising. */
public final class Cdf {
    private final double[] values;
    private final double[] shares;

    Cdf(double[] values, double[] shares) {
        this.values = values;
        this.shares = shares;
    }

    /** How many points there are; 0 for an empty sample. */
    public int size() {
        return values.length;
    }

    /** The value of point {@code i}, in the sample's unit; never decreasing. */
    public double value(int i) {
        return values[i];
    }

    /** The rank of point {@code i} as a share of the sample, above 0 and at most 1; rising. */
    public double share(int i) {
        return shares[i];
    }
}
