package dev.tokenyard.app.view.parts;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

/**
 * Finds places for labels near what they name: none overlaps another, none is cut, and their leader lines keep clear of other
 * labels where they can. Each label in turn takes the cheapest place of a grid.
 */
final class LabelPlacer {
    private static final double MARGIN = 8;
    private static final double GAP = 6;
    private static final double STEP = 6;
    private static final double CROSSING = 400;
    private static final double COVERING = 60;
    private static final double DEEPEST_INSET = 10;

    private final double width;
    private final double height;
    private final List<Bounds> anchors;
    private final List<Rectangle2D> placed = new ArrayList<>();
    private final List<Point2D[]> leaders = new ArrayList<>();

    private LabelPlacer(double width, double height, List<Bounds> anchors) {
        this.width = width;
        this.height = height;
        this.anchors = anchors;
    }

    /**
     * Places labels.
     *
     * @param width width of the window
     * @param height height of the window
     * @param anchors what the labels name
     * @param sizes their sizes, in the same order
     * @return their places, in the same order; a label for which there is no room left is not among them, nor any after it
     */
    static List<Rectangle2D> place(double width, double height, List<Bounds> anchors, List<Dimension2D> sizes) {
        LabelPlacer placer = new LabelPlacer(width, height, anchors);
        for (int k = 0; k < anchors.size(); k++) {
            if (!placer.placeNext(anchors.get(k), sizes.get(k))) {
                break;
            }
        }
        return List.copyOf(placer.placed);
    }

    private boolean placeNext(Bounds anchor, Dimension2D size) {
        Rectangle2D best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (double y = MARGIN; y + size.getHeight() <= height - MARGIN; y += STEP) {
            for (double x = MARGIN; x + size.getWidth() <= width - MARGIN; x += STEP) {
                Rectangle2D label = new Rectangle2D(x, y, size.getWidth(), size.getHeight());
                double distance = leader(label, anchor)[0].distance(leader(label, anchor)[1]);
                if (distance < lowest && isFree(label)) {
                    double cost = distance + penalty(label, anchor);
                    if (cost < lowest) {
                        lowest = cost;
                        best = label;
                    }
                }
            }
        }
        if (best == null) {
            return false;
        }
        placed.add(best);
        leaders.add(leader(best, anchor));
        return true;
    }

    private boolean isFree(Rectangle2D label) {
        Rectangle2D wide = new Rectangle2D(
                Math.max(0, label.getMinX() - GAP),
                Math.max(0, label.getMinY() - GAP),
                label.getWidth() + 2 * GAP,
                label.getHeight() + 2 * GAP);
        return placed.stream().noneMatch(wide::intersects);
    }

    private double penalty(Rectangle2D label, Bounds anchor) {
        Point2D[] line = leader(label, anchor);
        double cost = 0;
        for (Rectangle2D other : placed) {
            cost += crosses(line, other) ? CROSSING : 0;
        }
        for (Point2D[] other : leaders) {
            cost += crosses(other, label) ? CROSSING : 0;
        }
        for (Bounds other : anchors) {
            // What is small would be hidden.
            cost += label.contains(other.getCenterX(), other.getCenterY()) ? COVERING : 0;
        }
        return cost;
    }

    /** The line from the middle of a label's nearest edge to the nearest point inside what it names. */
    static Point2D[] leader(Rectangle2D label, Bounds anchor) {
        double insetX = Math.min(DEEPEST_INSET, anchor.getWidth() / 2);
        double insetY = Math.min(DEEPEST_INSET, anchor.getHeight() / 2);
        double middleX = (label.getMinX() + label.getMaxX()) / 2;
        double middleY = (label.getMinY() + label.getMaxY()) / 2;
        Point2D end = new Point2D(
                clamp(middleX, anchor.getMinX() + insetX, anchor.getMaxX() - insetX),
                clamp(middleY, anchor.getMinY() + insetY, anchor.getMaxY() - insetY));
        Point2D start = new Point2D(
                clamp(end.getX(), label.getMinX(), label.getMaxX()),
                clamp(end.getY(), label.getMinY(), label.getMaxY()));
        return new Point2D[] {start, end};
    }

    private static double clamp(double value, double from, double to) {
        return Math.max(from, Math.min(Math.max(from, to), value));
    }

    private static boolean crosses(Point2D[] line, Rectangle2D box) {
        int steps = (int) Math.ceil(line[0].distance(line[1]) / 4) + 1;
        for (int k = 0; k <= steps; k++) {
            if (box.contains(line[0].interpolate(line[1], (double) k / steps))) {
                return true;
            }
        }
        return false;
    }
}
