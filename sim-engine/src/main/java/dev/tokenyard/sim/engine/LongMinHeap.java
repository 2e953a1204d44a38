package dev.tokenyard.sim.engine;

import java.util.Arrays;

/** A binary min-heap of longs. */
final class LongMinHeap {
    private long[] values = new long[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The smallest value of a heap that is not empty. */
    long top() {
        return values[0];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (values[parent] <= value) {
                break;
            }
            values[hole] = values[parent];
            hole = parent;
        }
        values[hole] = value;
    }

    void removeTop() {
        long last = values[--size];
        int hole = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && values[child + 1] < values[child]) {
                child++;
            }
            if (values[child] >= last) {
                break;
            }
            values[hole] = values[child];
            hole = child;
            child = 2 * hole + 1;
        }
        values[hole] = last;
    }
}
