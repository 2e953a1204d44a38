package dev.tokenyard.app.chart;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Dash patterns and marks that tell series apart without colour. */
final class SeriesMarks {
    private static final float[][] DASHES = {
        {},
        {7, 3},
        {2, 2.5f},
        {9, 3, 2, 3},
        {12, 4},
        {5, 2, 1.5f, 2, 1.5f, 2},
        {4, 4},
        {1.5f, 4},
        {14, 3, 4, 3},
        {3, 1.5f}
    };
    private static final double RADIUS = 3.2;
    private static final AffineTransform SHRINK = AffineTransform.getScaleInstance(0.65, 0.65);
    private static final Shape[] MARKS = {
        new Ellipse2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS),
        new Rectangle2D.Double(-RADIUS * 0.9, -RADIUS * 0.9, 1.8 * RADIUS, 1.8 * RADIUS),
        polygon(3, -Math.PI / 2),
        polygon(4, 0),
        polygon(3, Math.PI / 2),
        polygon(5, -Math.PI / 2),
        polygon(6, 0),
        new Rectangle2D.Double(-1.3 * RADIUS, -0.5 * RADIUS, 2.6 * RADIUS, RADIUS),
        new Rectangle2D.Double(-0.5 * RADIUS, -1.3 * RADIUS, RADIUS, 2.6 * RADIUS),
        AffineTransform.getRotateInstance(Math.PI / 4)
                .createTransformedShape(
                        new Rectangle2D.Double(-1.3 * RADIUS, -0.45 * RADIUS, 2.6 * RADIUS, 0.9 * RADIUS))
    };

    private SeriesMarks() {}

    static Stroke stroke(int dashIndex, float width) {
        float[] dash = DASHES[Math.floorMod(dashIndex, DASHES.length)];
        return dash.length == 0
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** @param small for many marks in one picture */
    static Shape mark(int dashIndex, boolean small) {
        Shape mark = MARKS[Math.floorMod(dashIndex, MARKS.length)];
        return small ? SHRINK.createTransformedShape(mark) : mark;
    }

    private static Shape polygon(int corners, double firstAngle) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = firstAngle + 2 * Math.PI * i / corners;
            double x = 1.25 * RADIUS * Math.cos(angle);
            double y = 1.25 * RADIUS * Math.sin(angle);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }
}
