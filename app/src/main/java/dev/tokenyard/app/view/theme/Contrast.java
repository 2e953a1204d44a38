package dev.tokenyard.app.view.theme;

import javafx.scene.paint.Color;

/** Legibility of one colour on another, after the Web Content Accessibility Guidelines 2.2. */
public final class Contrast {
    /** The least ratio for text (success criterion 1.4.3, level AA). */
    public static final double TEXT_MINIMUM = 4.5;
    /** The least ratio for large text, marks and lines (success criteria 1.4.3 and 1.4.11, level AA). */
    public static final double MARK_MINIMUM = 3.0;

    private Contrast() {}

    /** The contrast ratio of two opaque colours, from 1 (equal) to 21 (black on white), in either order. */
    public static double ratio(Color one, Color other) {
        double first = relativeLuminance(one);
        double second = relativeLuminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double relativeLuminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
