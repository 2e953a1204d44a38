package dev.tokenyard.sim.metrics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A confidence interval for the mean of independent, identically distributed values: mean ± t s / √n, where s is the
 * sample's standard deviation and t the quantile of Student's distribution with n - 1 degrees of freedom.
 *
 * @param count how many values there are, n
 * @param mean their arithmetic mean; NaN if there are none
 * @param halfWidth half the width of the interval, 0 or more, in the values' unit; NaN below two values
 * @param level the share of such intervals that contain the true mean, above 0 and below 1
 */
public record ConfidenceInterval(int count, double mean, double halfWidth, double level) {
    /** The usual level. */
    public static final double USUAL_LEVEL = 0.95;

    /** The interval at the usual level, {@value #USUAL_LEVEL}, of some values; NaN stands for no value and is left out. */
    public static ConfidenceInterval of(double... values) {
        return atLevel(USUAL_LEVEL, values);
    }

    /**
     * The interval of some values.
     *
     * @param level above 0 and below 1
     * @param values NaN stands for no value and is left out
     */
    public static ConfidenceInterval atLevel(double level, double... values) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "A confidence level is " + level + "; give one above 0 and below 1, such as 0.95.");
        }
        double[] kept =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        int count = kept.length;
        double mean = Arrays.stream(kept).sum() / count;
        if (count < 2) {
            return new ConfidenceInterval(count, mean, Double.NaN, level);
        }
        double squares = 0;
        boolean same = true;
        for (double value : kept) {
            squares += (value - mean) * (value - mean);
            same &= value == kept[0];
        }
        if (same) {
            // The sum of equal values may round to another mean, and so to a width that is not there.
            return new ConfidenceInterval(count, kept[0], 0, level);
        }
        double quantile = TDistribution.of(count - 1).inverseSurvivalProbability((1 - level) / 2);
        return new ConfidenceInterval(count, mean, quantile * Math.sqrt(squares / (count - 1) / count), level);
    }

    /** Whether the values differ at all; if not, the half-width of 0 says nothing about values that were not drawn. */
    public boolean varies() {
        return halfWidth > 0;
    }

    /** For tables and documents: NaN where the values do not vary, since a width of zero would pass for knowledge. */
    public double knownHalfWidth() {
        return varies() ? halfWidth : Double.NaN;
    }

    /** Whether a value lies in the interval, ends included; never where there is no interval. */
    public boolean contains(double value) {
        return Math.abs(value - mean) <= halfWidth;
    }
}
