package dev.tokenyard.app.view.forecast;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;

/** Points of a polygon or a line, to be used again and again. */
final class Outline {
    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    double x(int k) {
        return xs[k];
    }

    double y(int k) {
        return ys[k];
    }

    /** Ends the line where it comes to a lower edge for good. */
    void endAt(double edge) {
        while (size > 1 && ys[size - 1] >= edge && ys[size - 2] >= edge) {
            size--;
        }
    }

    void add(double x, double y) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, 2 * size);
            ys = Arrays.copyOf(ys, 2 * size);
        }
        xs[size] = x;
        ys[size++] = y;
    }

    /** Adds another's points, last first. */
    void addBackwards(Outline other) {
        for (int k = other.size - 1; k >= 0; k--) {
            add(other.xs[k], other.ys[k]);
        }
    }

    void fill(GraphicsContext g) {
        g.fillPolygon(xs, ys, size);
    }

    void stroke(GraphicsContext g) {
        g.strokePolyline(xs, ys, size);
    }
}
