package dev.tokenyard.app.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;

/** Draws lines, and under the first of them an area in a pale shade of its colour. */
final class FilledStepRenderer extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1L;
    private static final double SHADE = 0.28;

    FilledStepRenderer() {
        super(true, false);
    }

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
        if (index == 0 && item == 0 && isLinePass(pass)) {
            fill(graphics, dataArea, domain, range, dataset);
        }
        super.drawItem(graphics, state, dataArea, info, plot, domain, range, dataset, index, item, crosshair, pass);
    }

    private void fill(Graphics2D graphics, Rectangle2D dataArea, ValueAxis domain, ValueAxis range, XYDataset dataset) {
        Path2D area = new Path2D.Double();
        double bottom = dataArea.getMaxY();
        double lastX = Double.NaN;
        for (int i = 0; i < dataset.getItemCount(0); i++) {
            double y = dataset.getYValue(0, i);
            if (Double.isNaN(y)) {
                lastX = close(area, lastX, bottom);
                continue;
            }
            double x = domain.valueToJava2D(dataset.getXValue(0, i), dataArea, RectangleEdge.BOTTOM);
            if (Double.isNaN(lastX)) {
                area.moveTo(x, bottom);
            }
            area.lineTo(x, range.valueToJava2D(y, dataArea, RectangleEdge.LEFT));
            lastX = x;
        }
        close(area, lastX, bottom);
        if (getSeriesPaint(0) instanceof Color line) {
            graphics.setPaint(new Color(
                    line.getRed(), line.getGreen(), line.getBlue(), (int) Math.round(SHADE * line.getAlpha())));
            graphics.fill(area);
        }
    }

    /** Ends a piece of the area; what comes next begins another one. */
    private static double close(Path2D area, double lastX, double bottom) {
        if (!Double.isNaN(lastX)) {
            area.lineTo(lastX, bottom);
            area.closePath();
        }
        return Double.NaN;
    }
}
