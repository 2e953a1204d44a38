package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;

/**
 * What strips under a clock show of a run, folded together: one pass over its events and one over its segments. Each part is
 * the same as {@link TimeSeries} and {@link BlockedShares} would fold alone.
 *
 * @param queueLength {@link SeriesKind#QUEUE_LENGTH}
 * @param kvShare {@link SeriesKind#KV_SHARE}
 * @param batchSize {@link SeriesKind#BATCH_SIZE}
 * @param blocked why the heads of the queues waited
 */
public record StripSeries(Series queueLength, Series kvShare, Series batchSize, BlockedShares blocked) {
    /**
     * Folds a range of time.
     *
     * @param fromTick start of the range, 0 or later
     * @param toTick end of the range, after its start; it may lie behind the end of the run
     * @param columns number of columns, at least 1
     * @throws IllegalStateException if the run was made without a log
     */
    public static StripSeries of(RunLog log, long fromTick, long toTick, int columns) {
        ColumnGrid grid = new ColumnGrid(fromTick, toTick, columns);
        TimeSeries.requireRecorded(log);
        EventLevels queue = new EventLevels(grid, EventLevels::queueDelta);
        PrefillSequences prefills = new PrefillSequences(log);
        BlockedShares.Fold blocked = new BlockedShares.Fold(log.instances().size(), grid);
        EventTrack events = log.events();
        for (int e = 0; e < events.size() && events.tick(e) < toTick; e++) {
            EventKind kind = events.kind(e);
            queue.take(events, e, kind);
            prefills.take(events, e, kind);
            blocked.take(events, e, kind);
        }
        SegmentLevels levels = SegmentLevels.of(log, prefills, grid);
        return new StripSeries(queue.finish(), levels.kvShare(), levels.batchSize(), blocked.finish());
    }
}
