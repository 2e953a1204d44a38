package dev.tokenyard.app.image;

import dev.tokenyard.app.chart.ChartFonts;
import dev.tokenyard.app.chart.ChartPalette;

/**
 * How a chart is laid out in a file.
 *
 * @param palette its colours; for figures on paper, those of the light theme
 * @param widthPixels the width it is laid out for, 64 to 8192; in a PDF, points
 * @param heightPixels the height it is laid out for, likewise
 * @param scale how many pixels of a PNG stand for one of layout, above 0 and at most 8; vector formats ignore it
 * @param pointsPerPixel how many points of 1/72 inch a pixel of layout takes in vector formats, above 0 and at most 8
 */
public record ExportOptions(
        ChartPalette palette, int widthPixels, int heightPixels, double scale, double pointsPerPixel) {
    private static final double POINTS_PER_INCH = 72;
    private static final double PAPER_PIXELS_PER_INCH = 300;

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
        if (!(pointsPerPixel > 0 && pointsPerPixel <= MOST_SCALE)) {
            throw new IllegalArgumentException(
                    "%s points for each pixel cannot be used; choose a number above 0 and at most %s."
                            .formatted(pointsPerPixel, MOST_SCALE));
        }
    }

    /** A figure whose pixels of layout are points in vector formats. */
    public ExportOptions(ChartPalette palette, int widthPixels, int heightPixels, double scale) {
        this(palette, widthPixels, heightPixels, scale, 1);
    }

    /**
     * A figure of a width on paper, whose small words are of a size in print whatever the width.
     *
     * @param widthInches its width, 1 to 20
     * @param heightInches its height, likewise
     * @param fontPoints the size of its labels, 4 to 16
     */
    public static ExportOptions print(
            ChartPalette palette, double widthInches, double heightInches, double fontPoints) {
        double width = widthInches * POINTS_PER_INCH;
        int pixels = (int) Math.round(width * ChartFonts.NOTE_SIZE / fontPoints);
        double pointsPerPixel = width / pixels;
        int height = (int) Math.round(heightInches * POINTS_PER_INCH / pointsPerPixel);
        double scale = Math.min(MOST_SCALE, pointsPerPixel * PAPER_PIXELS_PER_INCH / POINTS_PER_INCH);
        return new ExportOptions(palette, pixels, height, scale, pointsPerPixel);
    }

    /** 720 x 440 at twice the pixels: a figure for a page or a slide. */
    public static ExportOptions figure(ChartPalette palette) {
        return new ExportOptions(palette, 720, 440, 2);
    }
}
