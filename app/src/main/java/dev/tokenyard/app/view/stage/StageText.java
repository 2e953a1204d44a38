package dev.tokenyard.app.view.stage;

import java.util.Locale;

/** Figures as the stage writes them. */
final class StageText {
    static final String NO_VALUE = "–";

    private StageText() {}

    /** Three significant digits with the unit: 0.07 s, 8.98 s, 26.1 s, 1,140 s. */
    static String seconds(double seconds) {
        if (Double.isNaN(seconds)) {
            return NO_VALUE;
        }
        String pattern = seconds < 9.995 ? "%.2f s" : seconds < 99.95 ? "%.1f s" : "%,.0f s";
        return String.format(Locale.ROOT, pattern, seconds);
    }

    /** A share as a percentage with one decimal. */
    static String percent(double share) {
        return Double.isNaN(share) ? NO_VALUE : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A share as a whole percentage, rounded down so that 100 % means all. */
    static String wholePercent(double share) {
        return (int) (100 * share) + " %";
    }

    static String count(long count) {
        return count < 1000 ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
    }
}
