package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.cost.StepTimeGrid.Point;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measured points as a full table: a row for each size, a column for each context, both in rising order. What was measured
 * more than once counts with its median; what was not measured is filled from the row's neighbours.
 */
final class GridAxes {
    final int[] sizes;
    final int[] contexts;
    /** Milliseconds by size and context. */
    final double[][] milliseconds;

    /** By size: milliseconds that a token of context adds beyond the last one. */
    private final double[] slopeBeyond;

    private GridAxes(int[] sizes, int[] contexts, double[][] milliseconds) {
        this.sizes = sizes;
        this.contexts = contexts;
        this.milliseconds = milliseconds;
        slopeBeyond = new double[sizes.length];
        setSlopesBeyond();
    }

    private void setSlopesBeyond() {
        int last = contexts.length - 1;
        for (int i = 0; i < sizes.length && last > 0; i++) {
            slopeBeyond[i] =
                    (milliseconds[i][last] - milliseconds[i][last - 1]) / (contexts[last] - contexts[last - 1]);
        }
    }

    /** Arranges points, at least one. */
    static GridAxes of(List<Point> points) {
        int[] sizes = points.stream().mapToInt(Point::size).distinct().sorted().toArray();
        int[] contexts =
                points.stream().mapToInt(Point::context).distinct().sorted().toArray();
        double[][] table = new double[sizes.length][contexts.length];
        for (double[] row : table) {
            Arrays.fill(row, Double.NaN);
        }
        points.stream()
                .collect(Collectors.groupingBy(point -> List.of(point.size(), point.context())))
                .values()
                .forEach(same -> {
                    Point one = same.getFirst();
                    double[] times =
                            same.stream().mapToDouble(Point::milliseconds).toArray();
                    table[Arrays.binarySearch(sizes, one.size())][Arrays.binarySearch(contexts, one.context())] =
                            IsotonicRegression.median(times, 0, times.length);
                });
        for (int i = 0; i < sizes.length; i++) {
            fillGaps(table[i], contexts, i == 0 ? new double[0] : table[i - 1], i == 0 ? 1 : sizes[i - 1], sizes[i]);
        }
        return new GridAxes(sizes, contexts, table);
    }

    /** Makes times rise with the context, then with the size; the second keeps what the first has reached. */
    void makeMonotone() {
        for (double[] row : milliseconds) {
            IsotonicRegression.fit(row);
        }
        double[] column = new double[sizes.length];
        for (int j = 0; j < contexts.length; j++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = milliseconds[i][j];
            }
            IsotonicRegression.fit(column);
            for (int i = 0; i < column.length; i++) {
                milliseconds[i][j] = column[i];
            }
        }
        setSlopesBeyond();
        // Else the lines of two sizes could cross out there.
        for (int i = 1; i < sizes.length; i++) {
            slopeBeyond[i] = Math.max(slopeBeyond[i], slopeBeyond[i - 1]);
        }
    }

    int largestContext() {
        return contexts[contexts.length - 1];
    }

    int largestSize() {
        return sizes[sizes.length - 1];
    }

    /** A row at any context, straight lines between and beyond its points, never below 0. */
    double inRow(int row, double context) {
        int last = contexts.length - 1;
        double value = context > contexts[last]
                ? milliseconds[row][last] + slopeBeyond[row] * (context - contexts[last])
                : line(contexts, milliseconds[row], context);
        return Math.max(0, value);
    }

    /**
     * The value of a polygonal line, extended straight beyond its ends; a single point is a constant.
     *
     * @param x rising places
     * @param y values at them
     */
    static double line(int[] x, double[] y, double at) {
        if (x.length == 1) {
            return y[0];
        }
        int right = Math.clamp(firstNotBelow(x, at), 1, x.length - 1);
        double slope = (y[right] - y[right - 1]) / (x[right] - x[right - 1]);
        return y[right - 1] + slope * (at - x[right - 1]);
    }

    /** The first place of rising values that is not below a value; their number if all are. */
    static int firstNotBelow(int[] x, double value) {
        int low = 0;
        int high = x.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Between two measured contexts a gap is bridged straight; beyond the last one the row grows as the row before it, in
     * proportion to the sizes, because attention takes size times context.
     */
    private static void fillGaps(double[] row, int[] contexts, double[] rowBefore, int sizeBefore, int size) {
        int first = 0;
        while (Double.isNaN(row[first])) {
            first++;
        }
        for (int j = 0; j < first; j++) {
            row[j] = row[first];
        }
        int last = first;
        for (int j = first + 1; j < row.length; j++) {
            if (!Double.isNaN(row[j])) {
                for (int k = last + 1; k < j; k++) {
                    double share = (double) (contexts[k] - contexts[last]) / (contexts[j] - contexts[last]);
                    row[k] = row[last] + share * (row[j] - row[last]);
                }
                last = j;
            }
        }
        for (int j = last + 1; j < row.length; j++) {
            double growth = rowBefore.length == 0 ? 0 : (rowBefore[j] - rowBefore[j - 1]) * size / sizeBefore;
            row[j] = row[j - 1] + Math.max(0, growth);
        }
    }
}
