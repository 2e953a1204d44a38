package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.time.Ticks;

/**
 * A range of time cut into columns of equal width, to the tick. Column {@code i} covers the moments from {@code edge(i)}
 * up to but not including {@code edge(i + 1)}. Where there are more columns than ticks, some cover no time; they stand
 * for the moment of their edge.
 */
final class ColumnGrid {
    private final long fromTick;
    private final long spanTicks;
    private final int columns;

    ColumnGrid(long fromTick, long toTick, int columns) {
        if (toTick <= fromTick || fromTick < 0) {
            throw new IllegalArgumentException("The range from " + Ticks.toSeconds(fromTick) + " s to "
                    + Ticks.toSeconds(toTick) + " s is not one; give a start of 0 or later and an end after it.");
        }
        if (columns < 1) {
            throw new IllegalArgumentException(
                    "A range cannot be cut into " + columns + " columns; ask for 1 or more.");
        }
        this.fromTick = fromTick;
        spanTicks = toTick - fromTick;
        this.columns = columns;
    }

    int columns() {
        return columns;
    }

    long fromTick() {
        return fromTick;
    }

    long toTick() {
        return fromTick + spanTicks;
    }

    /** The first moment of column {@code i}: from + floor(i span / columns), written so that it cannot overflow. */
    long edge(int i) {
        return fromTick + i * (spanTicks / columns) + i * (spanTicks % columns) / columns;
    }
}
