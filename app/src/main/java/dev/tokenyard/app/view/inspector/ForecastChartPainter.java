package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.session.ForecastWords;
import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.app.view.forecast.FittingWords;
import dev.tokenyard.app.view.forecast.ForecastPlot;
import dev.tokenyard.app.view.forecast.ForecastScale;
import dev.tokenyard.app.view.forecast.Hatch;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.log.RunLog;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws a {@link ForecastChart}: the plot with its axes, and under it what it says in lines of words. */
final class ForecastChartPainter {
    static final double TOP = 4;
    static final double PLOT = 104;
    /** For the labels of the vertical axis. */
    static final double GUTTER = 44;

    private static final double TICK = 4;
    private static final double AXIS_WORDS = 22;
    private static final double STRIP = 34;
    private static final double LINE = 15;
    private static final double MARK = 8;
    private static final double WORDS_X = 14;
    /** Labels of the vertical axis keep so far apart. */
    private static final double LABEL_GAP = 11;

    /** The height of all. */
    static final double HEIGHT = TOP + PLOT + AXIS_WORDS + STRIP + AXIS_WORDS + 3 * LINE;

    private final GraphicsContext g;
    private final Theme theme;
    private final Font small = Type.regular(Type.SMALL);
    private final FittingWords fitting = new FittingWords(small);
    private final ForecastPlot plot = new ForecastPlot();
    private double width;

    ForecastChartPainter(GraphicsContext g, Theme theme) {
        this.g = g;
        this.theme = theme;
    }

    /**
     * Draws it, so wide, with a reading where the pointer is.
     *
     * @param pointer its distance from the left edge, {@code NaN} for nowhere
     */
    void paint(MemoryForecast forecast, RunLog log, double toWidth, double pointer) {
        width = toWidth;
        g.clearRect(0, 0, width, HEIGHT);
        ForecastScale near = near(forecast, width);
        double stripTop = near.bottom() + AXIS_WORDS;
        ForecastScale whole = ForecastScale.whole(forecast, near.x(), stripTop, near.w(), STRIP);
        Candidate candidate = forecast.candidate();
        Color hue = theme.sloClass(candidate == null ? 0 : log.outcomes().sloClass(candidate.request()));
        plot.paint(g, theme, forecast, near, hue, theme.panel());
        plot.paint(g, theme, forecast, whole, hue, theme.panel());
        g.setFont(small);
        g.setTextBaseline(VPos.CENTER);
        for (ForecastScale scale : List.of(near, whole)) {
            paintEnds(forecast, scale);
            paintSteps(scale, log.info());
        }
        paintWindow(near, whole);
        paintTokens(forecast, near);
        g.setTextAlign(TextAlignment.RIGHT);
        label("all", stripTop + STRIP / 2, theme.secondary());
        paintWords(forecast, log, pointer, hue);
        if (isWithin(near, pointer)) {
            double x = Math.rint(near.x(near.stepAt(pointer))) + 0.5;
            g.setStroke(theme.text());
            g.setLineWidth(1);
            g.strokeLine(x, near.y(), x, near.bottom());
        }
    }

    /** The part of the whole that the plot above shows. */
    private void paintWindow(ForecastScale near, ForecastScale whole) {
        double right = whole.x(near.horizonSteps());
        double bottom = whole.y(near.floorTokens());
        g.setStroke(theme.accent());
        g.setLineWidth(1);
        g.strokeRect(whole.x() + 0.5, whole.y() + 0.5, Math.max(2, right - whole.x() - 1), bottom - whole.y() - 1);
    }

    private static ForecastScale near(MemoryForecast forecast, double width) {
        return ForecastScale.near(forecast, GUTTER, TOP, Math.max(1, width - GUTTER), PLOT);
    }

    private static boolean isWithin(ForecastScale scale, double pointer) {
        return pointer >= scale.x() && pointer <= scale.x() + scale.w();
    }

    /** A tick under the plot for each predicted end of a resident. */
    private void paintEnds(MemoryForecast forecast, ForecastScale scale) {
        g.setStroke(theme.secondary());
        g.setLineWidth(1);
        double last = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < forecast.residents() && forecast.endSteps(k) <= scale.horizonSteps(); k++) {
            double x = Math.rint(scale.x(forecast.endSteps(k))) - 0.5;
            if (x > last) {
                g.strokeLine(x, scale.bottom() + 1, x, scale.bottom() + 1 + TICK);
                last = x;
            }
        }
    }

    private void paintTokens(MemoryForecast forecast, ForecastScale scale) {
        g.setTextAlign(TextAlignment.RIGHT);
        double memory = scale.y(forecast.capacityTokens());
        label(forecast.capacityTokens(), memory, theme.text());
        double planned = scale.y(forecast.plannedTokens());
        if (planned - memory >= LABEL_GAP) {
            label(forecast.plannedTokens(), planned, theme.secondary());
        }
        Candidate candidate = forecast.candidate();
        if (candidate != null && candidate.exceeds()) {
            double peak = scale.y(candidate.peakTokens());
            if (memory - peak >= LABEL_GAP) {
                label(candidate.peakTokens(), peak, theme.warning());
            }
        }
        label((long) scale.floorTokens(), scale.bottom() - 4, theme.secondary());
    }

    private void label(long tokens, double y, Color colour) {
        label(ForecastWords.count(tokens), y, colour);
    }

    private void label(String words, double y, Color colour) {
        g.setFill(colour);
        g.fillText(words, GUTTER - 5, y);
    }

    private void paintSteps(ForecastScale scale, RunInfo run) {
        double y = scale.bottom() + TICK + 9;
        g.setFill(theme.secondary());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("now", scale.x(), y);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("+" + ForecastWords.steps(scale.horizonSteps(), run), scale.x() + scale.w(), y);
        if (scale.horizonSteps() % 2 == 0) {
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText("+" + ForecastWords.count(scale.horizonSteps() / 2), scale.x() + scale.w() / 2, y);
        }
    }

    private void paintWords(MemoryForecast forecast, RunLog log, double pointer, Color hue) {
        g.setTextAlign(TextAlignment.LEFT);
        String reading = reading(forecast, log, pointer, width);
        double y = TOP + PLOT + AXIS_WORDS + STRIP + AXIS_WORDS + LINE / 2;
        if (reading.isEmpty()) {
            write(fittest(ForecastWords.residents(forecast, log.info())), 0, y, theme.secondary());
        } else {
            write(reading, 0, y, theme.text());
        }
        y += LINE;
        mark(ForecastPlot.residentsColour(theme), y);
        write(fittest(ForecastWords.peak(forecast, log.info())), WORDS_X, y, theme.secondary());
        Candidate candidate = forecast.candidate();
        if (candidate != null) {
            y += LINE;
            boolean exceeds = candidate.exceeds();
            mark(Hatch.of(exceeds ? theme.warning() : hue, 0.3), y);
            List<String> forms = ForecastWords.heldBack(candidate, forecast, log.info());
            write(fittest(forms), WORDS_X, y, exceeds ? theme.warning() : theme.secondary());
        }
    }

    private void write(String words, double x, double y, Color colour) {
        g.setFill(colour);
        g.fillText(words, x, y);
    }

    private void mark(Paint paint, double y) {
        g.setFill(paint);
        g.fillRect(0, y - MARK / 2, MARK, MARK);
    }

    private String fittest(List<String> forms) {
        return fitting.fittest(forms, width - WORDS_X);
    }

    /** What is held at the step under a pointer, empty where that is beside the plot. */
    static String reading(MemoryForecast forecast, RunLog log, double pointer, double width) {
        ForecastScale scale = near(forecast, width);
        if (!isWithin(scale, pointer)) {
            return "";
        }
        long step = scale.stepAt(pointer);
        String when = step == 0 ? "now" : "in " + ForecastWords.steps(step, log.info());
        String words = when + ": " + ForecastWords.count(forecast.tokensAt(step)) + " tokens";
        Candidate candidate = forecast.candidate();
        return candidate == null || candidate.tokensAt(step) == 0
                ? words
                : words + ", " + ForecastWords.count(forecast.tokensAt(step) + candidate.tokensAt(step)) + " with #"
                        + candidate.request();
    }
}
