package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Series;
import java.util.List;

/**
 * What the timeline draws of a comparison for a range of time.
 *
 * @param comparison what was folded
 * @param fromTick start of the range
 * @param toTick end of the range
 * @param columns columns that the range is cut into
 * @param windowTicks trailing window of the SLO attainment
 * @param lanes a fold for each lane, in their order
 */
public record Strips(
        Comparison comparison, long fromTick, long toTick, int columns, long windowTicks, List<LaneStrips> lanes) {
    /** Copies the list. */
    public Strips {
        lanes = List.copyOf(lanes);
    }

    /** The column that covers a moment, cut to the range. */
    public int columnAt(long tick) {
        double share = (double) (tick - fromTick) / (toTick - fromTick);
        return (int) Math.max(0, Math.min(columns - 1, Math.floor(share * columns)));
    }

    /** A moment's mean in a series over the pixel's width. */
    public double at(Series series, long tick) {
        return series.mean(columnAt(tick));
    }
}
