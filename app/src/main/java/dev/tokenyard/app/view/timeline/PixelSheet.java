package dev.tokenyard.app.view.timeline;

import java.util.Arrays;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * A transparent picture on which lines and bars are drawn a column of pixels at a time. A path of a thousand points costs a
 * software renderer most of a millisecond, and strips have dozens of them; a function of time needs no general path.
 *
 * <p>Edges are smooth: a pixel is covered by the share of it that a line takes, exact from top to bottom and by samples from
 * left to right.
 */
final class PixelSheet {
    /** Looks at a column in which a line is steep; where it is not, one in the middle is enough. */
    private static final int SAMPLES = 4;

    private static final int OPAQUE = 255;
    private static final int CHANNELS = 0x00FF00FF;
    private static final int HALVES = 0x00800080;

    private final int width;
    private final int height;
    /** Rows from the top, premultiplied ARGB. */
    private final int[] pixels;

    /** By row what the present line covers of the present column. */
    private final double[] covered;

    /**
     * An empty sheet.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     */
    PixelSheet(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
        covered = new double[height];
    }

    int width() {
        return width;
    }

    /**
     * Draws a line through a height at each edge between columns, within some rows.
     *
     * @param y heights, one more than there are columns; NaN where there is no line
     * @param thickness in pixels
     * @param dash columns that are drawn and then left out, 0 for all
     * @param top first row that may be drawn on
     * @param bottom the row after the last one
     */
    void line(double[] y, double thickness, Color colour, int dash, int top, int bottom) {
        int argb = argb(colour);
        int first = Math.max(0, top);
        int last = Math.min(height, bottom);
        for (int column = 0; column < width; column++) {
            boolean drawn = dash == 0 || column / dash % 2 == 0;
            if (drawn && !Double.isNaN(y[column]) && !Double.isNaN(y[column + 1])) {
                segment(column, y[column], y[column + 1], thickness, argb, first, last);
            }
        }
    }

    private void segment(int column, double left, double right, double thickness, int argb, int first, int last) {
        double slope = right - left;
        double half = thickness / 2 * Math.sqrt(1 + slope * slope);
        // A steep line is broad from top to bottom, but ends with its points.
        double low = Math.max(first, Math.min(left, right) - thickness / 2);
        double high = Math.min(last, Math.max(left, right) + thickness / 2);
        if (low >= high) {
            return;
        }
        if (Math.abs(slope) < 1) {
            double middle = (left + right) / 2;
            strip(column, Math.max(low, middle - half), Math.min(high, middle + half), argb);
            return;
        }
        int from = (int) low;
        int to = (int) Math.ceil(high);
        Arrays.fill(covered, from, to, 0);
        for (int k = 0; k < SAMPLES; k++) {
            double middle = left + slope * (k + 0.5) / SAMPLES;
            cover(Math.max(low, middle - half), Math.min(high, middle + half));
        }
        for (int row = from; row < to; row++) {
            blend(row * width + column, argb, covered[row] / SAMPLES);
        }
    }

    private void cover(double from, double to) {
        if (from >= to) {
            return;
        }
        int first = (int) from;
        int last = (int) to;
        if (first == last) {
            covered[first] += to - from;
            return;
        }
        covered[first] += first + 1 - from;
        for (int row = first + 1; row < last; row++) {
            covered[row]++;
        }
        if (to > last) {
            covered[last] += to - last;
        }
    }

    /** Fills a part of a column, from one height to another below it. */
    void bar(int column, double from, double to, Color colour) {
        strip(column, Math.max(0, from), Math.min(height, to), argb(colour));
    }

    private void strip(int column, double from, double to, int argb) {
        for (int row = (int) from; row < to; row++) {
            blend(row * width + column, argb, Math.min(to, row + 1) - Math.max(from, row));
        }
    }

    /** Lays a colour over a share of a pixel. */
    private void blend(int at, int argb, double share) {
        int opacity = (int) (share * (argb >>> 24) + 0.5);
        if (opacity == OPAQUE) {
            pixels[at] = argb;
            return;
        }
        int under = pixels[at];
        pixels[at] = mixed(argb >>> 8 | OPAQUE << 16, under >>> 8, opacity) << 8 | mixed(argb, under, opacity);
    }

    /** Two channels at a time, sixteen bits apart: their weighted mean in 255ths, rounded. */
    private static int mixed(int over, int under, int opacity) {
        int sum = (over & CHANNELS) * opacity + (under & CHANNELS) * (OPAQUE - opacity) + HALVES;
        return (sum + (sum >>> 8 & CHANNELS)) >>> 8 & CHANNELS;
    }

    /** How much of a pixel is covered, 0 to 255. */
    int alpha(int column, int row) {
        return pixels[row * width + column] >>> 24;
    }

    private static int argb(Color colour) {
        return (int) Math.round(255 * colour.getOpacity()) << 24
                | (int) Math.round(255 * colour.getRed()) << 16
                | (int) Math.round(255 * colour.getGreen()) << 8
                | (int) Math.round(255 * colour.getBlue());
    }

    /** The picture. */
    WritableImage image() {
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
        return image;
    }
}
