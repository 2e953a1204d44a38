package dev.tokenyard.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/**
 * Draws points as cells of a few pixels, the stronger the more points lie in them: by the logarithm, so that a single one
 * is still seen beside thousands. A quiet series, which is there for comparison, is drawn over them as lines: around the cells
 * where half of its points lie, and nine tenths.
 */
final class DensityRenderer extends AbstractXYItemRenderer {
    private static final double CELL_PIXELS = 3;
    private static final double LEAST_ALPHA = 0.28;
    private static final double CONTOUR_PIXELS = 4;
    private static final double[] CONTOURS = {0.9, 0.5};
    private static final Shape LINE = new Rectangle2D.Double(-8, -0.6, 16, 1.2);

    private final transient List<SeriesSpec> series;
    private final transient ChartPalette palette;

    DensityRenderer(List<SeriesSpec> series, ChartPalette palette) {
        this.series = List.copyOf(series);
        this.palette = palette;
        for (int i = 0; i < series.size(); i++) {
            // The legend asks for these.
            setSeriesPaint(i, palette.series(series.get(i).colourIndex()));
        }
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D graphics, Rectangle2D dataArea, XYPlot plot, XYDataset dataset, PlotRenderingInfo info) {
        XYItemRendererState state = super.initialise(graphics, dataArea, plot, dataset, info);
        state.setProcessVisibleItemsOnly(false);
        return state;
    }

    /** The first item of a series draws all of them, and those that it is compared with. */
    @Override
    public void drawItem(
            Graphics2D graphics,
            XYItemRendererState state,
            Rectangle2D dataArea,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domain,
            ValueAxis range,
            XYDataset dataset,
            int index,
            int item,
            CrosshairState crosshair,
            int pass) {
        if (item == 0 && !isQuiet(index)) {
            cells(graphics, dataArea, domain, range, dataset, index);
            for (int other = 0; other < series.size(); other++) {
                if (isQuiet(other)) {
                    lines(graphics, dataArea, domain, range, dataset, other);
                }
            }
        }
    }

    /** What is drawn as lines stands as a line in the legend, too. */
    @Override
    public @Nullable LegendItem getLegendItem(int dataset, int index) {
        LegendItem entry = super.getLegendItem(dataset, index);
        if (entry != null && isQuiet(index)) {
            entry.setShape(LINE);
        }
        return entry;
    }

    private boolean isQuiet(int index) {
        return series.get(index).colourIndex() == ChartPalette.QUIET;
    }

    private void lines(
            Graphics2D graphics, Rectangle2D area, ValueAxis domain, ValueAxis range, XYDataset dataset, int index) {
        DensityContours contours = new DensityContours(area.getWidth(), area.getHeight(), CONTOUR_PIXELS);
        for (int i = 0; i < dataset.getItemCount(index); i++) {
            double x = domain.valueToJava2D(dataset.getXValue(index, i), area, RectangleEdge.BOTTOM);
            double y = range.valueToJava2D(dataset.getYValue(index, i), area, RectangleEdge.LEFT);
            if (area.contains(x, y)) {
                contours.add(x - area.getMinX(), y - area.getMinY());
            }
        }
        Graphics2D pen = (Graphics2D) graphics.create();
        pen.clip(area);
        pen.translate(area.getMinX(), area.getMinY());
        for (double share : CONTOURS) {
            // A pale line below parts it from the cells.
            Path2D border = contours.around(share);
            pen.setPaint(palette.background());
            pen.setStroke(new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(border);
            pen.setPaint(share < 0.7 ? palette.text() : palette.secondary());
            pen.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(border);
        }
        pen.dispose();
    }

    private void cells(
            Graphics2D graphics,
            Rectangle2D dataArea,
            ValueAxis domain,
            ValueAxis range,
            XYDataset dataset,
            int index) {
        int columns = (int) Math.ceil(dataArea.getWidth() / CELL_PIXELS) + 1;
        int rows = (int) Math.ceil(dataArea.getHeight() / CELL_PIXELS) + 1;
        int[] counts = new int[columns * rows];
        int most = 1;
        for (int i = 0; i < dataset.getItemCount(index); i++) {
            double x = domain.valueToJava2D(dataset.getXValue(index, i), dataArea, RectangleEdge.BOTTOM);
            double y = range.valueToJava2D(dataset.getYValue(index, i), dataArea, RectangleEdge.LEFT);
            if (dataArea.contains(x, y)) {
                int cell = (int) ((y - dataArea.getMinY()) / CELL_PIXELS) * columns
                        + (int) ((x - dataArea.getMinX()) / CELL_PIXELS);
                most = Math.max(most, ++counts[cell]);
            }
        }
        Color full = palette.series(series.get(index).colourIndex());
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                double strength = Math.log1p(counts[cell]) / Math.log1p(most);
                int alpha = (int) Math.round(255 * (LEAST_ALPHA + (1 - LEAST_ALPHA) * strength));
                graphics.setPaint(new Color(full.getRed(), full.getGreen(), full.getBlue(), alpha));
                graphics.fill(new Rectangle2D.Double(
                        dataArea.getMinX() + cell % columns * CELL_PIXELS,
                        dataArea.getMinY() + Math.floorDiv(cell, columns) * CELL_PIXELS,
                        CELL_PIXELS,
                        CELL_PIXELS));
            }
        }
    }
}
