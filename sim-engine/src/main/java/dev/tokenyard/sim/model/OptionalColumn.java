package dev.tokenyard.sim.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of a trace under construction that takes no memory until a row has something in it. */
final class OptionalColumn {
    private static final int FIRST_CAPACITY = 1024;

    private final int absent;
    private int[] values = {};

    /** A column whose rows hold {@code absent} until they are set. */
    OptionalColumn(int absent) {
        this.absent = absent;
    }

    void set(int row, int value) {
        int known = values.length;
        if (value == absent && row >= known) {
            return;
        }
        if (row >= known) {
            values = Arrays.copyOf(values, Math.max(FIRST_CAPACITY, row + (row >> 1) + 1));
            Arrays.fill(values, known, values.length, absent);
        }
        values[row] = value;
    }

    /**
     * The rows in another order, empty if none was ever set.
     *
     * @param order the rows' old places by their new ones, null to leave them where they are
     */
    int[] values(int size, int @Nullable [] order) {
        if (values.length == 0) {
            return values;
        }
        int[] ordered = new int[size];
        for (int i = 0; i < size; i++) {
            int row = order == null ? i : order[i];
            ordered[i] = row < values.length ? values[row] : absent;
        }
        return ordered;
    }
}
