package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.metrics.BlockedShares;
import dev.tokenyard.sim.metrics.Series;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.Arrays;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The lines of the strips and the bands of reasons, on one sheet of pixels over the plots. */
final class StripLines {
    /** Keeps a column whose beginning is that of a pixel, but for rounding, from falling to the one before. */
    private static final double ROUNDING = 1e-6;

    private final TimeScale scale;
    /** Pixels of the screen for a unit of the layout. */
    private final double density;

    private final int left;
    private final int top;
    private final PixelSheet sheet;

    /**
     * An empty sheet.
     *
     * @param scale where moments lie
     * @param top the upper edge in the units of the layout
     * @param bottom the lower edge likewise
     * @param density pixels of the screen for a unit
     */
    StripLines(TimeScale scale, double top, double bottom, double density) {
        this.scale = scale;
        this.density = density;
        left = pixel(scale.left());
        this.top = pixel(top);
        sheet = new PixelSheet(
                Math.max(1, pixel(scale.right()) - left), Math.max(1, (int) Math.ceil(bottom * density) - this.top));
    }

    private int pixel(double units) {
        return (int) Math.round(units * density);
    }

    /**
     * Draws a quantity.
     *
     * @param fromTick the moment at which the line begins
     * @param plotTop where {@code max} lies, in the units of the layout
     * @param plotHeight how far below that 0 lies
     * @param width of the line, in units
     * @param dash units that are drawn and then left out, 0 for a whole line
     */
    void line(
            Series series,
            long fromTick,
            double plotTop,
            double plotHeight,
            double max,
            double width,
            Color colour,
            double dash) {
        double[] y = new double[sheet.width() + 1];
        Places places = new Places(series);
        Arrays.fill(y, Double.NaN);
        for (int j = columnOf(fromTick); j < y.length; j++) {
            y[j] = (plotTop + plotHeight * (1 - at(series, places.of(j)) / max)) * density - top;
        }
        int from = pixel(plotTop - 1) - top;
        int to = pixel(plotTop + plotHeight + 2) - top;
        sheet.line(y, width * density, colour, (int) Math.round(dash * density), from, to);
    }

    /** The column of pixels that covers a moment, the first one if that lies before it; no column if it lies behind the last. */
    private int columnOf(long tick) {
        double share = (double) (tick - scale.fromTick()) / (scale.toTick() - scale.fromTick());
        return (int) Math.max(0, Math.min(sheet.width() + 1.0, Math.floor(share * sheet.width())));
    }

    /** Where columns of pixels begin among those of a series, which are of equal width to the tick. */
    private final class Places {
        private final double first;
        private final double step;

        Places(Series series) {
            double columnTicks = (double) (series.toTick() - series.fromTick()) / series.columns();
            first = (scale.fromTick() - series.fromTick()) / columnTicks;
            step = (scale.toTick() - scale.fromTick()) / columnTicks / sheet.width();
        }

        double of(int pixelColumn) {
            return first + step * pixelColumn;
        }
    }

    /** Evenly from the mean of a column to that of the next; the last before a gap stays level. NaN outside. */
    private static double at(Series series, double place) {
        int c = Math.min(series.columns() - 1, (int) Math.floor(place));
        if (place < 0 || place > series.columns()) {
            return Double.NaN;
        }
        double here = series.mean(c);
        double next = c + 1 < series.columns() ? series.mean(c + 1) : Double.NaN;
        return Double.isNaN(next) ? here : here + (next - here) * (place - c);
    }

    /**
     * Stacks the shares of the reasons, from the bottom.
     *
     * @param edges a series with the same columns
     * @param bandTop the upper edge in units of the layout
     * @param bandHeight its height, which stands for all of the time
     */
    void reasons(BlockedShares blocked, Series edges, double bandTop, double bandHeight, Theme theme) {
        List<BlockReason> reasons = blocked.present().stream()
                .filter(reason -> reason != BlockReason.NONE)
                .sorted()
                .toList();
        double height = bandHeight * density;
        Places places = new Places(edges);
        for (int j = 0; j < sheet.width(); j++) {
            int c = (int) Math.floor(places.of(j) + ROUNDING);
            if (c < 0 || c >= edges.columns()) {
                continue;
            }
            double bottom = (bandTop + bandHeight) * density - top;
            for (BlockReason reason : reasons) {
                double share = blocked.share(reason, c) * height;
                if (share > 0) {
                    sheet.bar(j, bottom - share, bottom, theme.blockReason(reason));
                    bottom -= share;
                }
            }
        }
    }

    /** Lays the sheet over what has been drawn, pixel on pixel. */
    void drawOn(GraphicsContext g) {
        var image = sheet.image();
        g.save();
        g.setImageSmoothing(false);
        g.drawImage(image, left / density, top / density, image.getWidth() / density, image.getHeight() / density);
        g.restore();
    }
}
