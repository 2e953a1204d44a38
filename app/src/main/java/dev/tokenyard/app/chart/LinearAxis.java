package dev.tokenyard.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnitSource;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;

/**
 * A linear axis with few labels, all with as many decimals. The library packs as many as fit, which on a wide screen is a
 * label for every hundredth; and it measures those of the range's bounds, which where they are not round have many digits.
 * Where all values are the same it shows a range about them that is wide enough for labels that differ.
 */
final class LinearAxis extends NumberAxis {
    /** More than these say no more. */
    private static final int MOST_TICKS = 11;

    /** Values that differ by less than this share of themselves are the same to an axis. */
    private static final double SAME = 1e-6;

    /** What is shown on either side of a single value, as a share of it. */
    private static final double AROUND = 0.1;

    /** What is shown beside a single value that is zero. */
    private static final double BESIDE_ZERO = 1;

    /** What a label takes at least of an axis that is drawn, in pixels; so that there are no more than the most. */
    private double leastRoom;

    LinearAxis() {
        setStandardTickUnits(new Units(getStandardTickUnits()));
    }

    @Override
    protected void autoAdjustRange() {
        super.autoAdjustRange();
        Range range = getRange();
        double centre = range.getCentralValue();
        boolean zero = Math.abs(centre) < getAutoRangeMinimumSize();
        if (range.getLength() > (zero ? getAutoRangeMinimumSize() * (1 + SAME) : SAME * Math.abs(centre))) {
            return;
        }
        double side = zero ? BESIDE_ZERO : AROUND * Math.abs(centre);
        double low = zero && getAutoRangeIncludesZero() ? 0 : centre - side;
        setRange(new Range(low, centre + side), false, false);
    }

    @Override
    protected void selectHorizontalAutoTickUnit(Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
        leastRoom = dataArea.getWidth() / MOST_TICKS;
        super.selectHorizontalAutoTickUnit(graphics, dataArea, edge);
    }

    @Override
    protected void selectVerticalAutoTickUnit(Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
        leastRoom = dataArea.getHeight() / MOST_TICKS;
        super.selectVerticalAutoTickUnit(graphics, dataArea, edge);
    }

    @Override
    protected double estimateMaximumTickLabelHeight(Graphics2D graphics) {
        return Math.max(leastRoom, super.estimateMaximumTickLabelHeight(graphics));
    }

    @Override
    protected double estimateMaximumTickLabelWidth(Graphics2D graphics, TickUnit unit) {
        Range range = getRange();
        double size = unit.getSize();
        double widest = Math.max(
                width(graphics, unit, Math.ceil(range.getLowerBound() / size) * size),
                width(graphics, unit, Math.floor(range.getUpperBound() / size) * size));
        double insets = getTickLabelInsets().getLeft() + getTickLabelInsets().getRight();
        return Math.max(leastRoom, widest + insets);
    }

    private double width(Graphics2D graphics, TickUnit unit, double tick) {
        return graphics.getFontMetrics(getTickLabelFont()).stringWidth(unit.valueToString(tick));
    }

    /** The library's steps, each with the decimals that it needs. */
    private record Units(TickUnitSource steps) implements TickUnitSource {
        @Override
        public TickUnit getLargerTickUnit(TickUnit unit) {
            return written(steps.getLargerTickUnit(unit));
        }

        @Override
        public TickUnit getCeilingTickUnit(TickUnit unit) {
            return written(steps.getCeilingTickUnit(unit));
        }

        @Override
        public TickUnit getCeilingTickUnit(double size) {
            return written(steps.getCeilingTickUnit(size));
        }

        private static TickUnit written(TickUnit unit) {
            BigDecimal step = new BigDecimal(ValueFormat.plain(unit.getSize()));
            int decimals = Math.max(0, step.stripTrailingZeros().scale());
            return new NumberTickUnit(unit.getSize(), ValueFormat.ofTicks(decimals), unit.getMinorTickCount());
        }
    }
}
