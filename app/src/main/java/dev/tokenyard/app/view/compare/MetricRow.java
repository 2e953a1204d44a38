package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.MetricTable;

/**
 * A row of the metrics table.
 *
 * @param table the figures
 * @param lane the row's policy
 * @param baseline the lane that it is compared with, {@link MetricTable#NO_BASELINE} for none
 */
record MetricRow(MetricTable table, int lane, int baseline) {
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

    double value(int column) {
        return table.value(lane, column);
    }
}
