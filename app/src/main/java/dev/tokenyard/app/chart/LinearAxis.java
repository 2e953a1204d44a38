package dev.tokenyard.app.chart;

import java.awt.Graphics2D;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnit;
import org.jfree.data.Range;

/**
 * A linear axis that makes room for the labels that it draws. The library measures those of the range's bounds, and bounds
 * that are not round have many digits, for which it would leave out every other tick.
 */
final class LinearAxis extends NumberAxis {
    @Override
    protected double estimateMaximumTickLabelWidth(Graphics2D graphics, TickUnit unit) {
        Range range = getRange();
        double size = unit.getSize();
        double widest = Math.max(
                width(graphics, Math.ceil(range.getLowerBound() / size) * size),
                width(graphics, Math.floor(range.getUpperBound() / size) * size));
        return widest + getTickLabelInsets().getLeft() + getTickLabelInsets().getRight();
    }

    private double width(Graphics2D graphics, double tick) {
        return graphics.getFontMetrics(getTickLabelFont())
                .stringWidth(ValueFormat.ofTicks().format(tick));
    }
}
