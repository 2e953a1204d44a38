package dev.tokenyard.app.chart;

import java.awt.geom.Path2D;
import java.util.Arrays;

/** Lines around the places where most of the points of a plane lie. */
final class DensityContours {
    private static final int PASSES = 3;
    /** How far to each side a pass takes the mean, as a share of the plane: lines are as smooth on a large one. */
    private static final double REACH = 0.036;

    private static final int CORNERS = 4;
    private static final int[] CORNER_X = {0, 1, 1, 0};
    private static final int[] CORNER_Y = {0, 0, 1, 1};

    private final int columns;
    private final int rows;
    private final double cell;
    /** Cells to each side over which a pass takes the mean. */
    private final int radius;
    /** By cell, row after row, how many points lie in it. */
    private final double[] counts;

    /**
     * A plane without points.
     *
     * @param cell the side of a cell, within which places are not told apart
     */
    DensityContours(double width, double height, double cell) {
        this.cell = cell;
        columns = (int) Math.ceil(width / cell) + 1;
        rows = (int) Math.ceil(height / cell) + 1;
        radius = Math.max(2, (int) Math.round(REACH * Math.sqrt(width * height) / cell));
        counts = new double[columns * rows];
    }

    /** The standard deviation of the kernel that places are smoothed with, in pixels. */
    double smoothing() {
        double side = 2 * radius + 1;
        return cell * Math.sqrt(PASSES * (side * side - 1) / 12);
    }

    /** Adds a point within the plane. */
    void add(double x, double y) {
        int column = Math.min(columns - 1, (int) (x / cell));
        int row = Math.min(rows - 1, (int) (y / cell));
        counts[row * columns + column]++;
    }

    /**
     * The border of the smallest region that has a share of the points, as their density, smoothed, has it; empty without
     * points.
     */
    Path2D around(double share) {
        double[] density = smoothed();
        double least = threshold(density, share);
        Path2D border = new Path2D.Double();
        // Squares between the middles of four cells, one row and column beyond the plane included.
        for (int row = -1; row < rows; row++) {
            for (int column = -1; column < columns; column++) {
                square(border, density, row, column, least);
            }
        }
        return border;
    }

    /** Three passes of a mean over neighbours, which come close to a Gaussian kernel. */
    private double[] smoothed() {
        double[] density = counts.clone();
        for (int pass = 0; pass < PASSES; pass++) {
            density = meanOfNeighbours(density, columns, rows, 1, columns);
            density = meanOfNeighbours(density, rows, columns, columns, 1);
        }
        return density;
    }

    private double[] meanOfNeighbours(double[] values, int length, int lines, int step, int lineStep) {
        double[] means = new double[values.length];
        for (int line = 0; line < lines; line++) {
            double sum = 0;
            for (int k = -radius; k < length; k++) {
                sum += k + radius < length ? values[line * lineStep + (k + radius) * step] : 0;
                if (k >= 0) {
                    means[line * lineStep + k * step] = sum / (2 * radius + 1);
                    sum -= k - radius >= 0 ? values[line * lineStep + (k - radius) * step] : 0;
                }
            }
        }
        return means;
    }

    private static double threshold(double[] density, double share) {
        double[] ascending = density.clone();
        Arrays.sort(ascending);
        double points = Arrays.stream(ascending).sum();
        double sum = 0;
        int i = ascending.length;
        while (i > 0 && sum < share * points) {
            sum += ascending[--i];
        }
        return i < ascending.length && ascending[i] > 0 ? ascending[i] : Double.POSITIVE_INFINITY;
    }

    /** The parts of the border in one square: where it enters and leaves through the sides. */
    private void square(Path2D border, double[] density, int row, int column, double least) {
        double[] corners = {
            at(density, row, column) - least,
            at(density, row, column + 1) - least,
            at(density, row + 1, column + 1) - least,
            at(density, row + 1, column) - least
        };
        double[] xs = new double[CORNERS];
        double[] ys = new double[CORNERS];
        int crossings = 0;
        for (int side = 0; side < CORNERS; side++) {
            double from = corners[side];
            double to = corners[(side + 1) % CORNERS];
            if (from >= 0 != to >= 0) {
                double share = from / (from - to);
                xs[crossings] = (column + 0.5 + mix(CORNER_X, side, share)) * cell;
                ys[crossings] = (row + 0.5 + mix(CORNER_Y, side, share)) * cell;
                crossings++;
            }
        }
        for (int k = 0; k + 1 < crossings; k += 2) {
            border.moveTo(xs[k], ys[k]);
            border.lineTo(xs[k + 1], ys[k + 1]);
        }
    }

    private static double mix(int[] places, int side, double share) {
        int from = places[side];
        return from + share * (places[(side + 1) % CORNERS] - from);
    }

    private double at(double[] density, int row, int column) {
        return row >= 0 && row < rows && column >= 0 && column < columns ? density[row * columns + column] : 0;
    }
}
