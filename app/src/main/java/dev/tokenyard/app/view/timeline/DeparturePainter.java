package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.Departure;
import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightWords;
import dev.tokenyard.app.session.Strips;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.time.Ticks;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Marks in the rows of the lanes where each first departs from the hindsight optimum, and explains the mark. */
final class DeparturePainter {
    private static final double SIZE = 4.5;
    private static final double WORDS_GAP = 5;

    private final GraphicsContext g;
    private final StripLayout layout;
    private final TimeScale scale;
    private final Theme theme;

    DeparturePainter(GraphicsContext g, StripLayout layout, TimeScale scale, Theme theme) {
        this.g = g;
        this.layout = layout;
        this.scale = scale;
        this.theme = theme;
    }

    void paint(Strips strips) {
        Hindsight hindsight = strips.comparison().hindsight();
        if (hindsight == null) {
            return;
        }
        boolean any = false;
        for (Map.Entry<Integer, Departure> each : hindsight.departures().entrySet()) {
            if (each.getValue().happens() && each.getKey() < strips.lanes().size()) {
                any = true;
                double x = scale.x(each.getValue().round() * Ticks.PER_SECOND);
                if (x >= scale.left() - 1 && x <= scale.right() + 1) {
                    diamond(x, layout.bandTop() + (each.getKey() + 0.5) * layout.bandRow() - 0.5);
                }
            }
        }
        if (any) {
            explain("departs from " + HindsightWords.schedule(hindsight));
        }
    }

    private void explain(String words) {
        double y = layout.legendTop() + 8;
        g.setFont(Type.regular(Type.SMALL));
        double left = scale.right() - Type.width(words, g.getFont());
        // Lines of the grid end at the words.
        g.setFill(theme.panel());
        g.fillRect(left - 2 * SIZE - WORDS_GAP - 4, y - 7, scale.right() - left + 2 * SIZE + WORDS_GAP + 6, 14);
        diamond(left - SIZE - WORDS_GAP, y);
        g.setFill(theme.secondary());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(words, left, y);
    }

    private void diamond(double x, double y) {
        rhombus(x, y, SIZE + 1.2, theme.panel());
        rhombus(x, y, SIZE, theme.text());
    }

    private void rhombus(double x, double y, double r, Color colour) {
        g.setFill(colour);
        g.fillPolygon(new double[] {x - r, x, x + r, x}, new double[] {y, y - r, y, y + r}, 4);
    }
}
