package dev.tokenyard.app.chart;

/**
 * A line across a chart at a value that matters, such as a service objective.
 *
 * @param label its words
 * @param onX true for a vertical line at an abscissa, false for a horizontal one at an ordinate
 * @param value where, in the axis's unit; NaN for the diagonal
 * @param end where the pale band ends that goes right from a vertical line; the line's own place where there is no band,
 *     infinite for a band without an end, which goes on to the edge of the plot
 * @param colourIndex the colour of the series that it is about, {@link #OF_ALL} if it is about none alone, and
 *     {@link #QUIET} if it judges nothing either
 */
public record TargetLine(String label, boolean onX, double value, double end, int colourIndex) {
    /** In place of a colour's index: the line has the colour of targets. */
    public static final int OF_ALL = -1;

    /** In place of a colour's index: the line has the colour of axes, as it tells where something is and not what is wrong. */
    public static final int QUIET = -2;

    /** A line without a band. */
    public TargetLine(String label, boolean onX, double value, int colourIndex) {
        this(label, onX, value, value, colourIndex);
    }

    /** A line that is about all series. */
    public TargetLine(String label, boolean onX, double value) {
        this(label, onX, value, OF_ALL);
    }

    /** The diagonal on which both coordinates are equal; only charts whose both axes are numbers draw it. */
    public static TargetLine diagonal(String label) {
        return new TargetLine(label, false, Double.NaN, QUIET);
    }

    /** Whether a band goes from it to the right. */
    public boolean hasBand() {
        return end > value;
    }

    /** Whether it is the diagonal. */
    public boolean isDiagonal() {
        return Double.isNaN(value);
    }
}
