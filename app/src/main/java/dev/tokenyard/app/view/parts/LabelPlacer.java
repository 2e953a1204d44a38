package dev.tokenyard.app.view.parts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

/**
 * Finds places for labels near what they name: none overlaps another, none is cut, none hides what another one names where that
 * can be helped, and their leader lines keep clear of other labels. Labels of small parts, which have the least choice, come
 * first; each takes the cheapest place of a grid. A label may lie inside what it names if there is enough of it left.
 */
final class LabelPlacer {
    private static final double MARGIN = 8;
    private static final double GAP = 6;
    private static final double STEP = 6;
    /** In pixels of distance: what a worse place costs. */
    private static final double CROSSING = 400;

    private static final double HIDING = 260;
    /** To stand half inside a large part, and for each pixel away from a part's middle. */
    private static final double HALFWAY = 40;

    private static final double CENTRING = 0.05;
    /** A part so many times as large as its label can spare the label's room. */
    private static final double ROOMY = 3.5;

    private static final double DEEPEST_INSET = 10;

    private final double width;
    private final double height;
    private final List<Bounds> anchors;
    private final List<Bounds> keptClear;
    private final List<Rectangle2D> placed = new ArrayList<>();
    private final List<Point2D[]> leaders = new ArrayList<>();

    private LabelPlacer(double width, double height, List<Bounds> anchors, List<Bounds> keptClear) {
        this.keptClear = keptClear;
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
     * @param keptClear what shall be seen although no label names it
     * @return their places, in the same order; empty for a label for which there is no room left
     */
    static List<Optional<Rectangle2D>> place(
            double width, double height, List<Bounds> anchors, List<Dimension2D> sizes, List<Bounds> keptClear) {
        LabelPlacer placer = new LabelPlacer(width, height, anchors, keptClear);
        List<Optional<Rectangle2D>> places = new ArrayList<>(Collections.nCopies(anchors.size(), Optional.empty()));
        IntStream.range(0, anchors.size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> area(anchors.get(k))))
                .forEach(k -> places.set(k, placer.placeNext(k, sizes.get(k))));
        return List.copyOf(places);
    }

    private Optional<Rectangle2D> placeNext(int part, Dimension2D size) {
        Bounds anchor = anchors.get(part);
        Rectangle2D best = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (double y = MARGIN; y + size.getHeight() <= height - MARGIN; y += STEP) {
            for (double x = MARGIN; x + size.getWidth() <= width - MARGIN; x += STEP) {
                Rectangle2D label = new Rectangle2D(x, y, size.getWidth(), size.getHeight());
                Point2D[] line = leader(label, anchor);
                double distance = line[0].distance(line[1]);
                if (distance < lowest && isFree(label)) {
                    double cost = distance + penalty(label, line, part) + CENTRING * fromCentre(label, anchor);
                    if (cost < lowest) {
                        lowest = cost;
                        best = label;
                    }
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        placed.add(best);
        leaders.add(leader(best, anchor));
        return Optional.of(best);
    }

    private boolean isFree(Rectangle2D label) {
        for (Rectangle2D other : placed) {
            if (label.getMinX() - GAP < other.getMaxX()
                    && label.getMaxX() + GAP > other.getMinX()
                    && label.getMinY() - GAP < other.getMaxY()
                    && label.getMaxY() + GAP > other.getMinY()) {
                return false;
            }
        }
        return true;
    }

    private double penalty(Rectangle2D label, Point2D[] line, int part) {
        double cost = 0;
        for (Rectangle2D other : placed) {
            cost += crosses(line, other) ? CROSSING : 0;
        }
        for (Point2D[] other : leaders) {
            cost += crosses(other, label) ? CROSSING : 0;
        }
        for (int k = 0; k < anchors.size(); k++) {
            Bounds hidden = anchors.get(k);
            boolean spares = k == part && area(hidden) > ROOMY * label.getWidth() * label.getHeight();
            cost += spares
                    ? HALFWAY * (1 - overlap(label, hidden) / (label.getWidth() * label.getHeight()))
                    : hiding(label, hidden);
        }
        for (Bounds seen : keptClear) {
            cost += hiding(label, seen);
        }
        return cost;
    }

    private static double hiding(Rectangle2D label, Bounds hidden) {
        double least = Math.min(area(hidden), label.getWidth() * label.getHeight());
        return HIDING * overlap(label, hidden) / Math.max(1, least);
    }

    private static double fromCentre(Rectangle2D label, Bounds anchor) {
        return Math.hypot(
                (label.getMinX() + label.getMaxX()) / 2 - anchor.getCenterX(),
                (label.getMinY() + label.getMaxY()) / 2 - anchor.getCenterY());
    }

    private static double area(Bounds bounds) {
        return bounds.getWidth() * bounds.getHeight();
    }

    private static double overlap(Rectangle2D label, Bounds part) {
        double wide = Math.min(label.getMaxX(), part.getMaxX()) - Math.max(label.getMinX(), part.getMinX());
        double high = Math.min(label.getMaxY(), part.getMaxY()) - Math.max(label.getMinY(), part.getMinY());
        return Math.max(0, wide) * Math.max(0, high);
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
