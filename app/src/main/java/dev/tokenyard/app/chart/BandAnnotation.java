package dev.tokenyard.app.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** The band of a series: a pale area, edged with the series' own dashes, so that bands that overlap are told apart without colour. */
final class BandAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double SHADE = 0.14;
    private static final double EDGE = 0.55;
    private static final float EDGE_WIDTH = 0.9f;

    private final transient SeriesSpec series;
    private final Color colour;

    /** The band of a series in its colour, which may be faded. */
    BandAnnotation(SeriesSpec series, Color colour) {
        this.series = series;
        this.colour = colour;
    }

    /** Widens an axis so that a band lies inside it. */
    static void reach(ValueAxis range, SeriesSpec series) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < series.size(); i++) {
            if (!Double.isNaN(series.low(i)) && !Double.isNaN(series.high(i))) {
                low = Math.min(low, series.low(i));
                high = Math.max(high, series.high(i));
            }
        }
        if (low <= high) {
            ChartStyle.reach(range, low);
            ChartStyle.reach(range, high);
        }
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D dataArea,
            ValueAxis domain,
            ValueAxis range,
            int rendererIndex,
            PlotRenderingInfo info) {
        List<Integer> stretch = new ArrayList<>();
        for (int i = 0; i <= series.size(); i++) {
            boolean there = i < series.size() && !Double.isNaN(series.low(i)) && !Double.isNaN(series.high(i));
            if (there) {
                stretch.add(i);
            } else {
                draw(graphics, stretch, dataArea, domain, range);
                stretch.clear();
            }
        }
    }

    private void draw(
            Graphics2D graphics, List<Integer> points, Rectangle2D dataArea, ValueAxis domain, ValueAxis range) {
        if (points.size() < 2) {
            return;
        }
        Path2D area = edge(points, true, dataArea, domain, range);
        Shape upper = (Shape) area.clone();
        List<Integer> back = new ArrayList<>(points);
        Path2D lower = edge(points, false, dataArea, domain, range);
        Collections.reverse(back);
        area.append(edge(back, false, dataArea, domain, range), true);
        area.closePath();
        graphics.setPaint(shade(SHADE));
        graphics.fill(area);
        graphics.setPaint(shade(EDGE));
        graphics.setStroke(SeriesMarks.stroke(series.dashIndex(), EDGE_WIDTH));
        graphics.draw(upper);
        graphics.draw(lower);
    }

    private Path2D edge(List<Integer> points, boolean high, Rectangle2D dataArea, ValueAxis domain, ValueAxis range) {
        Path2D edge = new Path2D.Double();
        for (int i : points) {
            double x = domain.valueToJava2D(series.x(i), dataArea, RectangleEdge.BOTTOM);
            // A logarithmic axis has no place for zero.
            double end = Math.max(range.getLowerBound(), high ? series.high(i) : series.low(i));
            double y = range.valueToJava2D(end, dataArea, RectangleEdge.LEFT);
            if (edge.getCurrentPoint() == null) {
                edge.moveTo(x, y);
            } else {
                edge.lineTo(x, y);
            }
        }
        return edge;
    }

    private Color shade(double share) {
        return new Color(
                colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(share * colour.getAlpha()));
    }
}
