package dev.tokenyard.sim.metrics;

/**
 * Mean and quantiles of a sample, in the unit of its values. Quantiles are by nearest rank: the p-th percentile of n
 * values is the one at rank ceil(p n / 100) in rising order, so it always is a value that occurred.
 *
 * @param count how many values there are
 * @param mean arithmetic mean; like all that follow, NaN if there are no values
 * @param p50 50th percentile
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param max largest value
 */
public record Quantiles(int count, double mean, double p50, double p90, double p99, double max) {
    /** The quantiles of an empty sample. */
    public static final Quantiles EMPTY = new Quantiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Sums a distribution up. */
    public static Quantiles of(Distribution distribution) {
        if (distribution.count() == 0) {
            return EMPTY;
        }
        return new Quantiles(
                distribution.count(),
                distribution.mean(),
                distribution.percentile(50),
                distribution.percentile(90),
                distribution.percentile(99),
                distribution.value(distribution.count()));
    }
}
