package dev.tokenyard.app.view.timeline;

/**
 * Where moments lie on the screen.
 *
 * @param fromTick the moment at the left edge
 * @param toTick the moment at the right edge, after {@code fromTick}
 * @param left the left edge in pixels
 * @param right the right edge in pixels
 */
record TimeScale(long fromTick, long toTick, double left, double right) {
    /** The place of a moment, which may lie outside the edges. */
    double x(long tick) {
        return left + (right - left) * ((double) (tick - fromTick) / (toTick - fromTick));
    }

    /** The moment at a place, cut to the edges. */
    long tick(double x) {
        double share = Math.max(0, Math.min(1, (x - left) / Math.max(1, right - left)));
        return fromTick + Math.round(share * (toTick - fromTick));
    }
}
