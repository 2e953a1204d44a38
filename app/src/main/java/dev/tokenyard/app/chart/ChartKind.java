package dev.tokenyard.app.chart;

/** How the series of a chart are drawn. */
public enum ChartKind {
    /** Points joined by straight lines. */
    LINE,
    /** A value that holds until the next point. */
    STEP,
    /** Bins side by side: a value that holds until the next point, over a filled area for the first series. */
    HISTOGRAM,
    /** A cumulative distribution: a step from each sample to the share of samples at or below it. */
    CDF,
    /** Grouped bars over named categories; x is the index of the category. */
    BARS,
    /** Separate marks. */
    SCATTER,
    /** So many points that only their density can be seen; where the diagonal is drawn, over the same range on both axes. */
    DENSITY
}
