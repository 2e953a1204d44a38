package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.theme.Theme;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import org.jspecify.annotations.Nullable;

/** The marked range of time over the strips: its edges with handles, a bar on the axis, and a veil over all else. */
final class RangeFrame {
    private static final double VEIL = 0.72;
    private static final double HANDLE_WIDTH = 7;
    private static final double HANDLE_HEIGHT = 22;
    private static final double BAR = 4;

    /** Before and after the range, over the strips and over the band; the legend between them is always readable. */
    private final List<Rectangle> veils = List.of(new Rectangle(), new Rectangle(), new Rectangle(), new Rectangle());

    private final List<Line> edges = List.of(new Line(), new Line());
    private final List<Rectangle> handles = List.of(new Rectangle(), new Rectangle());
    private final Line top = new Line();
    private final Rectangle bar = new Rectangle();

    RangeFrame() {
        veils.forEach(veil -> veil.setOpacity(VEIL));
        edges.forEach(edge -> edge.setStrokeLineCap(StrokeLineCap.BUTT));
        top.setStrokeLineCap(StrokeLineCap.BUTT);
        for (Rectangle handle : handles) {
            handle.setWidth(HANDLE_WIDTH);
            handle.setHeight(HANDLE_HEIGHT);
            handle.setArcWidth(HANDLE_WIDTH);
            handle.setArcHeight(HANDLE_WIDTH);
        }
        bar.setId("range-bar");
        bar.setHeight(BAR);
        bar.setArcWidth(BAR);
        bar.setArcHeight(BAR);
        for (Node node : nodes()) {
            node.setManaged(false);
            node.setMouseTransparent(true);
            node.setVisible(false);
        }
    }

    /** What is drawn, from back to front. */
    List<Node> nodes() {
        return List.of(
                veils.get(0),
                veils.get(1),
                veils.get(2),
                veils.get(3),
                top,
                edges.get(0),
                edges.get(1),
                bar,
                handles.get(0),
                handles.get(1));
    }

    void colour(Theme theme) {
        veils.forEach(veil -> veil.setFill(theme.panel()));
        edges.forEach(edge -> edge.setStroke(theme.accent()));
        handles.forEach(handle -> handle.setFill(theme.accent()));
        top.setStroke(theme.accent());
        bar.setFill(theme.accent());
    }

    /** Shows a range, or none. */
    void place(@Nullable TimeRange range, TimeScale scale, StripLayout layout) {
        nodes().forEach(node -> node.setVisible(range != null));
        if (range == null) {
            return;
        }
        double from = scale.x(range.fromTick());
        double to = scale.x(range.toTick());
        double left = clip(from, layout);
        double right = clip(to, layout);
        cover(veils.get(0), layout.left(), left, 0, layout.legendTop());
        cover(veils.get(1), right, layout.right() + 1, 0, layout.legendTop());
        cover(veils.get(2), layout.left(), left, layout.bandTop(), layout.axisTop());
        cover(veils.get(3), right, layout.right() + 1, layout.bandTop(), layout.axisTop());
        edge(0, from, left, layout);
        edge(1, to, right, layout);
        line(top, left, right, 0.5);
        top.setVisible(right > left);
        bar.setX(left);
        bar.setY(layout.axisTop());
        bar.setWidth(Math.max(0, right - left));
        bar.setVisible(right > left);
    }

    private static double clip(double x, StripLayout layout) {
        return Math.max(layout.left(), Math.min(layout.right() + 1, x));
    }

    private static void cover(Rectangle veil, double left, double right, double top, double bottom) {
        veil.setX(left);
        veil.setY(top);
        veil.setWidth(Math.max(0, right - left));
        veil.setHeight(Math.max(0, bottom - top));
    }

    private void edge(int number, double x, double clipped, StripLayout layout) {
        Line edge = edges.get(number);
        boolean inView = Math.abs(x - clipped) < 1;
        edge.setVisible(inView);
        // An edge leaves the legend's row free, so that it never crosses a word.
        edge.getStrokeDashArray()
                .setAll(layout.legendTop(), layout.bandTop() - layout.legendTop(), Math.max(1, layout.height()));
        double sharp = Math.round(x) + 0.5;
        edge.setStartX(sharp);
        edge.setEndX(sharp);
        edge.setStartY(0);
        edge.setEndY(layout.axisTop() + BAR);
        Rectangle handle = handles.get(number);
        handle.setVisible(inView);
        handle.setX(sharp - HANDLE_WIDTH / 2);
        handle.setY(Math.round(layout.legendTop() / 2 - HANDLE_HEIGHT / 2));
    }

    private static void line(Line line, double left, double right, double y) {
        line.setStartX(left);
        line.setEndX(right);
        line.setStartY(y);
        line.setEndY(y);
    }
}
