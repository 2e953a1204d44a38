package dev.tokenyard.sim.model;

/**
 * Puts numbers in order without an object for each: a natural merge sort of their places, which is stable, and takes a pass or
 * two where only few are out of place.
 */
final class AscendingOrder {
    private AscendingOrder() {}

    /** The places of values in ascending order, equal ones as they stand. */
    static int[] of(long[] values) {
        int[] order = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int[] merged = new int[order.length];
        boolean sorted = false;
        while (!sorted) {
            int from = 0;
            sorted = true;
            while (from < order.length) {
                int middle = endOfRun(values, order, from);
                int to = middle < order.length ? endOfRun(values, order, middle) : middle;
                merge(values, order, merged, from, middle, to);
                sorted &= from == 0 && to == order.length;
                from = to;
            }
            int[] swapped = order;
            order = merged;
            merged = swapped;
        }
        return order;
    }

    private static int endOfRun(long[] values, int[] order, int from) {
        int end = from + 1;
        while (end < order.length && values[order[end]] >= values[order[end - 1]]) {
            end++;
        }
        return end;
    }

    private static void merge(long[] values, int[] order, int[] merged, int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takesLeft = right == to || (left < middle && values[order[left]] <= values[order[right]]);
            merged[i] = takesLeft ? order[left++] : order[right++];
        }
    }
}
