package dev.tokenyard.app.view.theme;

/** The 4-pixel grid that gaps, paddings and heights keep to, in pixels at a UI scale of one. */
public final class Spacing {
    /** One step of the grid. */
    public static final double UNIT = 4;
    /** Between a mark and its label. */
    public static final double XS = UNIT;
    /** Between rows of one group. */
    public static final double S = 2 * UNIT;
    /** Inside a card. */
    public static final double M = 3 * UNIT;
    /** Between groups, and inside a panel. */
    public static final double L = 4 * UNIT;
    /** Between sections. */
    public static final double XL = 6 * UNIT;

    private Spacing() {}

    /** The length of {@code steps} grid steps in pixels. */
    public static double of(int steps) {
        return steps * UNIT;
    }
}
