package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.SeriesKind;
import dev.tokenyard.sim.metrics.TimeSeries;
import dev.tokenyard.sim.metrics.Violations;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/**
 * Folds the runs of one comparison into strips, as often as the visible range changes; what does not depend on the range
 * is computed once. Thread-safe, since it never changes.
 */
public final class StripFolder {
    private static final int[] WINDOW_SECONDS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};
    private static final int WINDOWS_IN_RUN = 20;
    private static final int OVERVIEW_BAR_COLUMNS = 4;

    private final Comparison comparison;
    private final long endTick;
    private final long windowTicks;

    /** Prepares. */
    public StripFolder(Comparison comparison) {
        this.comparison = comparison;
        endTick = Math.max(1, comparison.endTick());
        windowTicks = windowTicks(endTick);
    }

    /**
     * The trailing window of the running SLO attainment: the longest round one that fits twenty times into the run, so
     * that it smooths the noise of single requests and still shows bursts.
     */
    static long windowTicks(long endTick) {
        int chosen = WINDOW_SECONDS[0];
        for (int seconds : WINDOW_SECONDS) {
            if (seconds * Ticks.PER_SECOND <= endTick / WINDOWS_IN_RUN) {
                chosen = seconds;
            }
        }
        return chosen * Ticks.PER_SECOND;
    }

    /** What is folded. */
    public Comparison comparison() {
        return comparison;
    }

    /**
     * Folds a range of time.
     *
     * @param fromTick start, 0 or later
     * @param toTick end, after the start
     * @param columns number of columns, at least 1
     */
    public Strips strips(long fromTick, long toTick, int columns) {
        // A lane takes some milliseconds to go through, and each is independent of the others.
        List<LaneStrips> lanes = comparison.lanes().parallelStream()
                .map(lane -> lane.strips(windowTicks, fromTick, toTick, columns))
                .toList();
        return new Strips(comparison, fromTick, toTick, columns, windowTicks, lanes);
    }

    /**
     * Folds the whole run.
     *
     * @param columns columns for violations; arrivals are counted in bars of a few columns
     */
    public Overview overview(int columns) {
        RunLog any = comparison.lanes().get(0).log();
        // In the theory mode requests come at the beginnings of rounds, and a bar is a round at least.
        long most = comparison.scenario().cluster().isTheory()
                ? Math.ceilDiv(endTick, Ticks.PER_SECOND)
                : columns / OVERVIEW_BAR_COLUMNS;
        int bars = (int) Math.max(1, Math.min(columns / OVERVIEW_BAR_COLUMNS, most));
        return new Overview(
                comparison,
                TimeSeries.of(any, SeriesKind.ARRIVAL_RATE, 0, endTick, bars),
                comparison.lanes().stream()
                        .map(lane -> counts(lane.attainment().violations(), columns))
                        .toList());
    }

    private int[] counts(Violations violations, int columns) {
        int[] counts = new int[columns];
        for (int k = 0; k < violations.size(); k++) {
            double share = (double) violations.tick(k) / endTick;
            counts[(int) Math.max(0, Math.min(columns - 1, Math.floor(share * columns)))]++;
        }
        return counts;
    }
}
