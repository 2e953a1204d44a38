package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.Overview;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.metrics.Series;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws the overview: bars of the arrival rate, and below them a row of violations for each lane. */
final class OverviewPainter {
    private static final double BARS_HEIGHT = 26;
    private static final double PADDING = 4;
    private static final double LABEL_X = 16;

    private static final String NAME = "Whole run";
    private static final double NAME_GAP = 8;

    private final GraphicsContext g;
    private final TimeScale scale;
    private final Theme theme;

    OverviewPainter(GraphicsContext g, TimeScale scale, Theme theme) {
        this.g = g;
        this.scale = scale;
        this.theme = theme;
    }

    static double preferredHeight(int lanes) {
        return 2 * PADDING + BARS_HEIGHT + 3 + lanes * rowHeight(lanes);
    }

    private static double rowHeight(int lanes) {
        return lanes <= 6 ? 4 : 3;
    }

    void paint(Overview overview, double width, double height) {
        g.setFill(theme.panel());
        g.fillRect(0, 0, width, height);
        double largest = overview.arrivals().largest();
        paintLabels(largest, RunClock.of(overview.comparison()));
        paintBars(overview.arrivals(), largest);
        for (int i = 0; i < overview.violations().size(); i++) {
            paintViolations(
                    overview.violations().get(i),
                    i,
                    overview.violations().size(),
                    theme.policy(overview.comparison().colour(i)));
        }
        new ForkPainter(g, scale, theme).paintLines(overview.comparison(), PADDING, height - PADDING);
    }

    private void paintLabels(double largest, RunClock clock) {
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(Type.medium(Type.BODY));
        g.setFill(theme.text());
        g.fillText(NAME, LABEL_X, PADDING + 8);
        g.setFont(Type.regular(Type.SMALL));
        g.setFill(theme.secondary());
        g.fillText("arrivals, violations", LABEL_X, PADDING + 23);
        g.setTextAlign(TextAlignment.RIGHT);
        if (largest > 0) {
            String rate = String.format(Locale.ROOT, "%.1f ", largest);
            String inFull = rate + "req/" + clock.per();
            double free = scale.left() - 6 - LABEL_X - Type.width(NAME, Type.medium(Type.BODY)) - NAME_GAP;
            boolean fits = Type.width(inFull, g.getFont()) <= free;
            g.fillText(fits ? inFull : rate + "/" + clock.per(), scale.left() - 6, PADDING + 8);
        }
    }

    private void paintBars(Series arrivals, double largest) {
        g.setFill(theme.faint());
        for (int c = 0; c < arrivals.columns(); c++) {
            // While a slider moves, the bars may be those of a longer run than the axis is of.
            double left = Math.min(scale.right(), scale.x(arrivals.edgeTick(c)));
            double right = Math.min(scale.right(), scale.x(arrivals.edgeTick(c + 1)));
            if (right <= left) {
                break;
            }
            double height = BARS_HEIGHT * Math.min(1, arrivals.mean(c) / largest);
            if (height > 0) {
                g.fillRect(left, PADDING + BARS_HEIGHT - height, Math.max(1, right - left - 1), height);
            }
        }
    }

    /** A tick is as strong as its column has violations, up to three. */
    private void paintViolations(int[] counts, int lane, int lanes, Color colour) {
        double top = PADDING + BARS_HEIGHT + 3 + lane * rowHeight(lanes);
        g.setFill(theme.freeCell());
        g.fillRect(scale.left(), top, scale.right() - scale.left(), rowHeight(lanes) - 1);
        g.setFill(colour);
        double width = (scale.right() - scale.left()) / counts.length;
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                g.setGlobalAlpha(Math.min(1, 0.5 + counts[c] * 0.25));
                g.fillRect(scale.left() + c * width, top, Math.max(1.4, width), rowHeight(lanes) - 1);
            }
        }
        g.setGlobalAlpha(1);
    }
}
