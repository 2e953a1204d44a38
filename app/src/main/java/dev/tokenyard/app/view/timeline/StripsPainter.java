package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.session.Strips;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeAxis;
import dev.tokenyard.sim.metrics.StripSeries;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Draws the strips, the band of reasons and the time axis; not once per frame but when something in them changes. */
final class StripsPainter {
    private static final double LABEL_X = 16;
    private static final double TICK_SPACING = 90;
    private static final double DOT = 7;
    private static final double LEGEND_WORDS_X = 13;
    private static final double LEGEND_GAP = 18;
    private static final double EDGE = 2;
    private static final double LINE = 1.3;
    private static final double CHOSEN_LINE = 2.4;
    private static final double FIRST_LINE = 4;
    private static final double NOTE_BELOW = 14;
    private static final double GHOST = 0.55;
    private static final double GHOST_DASH = 3;

    private final GraphicsContext g;
    private final StripLayout layout;
    private final TimeScale scale;
    private final Theme theme;
    private final int chosenLane;
    private final StripLines lines;

    /**
     * Prepares.
     *
     * @param chosenLane the lane whose lines are drawn stronger, negative for none
     * @param density pixels of the screen for a unit of the layout
     */
    StripsPainter(GraphicsContext g, StripLayout layout, TimeScale scale, Theme theme, int chosenLane, double density) {
        this.g = g;
        this.layout = layout;
        this.scale = scale;
        this.theme = theme;
        this.chosenLane = chosenLane;
        lines = new StripLines(scale, layout.stripTop(0) - 1, layout.axisTop(), density);
    }

    /**
     * Draws.
     *
     * @param ghost what lies faintly under the strips, null for nothing
     */
    void paint(Strips strips, @Nullable Strips ghost) {
        g.clearRect(0, 0, layout.width(), layout.height());
        g.setFill(theme.panel());
        g.fillRect(0, 0, layout.width(), layout.height());
        g.setTextBaseline(VPos.CENTER);
        paintAxis(RunClock.of(strips.comparison()));
        for (StripKind kind : StripKind.values()) {
            paintStrip(kind, strips, ghost);
        }
        paintLegend(strips);
        paintBand(strips);
        lines.drawOn(g);
        if (strips.comparison().hindsight() != null) {
            new DeparturePainter(g, layout, scale, theme).paint(strips);
        }
        ForkPainter forks = new ForkPainter(g, scale, theme);
        forks.paintLines(strips.comparison(), layout.stripTop(0), layout.legendTop());
        forks.paintBranches(strips.comparison(), lane -> layout.bandTop() + (lane + 0.5) * layout.bandRow() - 0.5);
    }

    private void paintAxis(RunClock clock) {
        int most = (int) Math.max(2, (scale.right() - scale.left()) / TICK_SPACING);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.CENTER);
        g.setFont(Type.regular(Type.SMALL));
        for (TimeAxis.Mark mark : TimeAxis.marks(scale.fromTick(), scale.toTick(), most, clock)) {
            double x = Math.round(scale.x(mark.tick())) + 0.5;
            g.setStroke(theme.line());
            g.strokeLine(x, layout.stripTop(0), x, layout.axisTop() + 4);
            g.setFill(theme.secondary());
            // The first does not reach into the names; the last may lie at the edge of the picture, which would cut its
            // words.
            double half = Type.width(mark.label(), g.getFont()) / 2;
            double middle = Math.clamp(x, scale.left() - EDGE + half, layout.width() - EDGE - half);
            g.fillText(mark.label(), middle, layout.axisTop() + 12);
        }
    }

    private void paintStrip(StripKind kind, Strips strips, @Nullable Strips ghost) {
        double top = layout.stripTop(kind.ordinal());
        double height = layout.stripHeight();
        double max = Math.max(kind.top(strips.lanes()), ghost == null ? 0 : kind.top(ghost.lanes()));
        paintGutter(kind, strips, top, height, max);
        g.setStroke(theme.line());
        g.setLineWidth(1);
        g.strokeLine(scale.left(), top + 0.5, scale.right(), top + 0.5);
        g.setStroke(theme.faint());
        g.strokeLine(scale.left(), top + height + 0.5, scale.right(), top + height + 0.5);
        if (kind == StripKind.ATTAINMENT && !hasObjectives(strips)) {
            g.setTextAlign(TextAlignment.LEFT);
            g.setFont(Type.regular(Type.SMALL));
            g.setFill(theme.secondary());
            g.fillText("no class has an objective to meet", scale.left() + 6, top + height / 2);
            return;
        }
        if (ghost != null) {
            for (int i = 0; i < ghost.lanes().size(); i++) {
                paintLine(ghost, i, kind, top, max, GHOST_DASH);
            }
        }
        // The chosen line is the broadest and lies below the others, so that none is hidden where they run together.
        if (chosenLane >= 0 && chosenLane < strips.lanes().size()) {
            paintLine(strips, chosenLane, kind, top, max, 0);
        }
        for (int i = strips.lanes().size() - 1; i >= 0; i--) {
            if (i != chosenLane) {
                paintLine(strips, i, kind, top, max, 0);
            }
        }
    }

    /** In the theory mode classes may be without, and a share of them that is met says nothing. */
    private static boolean hasObjectives(Strips strips) {
        return RunClock.of(strips.comparison()) == RunClock.SECONDS
                || RunWords.hasObjectives(
                        strips.comparison().lanes().get(0).log().info());
    }

    private void paintGutter(StripKind kind, Strips strips, double top, double height, double max) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(theme.text());
        g.setFont(Type.medium(Type.BODY));
        boolean twoLines = height >= 25;
        // The name stands on the line of the maximum beside it.
        g.fillText(kind.title(RunClock.of(strips.comparison())), LABEL_X, top + FIRST_LINE);
        g.setFont(Type.regular(Type.SMALL));
        g.setFill(theme.secondary());
        if (twoLines) {
            g.fillText(
                    kind.note(strips.windowTicks(), RunClock.of(strips.comparison())),
                    LABEL_X,
                    top + FIRST_LINE + NOTE_BELOW);
        }
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(kind.topLabel(max), scale.left() - 6, top + FIRST_LINE);
        if (height >= 26) {
            g.fillText("0", scale.left() - 6, top + height - 3);
        }
    }

    /** A fork's line begins where it leaves its parent: before, the one would lie on the other. */
    private void paintLine(Strips strips, int lane, StripKind kind, double top, double max, double dash) {
        Color colour = theme.policy(strips.comparison().colour(lane));
        boolean ghost = dash > 0;
        lines.line(
                kind.of(strips.lanes().get(lane)),
                strips.comparison().lanes().get(lane).ownFromTick(),
                top,
                layout.stripHeight(),
                max,
                lane == chosenLane ? CHOSEN_LINE : LINE,
                ghost ? colour.deriveColor(0, 1, 1, GHOST) : colour,
                dash);
    }

    private void paintLegend(Strips strips) {
        double y = layout.legendTop() + 8;
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(theme.text());
        g.setFont(Type.medium(Type.BODY));
        g.fillText("Blocked by", LABEL_X, y);
        Set<BlockReason> present = EnumSet.noneOf(BlockReason.class);
        strips.lanes().forEach(lane -> present.addAll(lane.levels().blocked().present()));
        present.remove(BlockReason.NONE);
        double x = scale.left();
        g.setFont(Type.regular(Type.SMALL));
        ReasonLegend legend = ReasonLegend.of(
                List.copyOf(present),
                layout.width() - EDGE - x,
                LEGEND_WORDS_X + LEGEND_GAP,
                text -> Type.width(text, g.getFont()));
        for (ReasonLegend.Entry entry : legend.entries()) {
            double wide = LEGEND_WORDS_X + Type.width(entry.words(), g.getFont());
            // Lines of the grid end at the words.
            g.setFill(theme.panel());
            g.fillRect(x - 2, y - 7, wide + 4, 14);
            g.setFill(theme.blockReason(entry.reason()));
            g.fillRoundRect(x, y - 4, 8, 8, 2, 2);
            g.setFill(theme.secondary());
            g.fillText(entry.words(), x + LEGEND_WORDS_X, y);
            x += wide + LEGEND_GAP;
        }
        if (legend.more() > 0) {
            g.setFill(theme.secondary());
            g.fillText("+" + legend.more(), x, y);
        }
        if (present.isEmpty()) {
            g.setFill(theme.secondary());
            g.fillText("no queue was blocked here", x, y);
        }
    }

    private void paintBand(Strips strips) {
        double row = layout.bandRow();
        for (int i = 0; i < strips.lanes().size(); i++) {
            double top = layout.bandTop() + i * row;
            paintBandName(strips, i, top + row / 2);
            g.setFill(theme.freeCell());
            g.fillRect(scale.left(), top + 1, scale.right() - scale.left(), row - 3);
            StripSeries levels = strips.lanes().get(i).levels();
            lines.reasons(levels.blocked(), levels.queueLength(), top + 1, row - 3, theme);
        }
    }

    private void paintBandName(Strips strips, int lane, double middle) {
        g.setFill(theme.policy(strips.comparison().colour(lane)));
        double dot = Math.min(DOT, layout.bandRow() - 2);
        g.fillOval(LABEL_X, middle - dot / 2, dot, dot);
        if (layout.namesFit()) {
            boolean chosen = lane == chosenLane;
            g.setFont(chosen ? Type.semiBold(Type.SMALL) : Type.regular(Type.SMALL));
            g.setFill(chosen ? theme.text() : theme.secondary());
            g.setTextAlign(TextAlignment.LEFT);
            String name = strips.comparison().lanes().get(lane).card().title();
            // Cut and not squeezed, whose letters cannot be read.
            double room = scale.left() - LABEL_X - DOT - 12;
            g.fillText(Type.cut(name, g.getFont(), room), LABEL_X + DOT + 6, middle);
        }
    }
}
