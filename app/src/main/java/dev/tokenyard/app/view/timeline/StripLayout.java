package dev.tokenyard.app.view.timeline;

/**
 * Where the parts of the strips lie, in pixels.
 *
 * @param width width of the whole
 * @param height height of the whole
 * @param lanes number of lanes
 */
record StripLayout(double width, double height, int lanes) {
    /** Left of the plots: names and maxima. */
    static final double GUTTER = 148;

    private static final double RIGHT_MARGIN = 16;
    private static final double TOP = 10;
    private static final double STRIP_GAP = 8;
    private static final double LEGEND_HEIGHT = 17;
    private static final double AXIS_HEIGHT = 20;
    private static final double LEAST_STRIP = 16;
    private static final double PREFERRED_STRIP = 27;
    /** A strip of this height can do without more. */
    private static final double AMPLE_STRIP = 24;

    private static final double NAMED_ROW = 12;

    double left() {
        return GUTTER;
    }

    double right() {
        return Math.max(GUTTER + 1, width - RIGHT_MARGIN);
    }

    /** Height of a lane's row in the band of reasons; enough for its name while there are few lanes, or room is plenty. */
    double bandRow() {
        double least = lanes <= 5 ? NAMED_ROW : lanes <= 8 ? 9 : 5;
        int strips = StripKind.values().length;
        double spare = height - TOP - LEGEND_HEIGHT - AXIS_HEIGHT - strips * (AMPLE_STRIP + STRIP_GAP);
        return Math.clamp(Math.floor(spare / Math.max(1, lanes)), least, NAMED_ROW);
    }

    /** Whether the rows of the band have room for names. */
    boolean namesFit() {
        return bandRow() >= NAMED_ROW;
    }

    double stripHeight() {
        int strips = StripKind.values().length;
        double rest = height - TOP - LEGEND_HEIGHT - lanes * bandRow() - AXIS_HEIGHT - strips * STRIP_GAP;
        return Math.max(LEAST_STRIP, Math.floor(rest / strips));
    }

    double stripTop(int strip) {
        return TOP + strip * (stripHeight() + STRIP_GAP);
    }

    double legendTop() {
        return stripTop(StripKind.values().length) - 2;
    }

    double bandTop() {
        return legendTop() + LEGEND_HEIGHT;
    }

    double axisTop() {
        return bandTop() + lanes * bandRow() + 2;
    }

    /** The height below which strips say nothing. */
    static double leastHeight(int lanes) {
        return height(lanes, LEAST_STRIP);
    }

    /** The height at which strips are comfortably readable. */
    static double preferredHeight(int lanes) {
        return height(lanes, PREFERRED_STRIP);
    }

    private static double height(int lanes, double strip) {
        double bandRow = new StripLayout(0, 0, lanes).bandRow();
        return TOP + StripKind.values().length * (strip + STRIP_GAP) + LEGEND_HEIGHT + lanes * bandRow + AXIS_HEIGHT;
    }
}
