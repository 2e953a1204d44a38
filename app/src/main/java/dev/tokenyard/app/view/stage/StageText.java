package dev.tokenyard.app.view.stage;

import java.util.Locale;

/** Figures as the stage writes them. */
final class StageText {
    private StageText() {}

    /** A share as a whole percentage, rounded down so that 100 % means all. */
    static String wholePercent(double share) {
        return (int) (100 * share) + " %";
    }

    static String count(long count) {
        return count < 1000 ? Long.toString(count) : String.format(Locale.ROOT, "%,d", count);
    }
}
