package dev.tokenyard.app.session;

import java.util.Arrays;
import java.util.Locale;

/** Figures of a table: as many decimals for all values of a column, thousands grouped, a dash for no value. */
public final class FigureFormat {
    /** What stands where there is no value. */
    public static final String NONE = "–";

    private static final String NOTHING = "±0";
    private static final int MOST_DECIMALS = 3;
    private static final int SHARE_DECIMALS = 1;
    private static final double LEAST_SHOWN_SHARE = 0.0005;
    private static final double ALL_PERCENT = 100;
    private static final double LARGE_FACTOR = 10;
    private static final int MOST_DIFFERENCE_DECIMALS = 9;

    private FigureFormat() {}

    /**
     * The decimals for a column: one for shares, or up to three where one of them would else read 100 without being all; none
     * for whole numbers, otherwise enough for three significant digits of the largest and two of the smallest value, but no
     * more than three.
     */
    static int decimals(boolean share, double... values) {
        if (share) {
            return decimalsShortOfAll(SHARE_DECIMALS, values);
        }
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        boolean whole = true;
        for (double value : values) {
            double size = Math.abs(value);
            if (Double.isFinite(size) && size > 0) {
                smallest = Math.min(smallest, size);
                largest = Math.max(largest, size);
                whole &= value == Math.rint(value);
            }
        }
        if (whole) {
            return 0;
        }
        int needed = Math.max(2 - magnitude(largest), 1 - magnitude(smallest));
        return Math.clamp(needed, 0, MOST_DECIMALS);
    }

    /** So many decimals for percentages, or up to three where one of them would else read 100 without being all. */
    public static int decimalsShortOfAll(int least, double... percents) {
        double nearest = Arrays.stream(percents)
                .filter(percent -> percent < ALL_PERCENT)
                .max()
                .orElse(0);
        int decimals = least;
        while (decimals < MOST_DECIMALS && nearest >= ALL_PERCENT - Math.pow(10, -decimals) / 2) {
            decimals++;
        }
        return decimals;
    }

    private static int magnitude(double positive) {
        return (int) Math.floor(Math.log10(positive));
    }

    /** {@code value} with so many decimals. */
    static String figure(double value, int decimals) {
        return Double.isFinite(value) ? withMinus(String.format(Locale.ROOT, "%,." + decimals + "f", value)) : NONE;
    }

    /**
     * A share as a percentage with one decimal; a dash for NaN. It reads {@code 100.0 %} only for all and {@code 0.0 %} only for
     * none: what comes near is {@code >99.9 %} or {@code <0.1 %}.
     */
    public static String percent(double share) {
        if (share > 0 && share < LEAST_SHOWN_SHARE) {
            return "<0.1 %";
        }
        if (share < 1 && share >= 1 - LEAST_SHOWN_SHARE) {
            return ">99.9 %";
        }
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** {@code value} raised to so many decimals, so that it holds as a bound from above; a dash for no value. */
    static String figureUp(double value, int decimals) {
        return figure(up(value, decimals), decimals);
    }

    /** The least multiple of a unit of the last decimal that is not below {@code value}; NaN for NaN. */
    static double up(double value, int decimals) {
        double units = Math.pow(10, decimals);
        // What is a whole unit but for the last bits is not raised by one; adding 0 makes a negative zero a plain one.
        return Math.ceil(units * value - 1e-9) / units + 0.0;
    }

    /** {@code value} in as few digits as say it, up to three decimals. */
    static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /**
     * How {@code value} differs from {@code baseline}: percentage points for shares, otherwise the change in percent, or
     * the factor where it is ten or more, or a tenth or less. A dash where either is missing or the baseline is 0 and the value
     * is not.
     *
     * @param readAlike whether both are written alike: only then may a difference be written as none
     */
    static String difference(double value, double baseline, boolean share, boolean readAlike) {
        if (!Double.isFinite(value) || !Double.isFinite(baseline)) {
            return NONE;
        }
        if (share) {
            return signed(value - baseline, 1, readAlike) + " pp";
        }
        if (value == baseline) {
            return NOTHING + " %";
        }
        if (baseline == 0) {
            return NONE;
        }
        double factor = value / baseline;
        if (factor >= LARGE_FACTOR) {
            return "×" + String.format(Locale.ROOT, "%,.0f", factor);
        }
        if (factor > 0 && factor <= 1 / LARGE_FACTOR) {
            return "1/" + String.format(Locale.ROOT, "%,.0f", 1 / factor);
        }
        double percent = 100 * (factor - 1);
        return signed(percent, Math.abs(percent) < LARGE_FACTOR ? 1 : 0, readAlike) + " %";
    }

    /** Whether the words for a difference say that there is one. */
    static boolean isDifference(String words) {
        return !words.equals(NONE) && !words.startsWith(NOTHING);
    }

    private static String signed(double value, int decimals, boolean mayBeNothing) {
        int most = mayBeNothing ? decimals : MOST_DIFFERENCE_DECIMALS;
        for (int shown = decimals; shown <= most; shown++) {
            String text = String.format(Locale.ROOT, "%+,." + shown + "f", value);
            if (text.chars().anyMatch(c -> c >= '1' && c <= '9')) {
                return withMinus(text);
            }
        }
        return NOTHING;
    }

    private static String withMinus(String number) {
        return number.replace('-', '−');
    }
}
