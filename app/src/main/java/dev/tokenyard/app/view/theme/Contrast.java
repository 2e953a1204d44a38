package dev.tokenyard.app.view.theme;

import dev.tokenyard.app.chart.Legibility;
import javafx.scene.paint.Color;

/** Legibility of one colour on another, after the Web Content Accessibility Guidelines 2.2. */
public final class Contrast {
    /** The least ratio for text (success criterion 1.4.3, level AA). */
    public static final double TEXT_MINIMUM = Legibility.TEXT_MINIMUM;
    /** The least ratio for large text, marks and lines (success criteria 1.4.3 and 1.4.11, level AA). */
    public static final double MARK_MINIMUM = 3.0;

    private Contrast() {}

    /** The contrast ratio of two opaque colours, from 1 (equal) to 21 (black on white), in either order. */
    public static double ratio(Color one, Color other) {
        return Legibility.ratio(relativeLuminance(one), relativeLuminance(other));
    }

    private static double relativeLuminance(Color colour) {
        return Legibility.luminance(colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
