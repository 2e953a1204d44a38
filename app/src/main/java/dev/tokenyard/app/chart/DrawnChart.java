package dev.tokenyard.app.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.entity.CategoryItemEntity;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** Where the points of a chart came to lie, so that the pointer finds them. */
final class DrawnChart {
    /** A point of a series and its place in pixels; for a bar, the middle of its top. */
    record Point(SeriesSpec series, int index, double pixelX, double pixelY) {}

    private record Bar(Rectangle2D area, Point point) {}

    private final List<Point> points;
    private final List<Bar> bars;
    private final Rectangle2D dataArea;

    private DrawnChart(List<Point> points, List<Bar> bars, Rectangle2D dataArea) {
        this.points = points;
        this.bars = bars;
        this.dataArea = dataArea;
    }

    static DrawnChart ofPoints(List<DrawnSeries> drawn, XYPlot plot, Rectangle2D dataArea) {
        List<Point> points = new ArrayList<>();
        for (DrawnSeries series : drawn) {
            for (int index : series.sourceIndices()) {
                SeriesSpec source = series.series();
                if (!Double.isNaN(source.y(index))) {
                    double x = plot.getDomainAxis().valueToJava2D(source.x(index), dataArea, RectangleEdge.BOTTOM);
                    double y = plot.getRangeAxis().valueToJava2D(source.y(index), dataArea, RectangleEdge.LEFT);
                    points.add(new Point(source, index, x, y));
                }
            }
        }
        return new DrawnChart(points, List.of(), dataArea);
    }

    static DrawnChart ofBars(ChartSpec spec, ChartRenderingInfo info) {
        List<Bar> bars = new ArrayList<>();
        for (Object entity : info.getEntityCollection().getEntities()) {
            if (entity instanceof CategoryItemEntity bar) {
                BarCharts.BarName row = (BarCharts.BarName) bar.getRowKey();
                BarCharts.BarName column = (BarCharts.BarName) bar.getColumnKey();
                SeriesSpec series = spec.series().get(row.place());
                Rectangle2D area = bar.getArea().getBounds2D();
                for (int i = 0; i < series.size(); i++) {
                    if ((int) series.x(i) == column.place()) {
                        bars.add(new Bar(area, new Point(series, i, area.getCenterX(), area.getMinY())));
                    }
                }
            }
        }
        return new DrawnChart(List.of(), bars, info.getPlotInfo().getDataArea());
    }

    /** The area inside the axes, in pixels. */
    Rectangle2D dataArea() {
        return dataArea;
    }

    /** The bar under, or the point nearest to, the given pixel and no farther than {@code reach} pixels. */
    Optional<Point> at(double pixelX, double pixelY, double reach) {
        for (Bar bar : bars) {
            if (bar.area.contains(pixelX, pixelY)) {
                return Optional.of(bar.point);
            }
        }
        Point nearest = null;
        double least = reach;
        for (Point point : points) {
            double distance = Math.hypot(point.pixelX - pixelX, point.pixelY - pixelY);
            if (distance <= least) {
                nearest = point;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
