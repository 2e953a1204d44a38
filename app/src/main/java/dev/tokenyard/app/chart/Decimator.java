package dev.tokenyard.app.chart;

import java.util.Arrays;

/**
 * Reduces a series to what pixels can show. Points are taken in runs of equal count; of each run the first, the
 * lowest, the highest and the last stay, in their order, so that no extreme is lost (the M4 aggregation of Jugel et
 * al., "M4: A Visualization-Oriented Time Series Data Aggregation", PVLDB 7(10), 2014, with runs of equal count in
 * place of pixel columns).
 */
final class Decimator {
    /** The most points of one series that the chart library sees. */
    static final int MAX_POINTS = 2_000;

    private static final int KEPT_PER_RUN = 4;

    private Decimator() {}

    /** The indices of the points of {@code series} to draw, ascending, at most {@code limit} (at least 4) of them. */
    static int[] indices(SeriesSpec series, int limit) {
        int size = series.size();
        if (size <= limit) {
            int[] all = new int[size];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int runs = limit / KEPT_PER_RUN;
        int[] kept = new int[limit];
        int count = 0;
        for (int run = 0; run < runs; run++) {
            int from = (int) ((long) size * run / runs);
            int to = (int) ((long) size * (run + 1) / runs);
            count = keepRun(series, from, to, kept, count);
        }
        return Arrays.copyOf(kept, count);
    }

    private static int keepRun(SeriesSpec series, int from, int to, int[] kept, int countBefore) {
        int lowest = from;
        int highest = from;
        for (int i = from + 1; i < to; i++) {
            // A missing value at the start gives way to the first that is there.
            if (series.y(i) < series.y(lowest) || Double.isNaN(series.y(lowest))) {
                lowest = i;
            }
            if (series.y(i) > series.y(highest) || Double.isNaN(series.y(highest))) {
                highest = i;
            }
        }
        int count = countBefore;
        int previous = -1;
        int[] candidates = {from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1};
        for (int candidate : candidates) {
            if (candidate > previous) {
                kept[count++] = candidate;
                previous = candidate;
            }
        }
        return count;
    }
}
