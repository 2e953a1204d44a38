package dev.tokenyard.app.chart;

import java.awt.geom.Path2D;
import java.util.Arrays;

/** Lines around the places where most of the points of a plane lie. */
final class DensityContours {
    private final int columns;
    private final int rows;
    private final double cell;
    private final double[] density;
    private double points;

    /**
     * A plane without points.
     *
     * @param cell the side of a cell, within which places are not told apart
     */
    DensityContours(double width, double height, double cell) {
        this.cell = cell;
        columns = (int) Math.ceil(width / cell) + 1;
        rows = (int) Math.ceil(height / cell) + 1;
        density = new double[columns * rows];
    }

    /** Adds a point within the plane. */
    void add(double x, double y) {
        int column = Math.min(columns - 1, (int) (x / cell));
        int row = Math.min(rows - 1, (int) (y / cell));
        // A point counts for its neighbourhood, as chance decides on the cell.
        for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
                double weight = (r == row ? 2 : 1) * (c == column ? 2 : 1) / 16.0;
                density[r * columns + c] += weight;
                points += weight;
            }
        }
    }

    /** The border of the smallest set of cells that has a share of the points; empty without points. */
    Path2D around(double share) {
        Path2D border = new Path2D.Double();
        double least = threshold(share);
        for (int r = 0; r <= rows; r++) {
            for (int c = 0; c <= columns; c++) {
                boolean inside = isInside(r, c, least);
                if (inside != isInside(r, c - 1, least)) {
                    line(border, c, r, c, r + 1);
                }
                if (inside != isInside(r - 1, c, least)) {
                    line(border, c, r, c + 1, r);
                }
            }
        }
        return border;
    }

    private double threshold(double share) {
        double[] ascending = density.clone();
        Arrays.sort(ascending);
        double sum = 0;
        int i = ascending.length;
        while (i > 0 && sum < share * points) {
            sum += ascending[--i];
        }
        return i < ascending.length && ascending[i] > 0 ? ascending[i] : Double.POSITIVE_INFINITY;
    }

    private boolean isInside(int row, int column, double least) {
        return row >= 0 && row < rows && column >= 0 && column < columns && density[row * columns + column] >= least;
    }

    private void line(Path2D border, int fromColumn, int fromRow, int toColumn, int toRow) {
        border.moveTo(fromColumn * cell, fromRow * cell);
        border.lineTo(toColumn * cell, toRow * cell);
    }
}
