package dev.tokenyard.app.cli;

import dev.tokenyard.sim.metrics.ConfidenceInterval;
import java.util.Locale;

/**
 * Means with their intervals as tables show them: to two significant digits of the half-width, but no finer than a
 * hundred-thousandth of the figure, which nobody reads and no simulation means.
 */
final class IntervalWords {
    /** What stands for a mean that is not zero, but too small to be told from it. */
    static final String ALMOST_ZERO = "~0";

    private static final double FINEST_SHARE = 1e-5;
    private static final int MOST_DECIMALS = 9;
    private static final double LEAST_IN_USUAL_DECIMALS = 0.01;

    private IntervalWords() {}

    /** A figure's mean and half-width; a mean alone where the values do not vary. */
    static String of(ConfidenceInterval interval) {
        return of(interval, interval.mean());
    }

    /** The same, and from how many seeds it is, {@code n=3}, if it is of fewer than all. */
    static String withCount(ConfidenceInterval interval, boolean ofFewer) {
        return of(interval) + (ofFewer ? " n=" + interval.count() : "");
    }

    /**
     * The same for a difference.
     *
     * @param size the size of the figures that differ, in their unit; a difference is fine or coarse beside them
     */
    static String of(ConfidenceInterval interval, double size) {
        double mean = interval.mean();
        if (Double.isNaN(mean) || mean == 0 && !interval.varies()) {
            return Double.isNaN(mean) ? "-" : "0";
        }
        double reach = Math.max(Math.abs(mean), interval.varies() ? interval.halfWidth() : 0);
        int finest = decimalsFor(Math.max(Math.abs(size), reach) * FINEST_SHARE);
        if (rounded(reach, finest) == 0) {
            return ALMOST_ZERO;
        }
        if (!interval.varies()) {
            return Math.abs(mean) >= LEAST_IN_USUAL_DECIMALS
                    ? Numbers.wholeOr(mean)
                    : String.format(
                            Locale.ROOT, "%." + Math.min(finest, decimalsFor(Math.abs(mean) / 100)) + "f", mean);
        }
        int decimals = Math.min(finest, decimalsFor(interval.halfWidth() / 10));
        double halfWidth = rounded(interval.halfWidth(), decimals);
        String number = "%,." + decimals + "f";
        String words = positiveZero(String.format(Locale.ROOT, number, mean));
        return halfWidth == 0
                ? words + " ±<" + String.format(Locale.ROOT, number, Math.pow(10, -decimals))
                : words + " ±" + String.format(Locale.ROOT, number, interval.halfWidth());
    }

    /** The decimals in which a step of about this size shows. */
    private static int decimalsFor(double step) {
        return step > 0 ? (int) Math.clamp(-Math.floor(Math.log10(step)), 0, MOST_DECIMALS) : 0;
    }

    private static double rounded(double value, int decimals) {
        double unit = Math.pow(10, decimals);
        return Math.rint(value * unit) / unit;
    }

    private static String positiveZero(String number) {
        boolean zero = number.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero && number.startsWith("-") ? number.substring(1) : number;
    }
}
