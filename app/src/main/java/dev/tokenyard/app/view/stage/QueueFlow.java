package dev.tokenyard.app.view.stage;

/**
 * Puts blocks in rows as the queue is read: the first at the upper right, next to the instances, then leftwards, then down.
 */
final class QueueFlow {
    static final double GAP_X = 4;

    private final Box area;
    private final double rowHeight;
    private final double rowGap;
    private double right;
    private double top;

    QueueFlow(Box area) {
        this.area = area;
        boolean low = area.h() < 64;
        rowHeight = Math.min(area.h(), low ? 9 : 14);
        rowGap = low ? 3 : 6;
        right = area.right();
        top = area.y();
    }

    double rowHeight() {
        return rowHeight;
    }

    /** The place of a block so wide, {@link Box#NOTHING} if there is none left. */
    Box place(double width) {
        double w = Math.min(width, area.w());
        if (right - w < area.x() && right < area.right()) {
            right = area.right();
            top += rowHeight + rowGap;
        }
        if (top + rowHeight > area.bottom() || w <= 0) {
            return Box.NOTHING;
        }
        Box place = new Box(right - w, top, w, rowHeight);
        right -= w + GAP_X;
        return place;
    }
}
