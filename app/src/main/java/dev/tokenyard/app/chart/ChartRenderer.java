package dev.tokenyard.app.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** Draws a chart description on any {@link Graphics2D}: a screen canvas, an image, or a vector file. */
public final class ChartRenderer {
    private ChartRenderer() {}

    /**
     * Draws {@code spec} in {@code palette} over the area from the origin to ({@code width}, {@code height}).
     *
     * @param width in user-space units of {@code graphics}, at least 1
     * @param height likewise
     */
    public static void paint(ChartSpec spec, ChartPalette palette, Graphics2D graphics, double width, double height) {
        draw(spec, palette, null, graphics, width, height);
    }

    static DrawnChart draw(
            ChartSpec spec,
            ChartPalette palette,
            @Nullable String litSeries,
            Graphics2D graphics,
            double width,
            double height) {
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        boolean labelled = DirectLabels.suit(spec, graphics, width);
        double margin = labelled ? DirectLabels.margin(spec, graphics) : 0;
        boolean legend = !labelled && !PointLabels.suit(spec) && spec.series().size() > 1;
        Rectangle2D area = new Rectangle2D.Double(0, 0, width, height);
        ChartRenderingInfo info = new ChartRenderingInfo();
        if (spec.kind() == ChartKind.BARS) {
            JFreeChart chart = ChartStyle.frame(
                    spec, palette, BarCharts.plot(spec, palette, litSeries, width, height), legend, margin);
            chart.draw(graphics, area, info);
            return DrawnChart.ofBars(spec, info);
        }
        List<DrawnSeries> drawn =
                spec.series().stream().map(s -> DrawnSeries.of(spec, s)).toList();
        XYPlot plot = XyCharts.plot(spec, palette, drawn, litSeries, labelled);
        info.setEntityCollection(null);
        double flags = TargetFlags.overhang(spec, plot, graphics, width - margin);
        JFreeChart chart = ChartStyle.frame(spec, palette, plot, legend, margin + flags);
        plot.setInsets(TargetFlags.insets(spec, plot, graphics, width - margin, legend));
        chart.draw(graphics, area, info);
        Rectangle2D dataArea = info.getPlotInfo().getDataArea();
        TargetFlags.draw(spec, plot, graphics, dataArea, palette);
        if (labelled) {
            DirectLabels.draw(spec, graphics, plot, dataArea, drawn, palette, litSeries);
        } else if (PointLabels.suit(spec)) {
            PointLabels.draw(graphics, plot, dataArea, drawn, palette, litSeries);
        }
        return DrawnChart.ofPoints(drawn, plot, dataArea);
    }
}
