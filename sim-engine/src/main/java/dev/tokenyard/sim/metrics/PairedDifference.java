package dev.tokenyard.sim.metrics;

/**
 * How two systems differ in a figure, from replications of both on the same random numbers. What chance does to both alike
 * cancels out in each pair, so the interval is narrower than those of the two means suggest (Law, "Simulation Modeling
 * and Analysis", section 10.2.1, paired-t confidence interval).
 *
 * @param difference the interval for the mean of "one less the other", over the pairs in which both have a value
 */
public record PairedDifference(ConfidenceInterval difference) {
    /** Relative differences up to this come from sums in another order, not from what was simulated. */
    private static final double ROUNDING = 1e-12;

    /**
     * The difference at the usual level.
     *
     * @param one the figure of the one system by replication; NaN for none
     * @param other that of the other, in the same replications
     */
    public static PairedDifference of(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("Pairs cannot be made of " + one.length + " and " + other.length
                    + " replications; give as many of both.");
        }
        double[] differences = new double[one.length];
        for (int k = 0; k < differences.length; k++) {
            double difference = one[k] - other[k];
            boolean rounding = Math.abs(difference) <= ROUNDING * Math.max(Math.abs(one[k]), Math.abs(other[k]));
            differences[k] = rounding ? 0 : difference;
        }
        return new PairedDifference(ConfidenceInterval.of(differences));
    }

    /**
     * Whether chance alone hardly explains the difference: there is an interval, from values that vary, and zero lies
     * outside. A difference that is the same in every replication has no sampling error to be judged against.
     */
    public boolean excludesZero() {
        return difference.varies() && !difference.contains(0);
    }
}
