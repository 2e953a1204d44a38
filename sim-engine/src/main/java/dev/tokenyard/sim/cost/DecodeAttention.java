package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Measured attention of decoding sequences, by their number and their context together. For each number of sequences it
 * is a polygonal line over the context whose pieces have whole ticks for slopes and meet exactly at their ends.
 *
 * <p>The lines of the measured batches have their corners at common contexts, and a batch between two measured ones lies
 * between their lines in proportion. A larger batch is nowhere faster at the same context in total, if the table is to be
 * monotone.
 */
final class DecodeAttention {
    private static final int MOST_CORNERS = 512;

    private final long[] corners;
    /** By batch and corner. */
    private final long[][] ticksAt;

    private final long[][] ticksPerToken;
    private final long ticksPerFurtherSequence;
    private final long largestMeanContext;

    /**
     * Tabulates measured times.
     *
     * @param measured rows by batch, columns by mean context
     * @param monotone whether to let times never fall with the batch
     */
    DecodeAttention(GridAxes measured, boolean monotone) {
        largestMeanContext = measured.largestContext();
        corners = corners(measured);
        if (monotone) {
            measured.makeMonotone();
        }
        double[][] lines = linesOfMeasuredBatches(measured, monotone);
        int most = measured.largestSize();
        ticksAt = new long[most + 1][corners.length];
        ticksPerToken = new long[most + 1][corners.length];
        for (int batch = 1; batch <= most; batch++) {
            tabulate(batch, measured, lines, monotone);
        }
        ticksPerFurtherSequence = most == 1 ? 0 : Math.max(0, mean(ticksAt[most]) - mean(ticksAt[most - 1]));
    }

    int mostSequences() {
        return ticksAt.length - 1;
    }

    /** Time of the attention of {@code sequences} decoding sequences with {@code contextTokens} together. */
    long ticks(int sequences, long contextTokens) {
        int row = Math.min(sequences, mostSequences());
        int piece = piece(contextTokens);
        long ticks = Math.addExact(
                ticksAt[row][piece], Math.multiplyExact(ticksPerToken[row][piece], contextTokens - corners[piece]));
        return Math.addExact(ticks, Math.multiplyExact(ticksPerFurtherSequence, (long) sequences - row));
    }

    /** The slope of the piece that begins at or before a context. */
    long ticksPerContextToken(int sequences, long contextTokens) {
        return ticksPerToken[Math.min(sequences, mostSequences())][piece(contextTokens)];
    }

    /** The end of that piece. */
    long affineUntil(long contextTokens) {
        int next = piece(contextTokens) + 1;
        return next == corners.length ? Long.MAX_VALUE : corners[next] - 1;
    }

    /** The last corner before or at a context; a corner begins its own piece. */
    private int piece(long contextTokens) {
        int place = Arrays.binarySearch(corners, contextTokens);
        return place >= 0 ? place : -place - 2;
    }

    private static long mean(long[] values) {
        return (long) Arrays.stream(values).average().orElse(0);
    }

    private static long[] corners(GridAxes measured) {
        long[] all = LongStream.concat(
                        LongStream.of(0),
                        Arrays.stream(measured.sizes)
                                .asLongStream()
                                .flatMap(size -> Arrays.stream(measured.contexts)
                                        .asLongStream()
                                        .map(context -> size * context)))
                .distinct()
                .sorted()
                .toArray();
        if (all.length <= MOST_CORNERS) {
            return all;
        }
        long[] spread = new long[MOST_CORNERS];
        for (int k = 0; k < MOST_CORNERS; k++) {
            spread[k] = all[(int) ((long) k * (all.length - 1) / (MOST_CORNERS - 1))];
        }
        return spread;
    }

    private double[][] linesOfMeasuredBatches(GridAxes measured, boolean monotone) {
        int batches = measured.sizes.length;
        double[][] lines = new double[batches][corners.length];
        for (int i = 0; i < batches; i++) {
            for (int k = 0; k < corners.length; k++) {
                lines[i][k] = measured.inRow(i, (double) corners[k] / measured.sizes[i]);
            }
        }
        if (monotone) {
            double[] column = new double[batches];
            for (int k = 0; k < corners.length; k++) {
                int firstMeasured = 0;
                while (firstMeasured < batches - 1 && corners[k] > largestMeanContext * measured.sizes[firstMeasured]) {
                    firstMeasured++;
                }
                for (int i = 0; i < batches; i++) {
                    column[i] = lines[i][k];
                }
                IsotonicRegression.fit(column, firstMeasured, batches);
                // Small batches with longer contexts than were measured must not lift the larger ones.
                for (int i = firstMeasured - 1; i >= 0; i--) {
                    column[i] = Math.min(column[i], column[i + 1]);
                }
                for (int i = 0; i < batches; i++) {
                    lines[i][k] = column[i];
                }
            }
        }
        return lines;
    }

    /**
     * Rounds a line to whole ticks, slope by slope from the left, upwards; so it never falls below that of the next smaller
     * batch if it did not before.
     */
    private void tabulate(int batch, GridAxes measured, double[][] lines, boolean monotone) {
        int[] sizes = measured.sizes;
        int right = GridAxes.firstNotBelow(sizes, batch);
        int left = batch < sizes[right] ? Math.max(0, right - 1) : right;
        double share = left == right ? 0 : (double) (batch - sizes[left]) / (sizes[right] - sizes[left]);
        long[] at = ticksAt[batch];
        long[] slope = ticksPerToken[batch];
        for (int k = 0; k < corners.length; k++) {
            double milliseconds = lines[left][k] + share * (lines[right][k] - lines[left][k]);
            long wanted = Math.round(milliseconds * Ticks.PER_MILLISECOND);
            long atLeast = monotone ? Math.max(wanted, ticksAt[batch - 1][k]) : wanted;
            if (k == 0) {
                at[k] = atLeast;
            } else {
                long width = corners[k] - corners[k - 1];
                slope[k - 1] = Math.max(0, Math.ceilDiv(atLeast - at[k - 1], width));
                at[k] = at[k - 1] + slope[k - 1] * width;
            }
        }
        int last = corners.length - 1;
        if (last > 0) {
            slope[last] = Math.max(slope[last - 1], monotone ? ticksPerToken[batch - 1][last] : 0);
        }
    }
}
