package dev.tokenyard.app.view.experiments;

import java.util.Locale;

/** Figures of an experiment as a reader sees them. */
final class FigureText {
    private static final String NONE = "—";

    private FigureText() {}

    /** A figure with a number of decimals, thousands grouped and a true minus sign; a dash for NaN. */
    static String of(double figure, int decimals) {
        if (Double.isNaN(figure)) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", figure);
        boolean negativeZero = text.startsWith("-") && text.chars().allMatch(c -> "-0.,".indexOf(c) >= 0);
        return negativeZero ? text.substring(1) : text.replace('-', '−');
    }
}
