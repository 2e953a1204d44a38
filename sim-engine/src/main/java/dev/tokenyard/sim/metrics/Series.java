package dev.tokenyard.sim.metrics;

/**
 * A quantity over a range of time, cut into columns of equal width: a strip of so many pixels is drawn from it without
 * looking at any event. Each column gives the smallest and the largest value that the quantity takes in it for any time
 * at all, and its mean weighted by time; NaN where the quantity is undefined all through the column.
 */
public final class Series {
    private final ColumnGrid grid;
    private final double[] min;
    private final double[] max;
    private final double[] mean;

    Series(ColumnGrid grid, double[] min, double[] max, double[] mean) {
        this.grid = grid;
        this.min = min;
        this.max = max;
        this.mean = mean;
    }

    /** How many columns there are. */
    public int columns() {
        return min.length;
    }

    /** Start of the range, in ticks. */
    public long fromTick() {
        return grid.fromTick();
    }

    /** End of the range, in ticks; it belongs to no column. */
    public long toTick() {
        return grid.toTick();
    }

    /** The first moment of column {@code i}, in ticks; {@code i} may be the number of columns, for the range's end. */
    public long edgeTick(int i) {
        return grid.edge(i);
    }

    /** Smallest value in column {@code i}. */
    public double min(int i) {
        return min[i];
    }

    /** Largest value in column {@code i}. */
    public double max(int i) {
        return max[i];
    }

    /** Mean over the time of column {@code i} in which the quantity is defined. */
    public double mean(int i) {
        return mean[i];
    }

    /** The largest value of all columns, NaN if the quantity is undefined all over; the top of an axis. */
    public double largest() {
        double largest = Double.NaN;
        for (double value : max) {
            if (!(value <= largest) && !Double.isNaN(value)) {
                largest = value;
            }
        }
        return largest;
    }
}
