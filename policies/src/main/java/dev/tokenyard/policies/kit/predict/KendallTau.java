package dev.tokenyard.policies.kit.predict;

import java.util.Arrays;

/**
 * Kendall's τ-b between two rows of numbers in O(n log n), after Knight, "A Computer Method for Calculating Kendall's Tau
 * with Ungrouped Data", JASA 61, 1966: (concordant - discordant) / sqrt((pairs - ties in x) (pairs - ties in y)).
 */
public final class KendallTau {
    private KendallTau() {}

    /**
     * Computes it.
     *
     * @param xs numbers, 0 or more
     * @param ys as many numbers, 0 or more
     * @return -1 to 1; NaN where all numbers of a row are equal, for then there is no order
     */
    public static double of(int[] xs, int[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException("There are " + xs.length + " numbers on one side and " + ys.length
                    + " on the other; give as many of each.");
        }
        int n = xs.length;
        long[] pairs = new long[n];
        for (int i = 0; i < n; i++) {
            pairs[i] = ((long) xs[i] << Integer.SIZE) | ys[i];
        }
        Arrays.sort(pairs);
        int[] byX = new int[n];
        int[] column = new int[n];
        for (int i = 0; i < n; i++) {
            byX[i] = (int) (pairs[i] >>> Integer.SIZE);
            column[i] = (int) pairs[i];
        }
        long all = pairsOf(n);
        long tiesInX = tiedPairs(n, (i, j) -> byX[i] == byX[j]);
        long tiesInBoth = tiedPairs(n, (i, j) -> pairs[i] == pairs[j]);
        // Sorting by y counts the pairs that stand the other way round.
        long discordant = sortCounting(column);
        long tiesInY = tiedPairs(n, (i, j) -> column[i] == column[j]);
        double concordantLessDiscordant = (double) (all - tiesInX - tiesInY + tiesInBoth - 2 * discordant);
        double scale = geometricMean(all - tiesInX, all - tiesInY);
        return scale == 0 ? Double.NaN : concordantLessDiscordant / scale;
    }

    private static double geometricMean(long x, long y) {
        // Of equals exactly, so that equal rows have a correlation of 1.
        return x == y ? x : Math.sqrt((double) x) * Math.sqrt((double) y);
    }

    private static long pairsOf(long count) {
        return count * (count - 1) / 2;
    }

    private interface Same {
        boolean test(int i, int j);
    }

    private static long tiedPairs(int n, Same same) {
        long tied = 0;
        int first = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || !same.test(i, first)) {
                tied += pairsOf(i - first);
                first = i;
            }
        }
        return tied;
    }

    /** Merge sort from the bottom up; the pairs that stood in descending order. */
    private static long sortCounting(int[] values) {
        int n = values.length;
        int[] from = values;
        int[] to = new int[n];
        long inversions = 0;
        for (int width = 1; width < n; width *= 2) {
            for (int start = 0; start < n; start += 2 * width) {
                inversions += merge(from, to, start, Math.min(start + width, n), Math.min(start + 2 * width, n));
            }
            int[] sorted = to;
            to = from;
            from = sorted;
        }
        if (from != values) {
            System.arraycopy(from, 0, values, 0, n);
        }
        return inversions;
    }

    private static long merge(int[] from, int[] to, int start, int middle, int end) {
        long inversions = 0;
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            if (right == end || (left < middle && from[left] <= from[right])) {
                to[i] = from[left++];
            } else {
                to[i] = from[right++];
                inversions += middle - left;
            }
        }
        return inversions;
    }
}
