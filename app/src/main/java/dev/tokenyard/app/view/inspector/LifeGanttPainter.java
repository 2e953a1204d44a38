package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.RequestLife;
import dev.tokenyard.app.session.RequestLife.Span;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.RequestDetail;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.time.Ticks;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws {@link LifeGantt}: waiting grey, prefill hatched, decode solid, gaps after preemptions, by recompute or to host memory, dotted. */
final class LifeGanttPainter {
    /** Height of the headings above the first row. */
    static final double HEAD = 15;

    private static final double ROW = 37;
    /** What a row is higher where names have a line of their own. */
    private static final double NAME_LINE = 16;

    private static final double BAR_TOP = 20;
    private static final double BAR_HEIGHT = 10;
    private static final double NAME_X = 13;
    /** From the last row to the key. */
    private static final double FOOT = 16;

    private static final double BOTTOM_MARGIN = 3;
    private static final double HATCH = 4;
    private static final double LEAST_WIDTH = 2;

    private final GraphicsContext g;
    private final double width;
    private final double height;
    private final Theme theme;
    private double row;

    LifeGanttPainter(GraphicsContext g, double width, double height, Theme theme) {
        this.g = g;
        this.width = width;
        this.height = height;
        this.theme = theme;
    }

    static double height(RequestDetail detail, double width) {
        double key = LifeKey.height(LifeKey.entries(detail, width));
        return HEAD + detail.lives().size() * row(detail, width) + FOOT + key + BOTTOM_MARGIN;
    }

    /** The height of a lane's row in pixels: where a name would be cut by the figures, all names stand above them. */
    static double row(RequestDetail detail, double width) {
        LifeFigures figures = new LifeFigures(detail, width);
        boolean fit = IntStream.range(0, detail.lives().size())
                .allMatch(lane ->
                        Type.width(name(detail, lane), Type.semiBold(Type.BODY)) <= figures.left(lane) - NAME_X);
        return fit ? ROW : ROW + NAME_LINE;
    }

    private double nameLine() {
        return row - ROW;
    }

    private static String name(RequestDetail detail, int lane) {
        return detail.comparison().lanes().get(lane).card().title();
    }

    void paint(RequestDetail detail) {
        row = row(detail, width);
        g.clearRect(0, 0, width, height);
        g.setTextBaseline(VPos.CENTER);
        long start = detail.arrivalTick();
        long end = start + 1;
        for (RequestLife life : detail.lives()) {
            end = Math.max(end, life.endTick(start));
        }
        boolean hasDeadline = detail.deadlineTick() != Ticks.NEVER;
        // A deadline far behind every life would squeeze them; it is then only stated in words.
        boolean deadlineShown = hasDeadline && detail.deadlineTick() - start <= 2 * (end - start);
        if (deadlineShown) {
            end = Math.max(end, detail.deadlineTick() + (detail.deadlineTick() - start) / 20);
        }
        Axis axis = new Axis(start, end, width);
        LifeFigures figures = new LifeFigures(detail, width);
        figures.paintHead(g, theme, 6);
        for (int i = 0; i < detail.lives().size(); i++) {
            paintLane(detail, i, axis, figures);
        }
        paintFoot(detail, axis, deadlineShown, hasDeadline);
    }

    private record Axis(long start, long end, double width) {
        double x(long tick) {
            return width * ((double) (tick - start) / (end - start));
        }
    }

    private void paintLane(RequestDetail detail, int lane, Axis axis, LifeFigures figures) {
        RequestLife life = detail.lives().get(lane);
        double top = HEAD + lane * row;
        boolean chosen = lane == detail.lane();
        g.setFill(theme.policy(detail.comparison().colour(lane)));
        g.fillOval(0, top + 5, 7, 7);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(chosen ? Type.semiBold(Type.BODY) : Type.regular(Type.BODY));
        g.setFill(chosen ? theme.text() : theme.secondary());
        double room = nameLine() > 0 ? width : figures.left(lane);
        g.fillText(Type.cut(name(detail, lane), g.getFont(), room - NAME_X), NAME_X, top + 8.5);
        top += nameLine();
        figures.paint(g, theme, lane, top + 8.5);
        g.setFill(theme.freeCell());
        g.fillRoundRect(0, top + BAR_TOP, width, BAR_HEIGHT, 3, 3);
        for (Span span : life.spans()) {
            paintSpan(span, axis, top + BAR_TOP, theme.sloClass(detail.classIndex()));
        }
        paintViolation(life, detail.comparison().lanes().get(lane).log().endTick(), axis, top + BAR_TOP);
    }

    private void paintSpan(Span span, Axis axis, double top, Color hue) {
        double left = axis.x(span.fromTick());
        paintStage(span.stage(), left, Math.max(left + LEAST_WIDTH, axis.x(span.toTick())), top, hue);
    }

    private void paintStage(RequestLife.Stage stage, double left, double right, double top, Color hue) {
        switch (stage) {
            case WAITING -> fill(theme.faint(), left, right, top);
            case DECODE -> fill(hue, left, right, top);
            case PREFILL -> {
                fill(theme.pale(hue), left, right, top);
                hatch(hue, left, right, top);
            }
            case PREEMPTED, SWAPPED, TRANSFER -> {
                g.setStroke(theme.warning());
                g.setLineWidth(1.5);
                g.setLineDashes(2, 3);
                g.strokeLine(left, top + BAR_HEIGHT / 2, right, top + BAR_HEIGHT / 2);
                g.setLineDashes();
            }
        }
    }

    private void fill(Color colour, double left, double right, double top) {
        g.setFill(colour);
        g.fillRect(left, top, right - left, BAR_HEIGHT);
    }

    private void hatch(Color colour, double left, double right, double top) {
        g.save();
        g.beginPath();
        g.rect(left, top, right - left, BAR_HEIGHT);
        g.clip();
        g.setStroke(colour);
        g.setLineWidth(1.3);
        for (double x = left - BAR_HEIGHT; x < right; x += HATCH) {
            g.strokeLine(x, top + BAR_HEIGHT, x + BAR_HEIGHT, top);
        }
        g.restore();
    }

    /** Underlines the time between the deadline and the first token. */
    private void paintViolation(RequestLife life, long runEnd, Axis axis, double top) {
        boolean served = life.firstTokenTick() != RequestOutcomes.NEVER;
        long until = served ? life.firstTokenTick() : runEnd;
        if (!life.refused() && life.deadlineTick() != Ticks.NEVER && until > life.deadlineTick()) {
            double left = axis.x(life.deadlineTick());
            g.setFill(theme.violation());
            g.fillRect(left, top - 2, Math.max(LEAST_WIDTH, axis.x(until) - left), 2);
            g.fillRect(left, top + BAR_HEIGHT, Math.max(LEAST_WIDTH, axis.x(until) - left), 2);
        }
    }

    private void paintFoot(RequestDetail detail, Axis axis, boolean deadlineShown, boolean hasDeadline) {
        double bottom = HEAD + detail.lives().size() * row;
        if (deadlineShown) {
            double x = Math.min(width - 1, axis.x(detail.deadlineTick()));
            g.setStroke(theme.violation());
            g.setLineWidth(1.2);
            g.setLineDashes(3, 3);
            for (int i = 0; i < detail.lives().size(); i++) {
                double top = HEAD + i * row + nameLine() + BAR_TOP - 2;
                g.strokeLine(x, top, x, top + BAR_HEIGHT + 4);
            }
            g.setLineDashes();
        }
        g.setFont(Type.regular(Type.SMALL));
        g.setTextAlign(TextAlignment.LEFT);
        RunClock clock = RunClock.of(detail.comparison());
        if (hasDeadline) {
            g.setFill(theme.violation());
            g.fillText(
                    "┊ first token due after " + clock.duration(detail.deadlineTick() - detail.arrivalTick()),
                    0,
                    bottom + 5);
        }
        g.setFill(theme.secondary());
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("axis " + clock.duration(axis.end() - axis.start()), width, bottom + 5);
        paintKey(detail, bottom + FOOT);
    }

    private void paintKey(RequestDetail detail, double top) {
        Color hue = theme.sloClass(detail.classIndex());
        g.setTextAlign(TextAlignment.LEFT);
        for (LifeKey.Entry entry : LifeKey.entries(detail, width)) {
            double middle = top + (entry.line() + 0.5) * LifeKey.LINE;
            double right = entry.x() + LifeKey.MARK_WIDTH;
            paintStage(entry.stage(), entry.x(), right, middle - BAR_HEIGHT / 2, hue);
            g.setFill(theme.secondary());
            g.fillText(entry.stage().label(), right + LifeKey.WORDS_GAP, middle);
        }
    }
}
