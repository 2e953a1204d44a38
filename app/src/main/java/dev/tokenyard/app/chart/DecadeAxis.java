package dev.tokenyard.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** A logarithmic axis that labels 1, 10, 100 and, where few decades are shown, 2 and 5 or every digit between. */
final class DecadeAxis extends LogAxis {
    private static final int[] DECADES = {1};
    private static final int[] HALVINGS = {1, 2, 5};
    private static final double LABEL_GAP = 6;
    private static final int[] ALL = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private final transient NumberFormat format = ValueFormat.ofTicks();

    /** The value that stands for all lower ones, NaN for none. */
    private final double least;

    /** @param least the value that stands for all lower ones and is labelled so, NaN for none */
    DecadeAxis(double least) {
        this.least = least;
        // The library's own range for no data begins at zero, which has no logarithm.
        setDefaultAutoRange(new Range(1, 10));
    }

    @Override
    public List<NumberTick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        double low = Math.max(getRange().getLowerBound(), Double.MIN_NORMAL);
        double decades = Math.log10(getRange().getUpperBound() / low);
        int[] digits = decades > 3.2 ? DECADES : decades > 0.9 ? HALVINGS : ALL;
        List<NumberTick> ticks = ticks(digits, graphics, dataArea, edge);
        if (digits == ALL && overlap(ticks, graphics, dataArea, edge)) {
            ticks = ticks(HALVINGS, graphics, dataArea, edge);
        }
        if (digits != DECADES && overlap(ticks, graphics, dataArea, edge)) {
            List<NumberTick> few = ticks(DECADES, graphics, dataArea, edge);
            // One label says nothing of the scale.
            return few.size() > 1 ? few : ticks;
        }
        return ticks;
    }

    private List<NumberTick> ticks(int[] digits, Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
        double low = Math.max(getRange().getLowerBound(), Double.MIN_NORMAL);
        double high = getRange().getUpperBound();
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        int last = (int) Math.ceil(Math.log10(high));
        for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= last; exponent++) {
            for (int digit : digits) {
                double value = Double.parseDouble(digit + "e" + exponent);
                if (value >= low && value <= high) {
                    String label = (value == least ? "≤ " : "") + format.format(value);
                    boolean cut = RectangleEdge.isTopOrBottom(edge)
                            && valueToJava2D(value, dataArea, edge) + width(label, graphics) / 2
                                    > dataArea.getMaxX() + ChartStyle.PADDING;
                    ticks.add(new NumberTick(value, label, cut ? TextAnchor.TOP_RIGHT : anchor, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }

    private double width(String label, Graphics2D graphics) {
        return graphics.getFontMetrics(getTickLabelFont()).stringWidth(label);
    }

    /** Whether labels side by side touch. */
    private boolean overlap(List<NumberTick> ticks, Graphics2D graphics, Rectangle2D dataArea, RectangleEdge edge) {
        double free = Double.NEGATIVE_INFINITY;
        for (NumberTick tick : ticks) {
            double middle = valueToJava2D(tick.getValue(), dataArea, edge);
            double half = width(tick.getText(), graphics) / 2;
            if (RectangleEdge.isTopOrBottom(edge) && middle - half < free) {
                return true;
            }
            free = middle + half + LABEL_GAP;
        }
        return false;
    }
}
