package dev.tokenyard.app.chart;

import java.awt.Color;

/** How well one colour can be read on another, after the Web Content Accessibility Guidelines 2.2. */
public final class Legibility {
    /** The least ratio for text (success criterion 1.4.3, level AA). */
    public static final double TEXT_MINIMUM = 4.5;

    private Legibility() {}

    /** The contrast ratio of two opaque colours, from 1 (equal) to 21 (black on white), in either order. */
    static double ratio(Color one, Color other) {
        return ratio(luminance(one), luminance(other));
    }

    /** Likewise, of two relative luminances from 0 to 1. */
    public static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    /** The relative luminance of a colour whose channels are from 0 to 1. */
    public static double luminance(double red, double green, double blue) {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double luminance(Color colour) {
        return luminance(colour.getRed() / 255.0, colour.getGreen() / 255.0, colour.getBlue() / 255.0);
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /** A colour between two; share 0 gives the first. */
    static Color between(Color one, Color other, double share) {
        return new Color(
                mixed(one.getRed(), other.getRed(), share),
                mixed(one.getGreen(), other.getGreen(), share),
                mixed(one.getBlue(), other.getBlue(), share));
    }

    private static int mixed(int one, int other, double share) {
        return (int) Math.round(one + share * (other - one));
    }
}
