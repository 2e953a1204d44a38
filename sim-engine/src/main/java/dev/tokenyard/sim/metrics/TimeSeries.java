package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;

/**
 * Quantities of a run over time, for strips and charts. Each call makes one pass over the log; SLO attainment over time
 * is {@link Attainment#series}, the reasons of blocked queues are {@link BlockedShares}, and {@link StripSeries} folds several
 * at a time.
 */
public final class TimeSeries {
    private TimeSeries() {}

    /**
     * A quantity over a range of time, by columns.
     *
     * @param fromTick start of the range, 0 or later
     * @param toTick end of the range, after its start; it may lie behind the end of the run
     * @param columns number of columns, at least 1
     * @throws IllegalStateException if the run was made without a log and the quantity needs one
     */
    public static Series of(RunLog log, SeriesKind kind, long fromTick, long toTick, int columns) {
        ColumnGrid grid = new ColumnGrid(fromTick, toTick, columns);
        if (kind != SeriesKind.ARRIVAL_RATE) {
            requireRecorded(log);
        }
        return switch (kind) {
            case QUEUE_LENGTH -> EventLevels.series(log.events(), EventLevels::queueDelta, grid);
            case RUNNING -> EventLevels.series(log.events(), EventLevels::runningDelta, grid);
            case IN_SYSTEM -> EventLevels.series(log.events(), EventLevels::inSystemDelta, grid);
            case KV_SHARE ->
                SegmentLevels.of(log, PrefillSequences.of(log), grid).kvShare();
            case BATCH_SIZE ->
                SegmentLevels.of(log, PrefillSequences.of(log), grid).batchSize();
            case ARRIVAL_RATE -> arrivalRate(log.trace(), grid);
        };
    }

    static void requireRecorded(RunLog log) {
        if (!log.isRecorded()) {
            throw new IllegalStateException("The run of policy " + log.info().policyId()
                    + " was made without a log, so there is nothing to draw over time; run it again with one.");
        }
    }

    /** A column that covers no time has no rate: NaN. */
    private static Series arrivalRate(Trace trace, ColumnGrid grid) {
        double[] rate = new double[grid.columns()];
        int before = arrivalsBefore(trace, grid.fromTick());
        for (int i = 0; i < rate.length; i++) {
            int until = arrivalsBefore(trace, grid.edge(i + 1));
            rate[i] = (until - before) / Ticks.toSeconds(grid.edge(i + 1) - grid.edge(i));
            before = until;
        }
        return new Series(grid, rate, rate, rate);
    }

    private static int arrivalsBefore(Trace trace, long tick) {
        int low = 0;
        int high = trace.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (trace.arrivalTick(middle) < tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
