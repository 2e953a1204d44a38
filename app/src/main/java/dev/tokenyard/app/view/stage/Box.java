package dev.tokenyard.app.view.stage;

/**
 * A rectangle on the stage, in pixels.
 *
 * @param x left edge
 * @param y upper edge
 * @param w width, 0 or more
 * @param h height, 0 or more
 */
record Box(double x, double y, double w, double h) {
    static final Box NOTHING = new Box(0, 0, 0, 0);

    Box {
        w = Math.max(0, w);
        h = Math.max(0, h);
    }

    double right() {
        return x + w;
    }

    double bottom() {
        return y + h;
    }

    double centreY() {
        return y + h / 2;
    }

    boolean isEmpty() {
        return w <= 0 || h <= 0;
    }

    boolean contains(double px, double py) {
        return px >= x && px < right() && py >= y && py < bottom();
    }

    boolean contains(Box inner) {
        double slack = 1e-6;
        return inner.x >= x - slack
                && inner.y >= y - slack
                && inner.right() <= right() + slack
                && inner.bottom() <= bottom() + slack;
    }

    boolean overlaps(Box other) {
        double slack = 1e-6;
        return !isEmpty()
                && !other.isEmpty()
                && x < other.right() - slack
                && other.x < right() - slack
                && y < other.bottom() - slack
                && other.y < bottom() - slack;
    }

    /** This box without so much at its upper edge. */
    Box belowTop(double height) {
        double cut = Math.min(h, height);
        return new Box(x, y + cut, w, h - cut);
    }

    /** The upper part, so high. */
    Box top(double height) {
        return new Box(x, y, w, Math.min(h, height));
    }

    /** The lower part, so high. */
    Box bottom(double height) {
        double part = Math.min(h, height);
        return new Box(x, bottom() - part, w, part);
    }

    /** This box without so much at its lower edge. */
    Box aboveBottom(double height) {
        return new Box(x, y, w, h - height);
    }
}
