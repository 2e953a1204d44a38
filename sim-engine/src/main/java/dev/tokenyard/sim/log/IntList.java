package dev.tokenyard.sim.log;

import java.util.Arrays;

/** A growing list of ints that can be kept sorted. */
final class IntList {
    /** An order of ints. */
    @FunctionalInterface
    interface Order {
        int compare(int x, int y);
    }

    private int[] values = new int[16];
    private int size;

    int size() {
        return size;
    }

    int get(int i) {
        return values[i];
    }

    void clear() {
        size = 0;
    }

    void add(int value) {
        ensureRoom();
        values[size++] = value;
    }

    /** Inserts behind all values that do not come after it. */
    void insertSorted(int value, Order order) {
        ensureRoom();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(values[middle], value) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        System.arraycopy(values, low, values, low + 1, size - low);
        values[low] = value;
        size++;
    }

    /** Removes a value that is known to be there, keeping the order of the others. */
    void removeValue(int value) {
        for (int i = 0; i < size; i++) {
            if (values[i] == value) {
                System.arraycopy(values, i + 1, values, i, size - i - 1);
                size--;
                return;
            }
        }
        throw new IllegalStateException("Request " + value + " is not where the log says it is.");
    }

    private void ensureRoom() {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
    }
}
