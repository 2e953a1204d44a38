package dev.tokenyard.sim.metrics;

/** Sorts request numbers by a moment each, and counts among sorted moments. */
public final class TickOrder {
    private TickOrder() {}

    /**
     * The positions of {@code ticks} in rising order of their values, equal ones in order of position: a bottom-up merge
     * sort, since sorting ints by a key would otherwise box each of them.
     */
    static int[] of(long[] ticks) {
        int n = ticks.length;
        int[] from = new int[n];
        boolean inOrder = true;
        for (int i = 0; i < n; i++) {
            from[i] = i;
            inOrder &= i == 0 || ticks[i - 1] <= ticks[i];
        }
        if (inOrder) {
            return from;
        }
        int[] to = new int[n];
        for (long width = 1; width < n; width *= 2) {
            for (long low = 0; low < n; low += 2 * width) {
                int middle = (int) Math.min(low + width, n);
                int high = (int) Math.min(low + 2 * width, n);
                merge(ticks, from, to, (int) low, middle, high);
            }
            int[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private static void merge(long[] ticks, int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int k = low; k < high; k++) {
            if (right == high || (left < middle && ticks[from[left]] <= ticks[from[right]])) {
                to[k] = from[left++];
            } else {
                to[k] = from[right++];
            }
        }
    }

    /** How many of the values, which must not fall, are at most {@code limit}. */
    public static int countUntil(long[] ticks, long limit) {
        int low = 0;
        int high = ticks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ticks[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
