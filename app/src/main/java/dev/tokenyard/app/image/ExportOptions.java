package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartPalette;

/**
 * How a chart is laid out in a file.
 *
 * @param palette its colours; for figures on paper, those of the light theme
 * @param widthPixels the width it is laid out for, 64 to 8192; in a PDF, points
 * @param heightPixels the height it is laid out for, likewise
 * @param scale how many pixels of a PNG stand for one of layout, above 0 and at most 8; vector formats ignore it
 */
public record ExportOptions(ChartPalette palette, int widthPixels, int heightPixels, double scale) {
    private static final int LEAST_PIXELS = 64;
    private static final int MOST_PIXELS = 8_192;
    private static final double MOST_SCALE = 8;

    public ExportOptions {
        if (Math.min(widthPixels, heightPixels) < LEAST_PIXELS || Math.max(widthPixels, heightPixels) > MOST_PIXELS) {
            throw new IllegalArgumentException("A figure of %d x %d pixels cannot be drawn; choose %d to %d for each."
                    .formatted(widthPixels, heightPixels, LEAST_PIXELS, MOST_PIXELS));
        }
        if (!(scale > 0 && scale <= MOST_SCALE)) {
            throw new IllegalArgumentException(
                    "Scale %s cannot be used; choose a number above 0 and at most %s.".formatted(scale, MOST_SCALE));
        }
    }

    /** 720 x 440 at twice the pixels: a figure for a page or a slide. */
    public static ExportOptions figure(ChartPalette palette) {
        return new ExportOptions(palette, 720, 440, 2);
    }
}
