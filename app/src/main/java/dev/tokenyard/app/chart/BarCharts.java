package dev.tokenyard.app.chart;

import dev.tokenyard.app.session.FigureFormat;
import java.awt.Font;
import java.util.stream.IntStream;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPosition;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.CategoryLabelWidthType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextBlockAnchor;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** Builds the plots of grouped bars. In a group the bars stand in the legend's order, and few bars bear their value. */
final class BarCharts {
    /** The top of an axis of shares: no tick above 100, but room for the values above the bars. */
    private static final double MOST_PERCENT = 108;

    /** The same for a low chart, whose ticks are far apart. */
    private static final double MOST_PERCENT_OF_LOW = 125;

    /** What a value above a bar takes. */
    private static final double VALUE_HEIGHT = 17;

    /** What of a chart's height is not its plot, about. */
    private static final double AROUND_PLOT = 105;
    /** The width that a bar needs for its value to stand above it, in pixels. */
    private static final double LABEL_WIDTH = 50;

    private static final int MOST_DECIMALS = 3;

    /** A name may be wider than its bars by this, as there is a gap on either side. */
    private static final float LABEL_OF_CATEGORY = 1.3f;

    private BarCharts() {}

    /** The top of an axis of shares in a chart of a height in pixels. */
    static double mostPercent(double height) {
        double plot = Math.max(1, height - AROUND_PLOT);
        return Math.clamp(100 * plot / Math.max(1, plot - VALUE_HEIGHT), MOST_PERCENT, MOST_PERCENT_OF_LOW);
    }

    /**
     * The plot.
     *
     * @param width the width of the whole chart, in pixels
     * @param height its height
     */
    static CategoryPlot plot(ChartSpec spec, ChartPalette palette, @Nullable String lit, double width, double height) {
        CategoryAxis domain = new CategoryAxis();
        ChartStyle.style(domain, palette);
        Font labels = ChartFonts.regular(ChartFonts.NOTE_SIZE);
        domain.setTickLabelInsets(new RectangleInsets(3, 2, 2, 2));
        domain.setLabel(spec.x().labelWithUnit());
        domain.setMaximumCategoryLabelLines(2);
        domain.setCategoryLabelPositions(CategoryLabelPositions.replaceBottomPosition(
                domain.getCategoryLabelPositions(),
                new CategoryLabelPosition(
                        RectangleAnchor.TOP,
                        TextBlockAnchor.TOP_CENTER,
                        CategoryLabelWidthType.CATEGORY,
                        LABEL_OF_CATEGORY)));
        domain.setCategoryMargin(0.28);
        domain.setLowerMargin(0.03);
        domain.setUpperMargin(0.03);
        ValueAxis range = ChartStyle.valueAxis(spec.y(), palette, true);
        range.setUpperMargin(0.12);
        BarRenderer renderer = new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setItemMargin(0.08);
        renderer.setMaximumBarWidth(0.09);
        DefaultCategoryDataset dataset = new DefaultCategoryDataset();
        for (int row = 0; row < spec.series().size(); row++) {
            SeriesSpec series = spec.series().get(row);
            BarName name = new BarName(row, series.name());
            for (int i = 0; i < series.size(); i++) {
                int category = (int) series.x(i);
                double y = series.y(i);
                dataset.addValue(
                        Double.isFinite(y) ? (Double) y : null,
                        name,
                        new BarName(category, spec.x().categories().get(category)));
            }
            boolean faded = lit != null && !lit.equals(series.name());
            renderer.setSeriesPaint(row, ChartStyle.seriesColour(palette, series, faded));
        }
        if (dataset.getRowCount() * dataset.getColumnCount() * LABEL_WIDTH <= width) {
            renderer.setDefaultItemLabelGenerator(
                    new StandardCategoryItemLabelGenerator("{2}", ValueFormat.ofDecimals(decimals(spec))));
            renderer.setDefaultItemLabelFont(labels);
            renderer.setDefaultItemLabelPaint(palette.text());
            renderer.setDefaultItemLabelsVisible(true);
        }
        CategoryPlot plot = new CategoryPlot(dataset, domain, range, renderer);
        if (spec.y().unit().equals("%") && range.getUpperBound() > 100) {
            range.setRange(range.getLowerBound(), mostPercent(height));
        }
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setRangeGridlinePaint(palette.grid());
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        int horizontal = 0;
        for (TargetLine target : spec.targets()) {
            if (!target.onX() && !target.isDiagonal()) {
                plot.addRangeMarker(ChartStyle.marker(target, palette, true, horizontal), Layer.FOREGROUND);
                ChartStyle.reach(range, target.value());
                horizontal++;
            }
        }
        return plot;
    }

    /**
     * The decimals of all values of a chart: none for whole numbers, otherwise enough for three significant digits of the
     * largest and one of the smallest, but no more than three; and enough that no percentage reads 100 which is less.
     */
    static int decimals(ChartSpec spec) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        boolean whole = true;
        double[] values = spec.series().stream()
                .flatMapToDouble(series -> IntStream.range(0, series.size()).mapToDouble(series::y))
                .toArray();
        for (double value : values) {
            double size = Math.abs(value);
            if (Double.isFinite(size) && size > 0) {
                smallest = Math.min(smallest, size);
                largest = Math.max(largest, size);
                whole &= size == Math.rint(size);
            }
        }
        int decimals = whole ? 0 : Math.clamp(Math.max(2 - magnitude(largest), -magnitude(smallest)), 0, MOST_DECIMALS);
        return spec.y().unit().equals("%") ? FigureFormat.decimalsShortOfAll(decimals, values) : decimals;
    }

    private static int magnitude(double positive) {
        return (int) Math.floor(Math.log10(positive));
    }

    /** A row or column of bars: ordered by place, shown by name, so that equal names stay apart. */
    record BarName(int place, String name) implements Comparable<BarName> {
        @Override
        public int compareTo(BarName other) {
            return Integer.compare(place, other.place);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
