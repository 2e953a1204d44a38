package dev.tokenyard.app.view.stage;

import java.util.Locale;

/** Figures as the stage writes them. */
final class StageText {
    static final String NO_VALUE = "–";

    private StageText() {}

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
