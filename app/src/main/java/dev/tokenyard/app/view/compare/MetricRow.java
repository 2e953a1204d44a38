package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.MetricTable;
import java.util.stream.IntStream;

/**
 * A row of the metrics table.
 *
 * @param table the figures
 * @param lane the row's policy
 * @param baseline the lane that it is compared with, {@link MetricTable#NO_BASELINE} for none
 * @param hasSpreads whether a figure has an interval or the like below it
 */
record MetricRow(MetricTable table, int lane, int baseline, boolean hasSpreads) {
    static MetricRow of(MetricTable table, int lane, int baseline) {
        boolean spreads = IntStream.range(0, table.columns().size())
                .anyMatch(column -> !table.spread(lane, column).isEmpty());
        return new MetricRow(table, lane, baseline, spreads);
    }

    String policy() {
        return table.policies().get(lane);
    }

    /** The number of its colour. */
    int colour() {
        return table.colour(lane);
    }

    /** What a reader must know before believing the row, a line each; empty if nothing. */
    String warnings() {
        return String.join("\n", table.warnings(lane));
    }

    boolean isBaseline() {
        return lane == baseline;
    }

    boolean hasBaseline() {
        return baseline != MetricTable.NO_BASELINE;
    }

    boolean hasDifferences() {
        return hasBaseline() && !isBaseline();
    }

    /** Whether a line below the figures is kept for intervals, or beside the word under the name of a baseline. */
    boolean keepsSpreadLine() {
        return hasSpreads || isBaseline();
    }

    /** How many lines stand below the figures, so that a name stands beside them rather than beside what is below. */
    int linesBelow() {
        return (keepsSpreadLine() ? 1 : 0) + (hasDifferences() ? 1 : 0);
    }

    double value(int column) {
        return table.value(lane, column);
    }
}
