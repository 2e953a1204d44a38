package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.view.theme.Theme;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import javafx.scene.canvas.GraphicsContext;

/** Marks the moments at which forks leave their parents. */
final class ForkPainter {
    private static final double DASH = 3;
    private static final double KNOT = 3.5;

    private final GraphicsContext g;
    private final TimeScale scale;
    private final Theme theme;

    ForkPainter(GraphicsContext g, TimeScale scale, Theme theme) {
        this.g = g;
        this.scale = scale;
        this.theme = theme;
    }

    /** A dashed line in the colour of each fork, from the top of an area to its bottom. */
    void paintLines(Comparison comparison, double top, double bottom) {
        forEach(comparison, (lane, parent, x) -> {
            g.setStroke(theme.policy(comparison.colour(lane)));
            g.setLineWidth(1);
            g.setLineDashes(DASH, DASH);
            double sharp = Math.round(x) + 0.5;
            g.strokeLine(sharp, top, sharp, bottom);
            g.setLineDashes();
        });
    }

    /** From the parent's row a branch to the fork's. */
    void paintBranches(Comparison comparison, IntToDoubleFunction rowMiddle) {
        forEach(comparison, (lane, parent, x) -> {
            double from = rowMiddle.applyAsDouble(parent);
            double to = rowMiddle.applyAsDouble(lane);
            g.setStroke(theme.text());
            g.setLineWidth(1.4);
            g.strokeLine(x, from, x, to);
            g.setFill(theme.panel());
            g.fillOval(x - KNOT - 1, from - KNOT - 1, 2 * KNOT + 2, 2 * KNOT + 2);
            g.fillOval(x - KNOT - 1, to - KNOT - 1, 2 * KNOT + 2, 2 * KNOT + 2);
            g.setFill(theme.text());
            g.fillOval(x - KNOT, from - KNOT, 2 * KNOT, 2 * KNOT);
            g.setFill(theme.policy(comparison.colour(lane)));
            g.fillOval(x - KNOT, to - KNOT, 2 * KNOT, 2 * KNOT);
        });
    }

    /** Draws a mark of a fork. */
    private interface Mark {
        void paint(int lane, int parent, double x);
    }

    private void forEach(Comparison comparison, Mark mark) {
        List<Lane> lanes = comparison.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            Lane.Origin origin = lanes.get(i).origin();
            double x = origin == null ? Double.NaN : scale.x(origin.tick());
            if (origin != null && x >= scale.left() - 1 && x <= scale.right() + 1) {
                mark.paint(i, comparison.laneOf(origin.parent()), x);
            }
        }
    }
}
