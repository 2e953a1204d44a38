package dev.tokenyard.app.chart;

import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/** Builds the plots whose both axes are numbers. */
final class XyCharts {
    private static final float LINE_WIDTH = 1.6f;
    private static final float LIT_WIDTH = 2.4f;
    private static final int MARKS_UP_TO = 24;
    private static final int FULL_SIZE_MARKS_UP_TO = 60;
    /** The widest range that a distribution is drawn over; what lies left of it is but a flat tail. */
    private static final double MOST_CDF_RATIO = 3e4;

    private static final double LEGEND_LINE_LENGTH = 22;

    private XyCharts() {}

    /** @param labelled whether lines and horizontal targets are named beside the plot */
    static XYPlot plot(
            ChartSpec spec, ChartPalette palette, List<DrawnSeries> drawn, @Nullable String lit, boolean labelled) {
        ValueAxis domain = ChartStyle.valueAxis(spec.x(), palette, false);
        ValueAxis range = ChartStyle.valueAxis(spec.y(), palette, true);
        boolean scatter = spec.kind() == ChartKind.SCATTER || spec.kind() == ChartKind.DENSITY;
        boolean marked = scatter || drawn.stream().anyMatch(d -> hasMarks(spec, d.series()));
        domain.setLowerMargin(scatter ? 0.06 : marked ? 0.015 : 0);
        domain.setUpperMargin(scatter ? 0.06 : marked ? 0.015 : 0);
        if (domain instanceof NumberAxis linear) {
            linear.setAutoRangeIncludesZero(spec.x().reachesZero(spec.kind() == ChartKind.CDF));
            // A mark at zero needs its margin as any other.
            linear.setAutoRangeStickyZero(!marked);
        }
        if (range instanceof NumberAxis linear) {
            linear.setAutoRangeIncludesZero(spec.y().reachesZero(!scatter));
        }
        XYPlot plot = new XYPlot(new DrawnDataset(drawn), domain, range, rendererOf(spec, palette, drawn, lit));
        if (spec.kind() == ChartKind.CDF) {
            range.setRange(0, 100);
        }
        if (spec.kind() == ChartKind.DENSITY && spec.targets().stream().anyMatch(TargetLine::isDiagonal)) {
            Range both = Range.combine(domain.getRange(), range.getRange());
            domain.setRange(both);
            range.setRange(both);
        }
        addBands(plot, palette, drawn, lit);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setRangeGridlinePaint(palette.grid());
        plot.setRangeGridlineStroke(ChartStyle.HAIRLINE);
        plot.setDomainGridlinePaint(palette.grid());
        plot.setDomainGridlineStroke(ChartStyle.HAIRLINE);
        plot.setDomainGridlinesVisible(scatter || spec.kind() == ChartKind.CDF);
        int horizontal = 0;
        for (TargetLine target : spec.targets()) {
            if (target.isDiagonal()) {
                ChartStyle.drawDiagonal(plot, target, palette);
            } else if (target.onX()) {
                ChartStyle.reach(domain, target.value());
                if (Double.isFinite(target.end())) {
                    ChartStyle.reach(domain, target.end());
                }
            } else {
                plot.addRangeMarker(ChartStyle.marker(target, palette, !labelled, horizontal), Layer.FOREGROUND);
                horizontal++;
                ChartStyle.reach(range, target.value());
            }
        }
        if (spec.kind() == ChartKind.CDF && spec.x().isLogarithmic()) {
            double upper = domain.getUpperBound();
            domain.setRange(Math.max(domain.getLowerBound(), upper / MOST_CDF_RATIO), upper);
        }
        for (TargetLine target : spec.targets()) {
            if (target.hasBand()) {
                plot.addDomainMarker(ChartStyle.band(target, palette), Layer.BACKGROUND);
            }
        }
        for (TargetLine target : spec.targets()) {
            if (target.onX()) {
                // Behind the curves; its name stands above the plot.
                plot.addDomainMarker(ChartStyle.marker(target, palette, false, 0), Layer.BACKGROUND);
            }
        }
        return plot;
    }

    private static void addBands(XYPlot plot, ChartPalette palette, List<DrawnSeries> drawn, @Nullable String lit) {
        for (DrawnSeries one : drawn) {
            SeriesSpec series = one.series();
            if (series.hasBand()) {
                boolean faded = lit != null && !lit.equals(series.name());
                plot.getRenderer()
                        .addAnnotation(
                                new BandAnnotation(series, ChartStyle.seriesColour(palette, series, faded)),
                                Layer.BACKGROUND);
                BandAnnotation.reach(plot.getRangeAxis(), series);
            }
        }
    }

    private static XYItemRenderer rendererOf(
            ChartSpec spec, ChartPalette palette, List<DrawnSeries> drawn, @Nullable String lit) {
        return spec.kind() == ChartKind.DENSITY
                ? new DensityRenderer(spec.series(), palette)
                : renderer(spec, palette, drawn, lit);
    }

    private static XYLineAndShapeRenderer renderer(
            ChartSpec spec, ChartPalette palette, List<DrawnSeries> drawn, @Nullable String lit) {
        boolean scatter = spec.kind() == ChartKind.SCATTER;
        XYLineAndShapeRenderer renderer = spec.kind() == ChartKind.HISTOGRAM
                ? new FilledStepRenderer()
                : new XYLineAndShapeRenderer(!scatter, scatter);
        // One path per series: dashes then run on from point to point.
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setLegendLine(new Line2D.Double(0, 0, LEGEND_LINE_LENGTH, 0));
        for (int i = 0; i < drawn.size(); i++) {
            SeriesSpec series = drawn.get(i).series();
            boolean faded = lit != null && !lit.equals(series.name());
            boolean raised = lit != null && !faded;
            renderer.setSeriesPaint(i, ChartStyle.seriesColour(palette, series, faded));
            renderer.setSeriesStroke(i, SeriesMarks.stroke(series.dashIndex(), raised ? LIT_WIDTH : LINE_WIDTH));
            renderer.setSeriesShape(i, SeriesMarks.mark(series.dashIndex(), series.size() > FULL_SIZE_MARKS_UP_TO));
            renderer.setSeriesShapesVisible(i, hasMarks(spec, series));
        }
        return renderer;
    }

    private static boolean hasMarks(ChartSpec spec, SeriesSpec series) {
        return spec.kind() == ChartKind.SCATTER || (spec.kind() == ChartKind.LINE && series.size() <= MARKS_UP_TO);
    }
}
