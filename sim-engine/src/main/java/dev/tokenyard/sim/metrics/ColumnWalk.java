package dev.tokenyard.sim.metrics;

/** Goes through a grid's range from left to right in pieces, and cuts each piece at the edges of the columns. */
abstract class ColumnWalk {
    private final ColumnGrid grid;
    private int column;
    /** The end of the present column; to work it out takes two divisions. */
    private long edge;

    private long at;

    ColumnWalk(ColumnGrid grid) {
        this.grid = grid;
        at = grid.fromTick();
        edge = grid.edge(1);
    }

    final ColumnGrid grid() {
        return grid;
    }

    /** Where the next piece starts. */
    final long at() {
        return at;
    }

    /** The column in which the next piece starts. */
    final int column() {
        return column;
    }

    /** Whether a piece from {@link #at()} to {@code until} is not empty and ends before its column does, as most do. */
    final boolean isWithinColumn(long until) {
        return until < edge && until > at;
    }

    /** Goes on to a moment within the column, without a part. */
    final void skip(long until) {
        at = until;
    }

    /** Takes the piece from {@link #at()} to {@code until}, which may lie outside the range; an empty one is nothing. */
    final void advance(long until) {
        long end = Math.min(until, grid.toTick());
        while (at < end) {
            long to = Math.min(edge, end);
            part(column, at, to);
            at = to;
            if (to == edge) {
                column++;
                if (column < grid.columns()) {
                    edge = grid.edge(column + 1);
                }
            }
        }
    }

    /** A part of the present piece that lies in one column; it covers no time where the column does not. */
    abstract void part(int inColumn, long from, long to);
}
