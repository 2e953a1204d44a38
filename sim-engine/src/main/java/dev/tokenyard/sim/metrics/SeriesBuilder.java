package dev.tokenyard.sim.metrics;

import java.util.Arrays;

/** Folds a piecewise linear quantity into columns. Give it the pieces from left to right, then {@link #finish()}. */
final class SeriesBuilder extends ColumnWalk {
    private final double[] min;
    private final double[] max;
    private final double[] area;
    private final long[] definedTicks;

    private long pieceFrom;
    private long pieceTicks;
    private double pieceFirst;
    private double pieceLast;

    SeriesBuilder(ColumnGrid grid) {
        super(grid);
        min = new double[grid.columns()];
        max = new double[grid.columns()];
        area = new double[grid.columns()];
        definedTicks = new long[grid.columns()];
        Arrays.fill(min, Double.NaN);
        Arrays.fill(max, Double.NaN);
    }

    /** The quantity is {@code value} up to {@code until}; NaN for undefined. */
    void constant(double value, long until) {
        ramp(value, value, until);
    }

    /** The quantity goes evenly from {@code first} to {@code last}, which it has just before {@code until}. */
    void ramp(double first, double last, long until) {
        if (isWithinColumn(until)) {
            add(column(), first, last, until - at());
            skip(until);
            return;
        }
        pieceFrom = at();
        pieceTicks = until - pieceFrom;
        pieceFirst = first;
        pieceLast = last;
        advance(until);
    }

    @Override
    void part(int inColumn, long from, long to) {
        add(inColumn, valueAt(from), valueAt(to), to - from);
    }

    private void add(int inColumn, double left, double right, long ticks) {
        if (Double.isNaN(left)) {
            return;
        }
        double low = left < right ? left : right;
        double high = left < right ? right : left;
        min[inColumn] = low >= min[inColumn] ? min[inColumn] : low;
        max[inColumn] = high <= max[inColumn] ? max[inColumn] : high;
        area[inColumn] += (left + right) / 2 * ticks;
        definedTicks[inColumn] += ticks;
    }

    private double valueAt(long tick) {
        // Both ends are given back as they came: rounding must not lift a ramp over its own end.
        if (tick == pieceFrom) {
            return pieceFirst;
        }
        long passed = tick - pieceFrom;
        return passed == pieceTicks
                ? pieceLast
                : pieceFirst + (pieceLast - pieceFirst) * ((double) passed / pieceTicks);
    }

    Series finish() {
        double[] mean = new double[area.length];
        for (int i = 0; i < mean.length; i++) {
            double exact = definedTicks[i] == 0 ? min[i] : area[i] / definedTicks[i];
            mean[i] = Math.max(min[i], Math.min(max[i], exact));
        }
        return new Series(grid(), min, max, mean);
    }
}
