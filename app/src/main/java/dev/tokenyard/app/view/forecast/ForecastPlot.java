package dev.tokenyard.app.view.forecast;

import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import dev.tokenyard.app.view.theme.Theme;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Draws what an instance's residents will hold in the steps to come as an area under the line of the memory, and the request
 * that is held back on top of it: in its own colour where it would fit, in the colour of a warning where it would not.
 */
public final class ForecastPlot {
    private static final double PEAK_RADIUS = 2.5;
    /** Pixels by which a point on a line may miss it. */
    private static final double SLACK = 1e-6;
    /** Width and height of the teeth of a torn edge. */
    private static final double TOOTH = 6;

    private static final double TOOTH_HEIGHT = 3;

    private final Outline residents = new Outline();
    // What the request that is held back would add: all of it, what fits into the planned memory, and the excess.
    private final Outline top = new Outline();
    private final Outline fitTop = new Outline();
    private final Outline fitBottom = new Outline();
    private final Outline excessTop = new Outline();
    private final Outline excessBottom = new Outline();
    private final Outline excessLine = new Outline();
    private final Outline torn = new Outline();

    /** A plot, to be drawn again and again. */
    public ForecastPlot() {}

    /**
     * Draws it.
     *
     * @param candidateHue the colour of the request that is held back
     * @param ground the colour behind it
     */
    public void paint(
            GraphicsContext g,
            Theme theme,
            MemoryForecast forecast,
            ForecastScale scale,
            Color candidateHue,
            Color ground) {
        double memory = Math.rint(scale.y(forecast.capacityTokens()));
        g.setFill(theme.freeCell());
        g.fillRect(scale.x(), memory, scale.w(), scale.bottom() - memory);
        residents(forecast, scale);
        g.setFill(residentsColour(theme));
        residents.fill(g);
        Candidate candidate = forecast.candidate();
        if (candidate != null) {
            candidate(g, theme, forecast, candidate, scale, candidateHue);
        }
        if (scale.floorTokens() > 0) {
            tornEdge(g, scale, ground);
        }
        lines(g, theme, forecast, scale, memory);
        if (candidate != null && candidate.exceeds()) {
            g.setFill(theme.warning());
            double x = scale.x(candidate.peakSteps());
            double y = scale.y(candidate.peakTokens());
            g.fillOval(x - PEAK_RADIUS, y - PEAK_RADIUS, 2 * PEAK_RADIUS, 2 * PEAK_RADIUS);
        }
    }

    /** The colour of the residents' area. */
    public static Color residentsColour(Theme theme) {
        return theme.freeCell().interpolate(theme.secondary(), 0.55);
    }

    private void residents(MemoryForecast forecast, ForecastScale scale) {
        residents.clear();
        residents.add(scale.x(), scale.bottom());
        residents.add(scale.x(), scale.y(forecast.tokensAt(0)));
        long end = 0;
        for (int k = 0; k < forecast.residents() && end < scale.horizonSteps(); k++) {
            if (forecast.endSteps(k) > end) {
                end = Math.min(forecast.endSteps(k), scale.horizonSteps());
                residents.add(scale.x(end), scale.y(forecast.tokensAt(end)));
                if (end == forecast.endSteps(k)) {
                    residents.add(scale.x(end), scale.y(forecast.tokensAfter(end)));
                }
            }
        }
        residents.add(scale.x(end), scale.bottom());
    }

    private void candidate(
            GraphicsContext g,
            Theme theme,
            MemoryForecast forecast,
            Candidate candidate,
            ForecastScale scale,
            Color hue) {
        top.clear();
        fitTop.clear();
        fitBottom.clear();
        excessTop.clear();
        excessBottom.clear();
        long stay = Math.min(candidate.steps(), scale.horizonSteps());
        double planned = forecast.plannedTokens();
        double residentsNow = forecast.tokensAt(0);
        double ownNow = candidate.heldTokens();
        add(scale, planned, 0, residentsNow, ownNow);
        long at = 0;
        for (int k = 0; at < stay; k++) {
            boolean own = k == forecast.residents() || forecast.endSteps(k) >= stay;
            long end = own ? stay : forecast.endSteps(k);
            if (end > at) {
                rise(scale, forecast, candidate, at, end);
                at = end;
                if (!own) {
                    double left = forecast.tokensAfter(end);
                    add(scale, planned, end, left, ownNow + end);
                }
            }
        }
        fitTop.addBackwards(fitBottom);
        g.setFill(Hatch.of(hue, 0.25));
        fitTop.fill(g);
        excessTop.addBackwards(excessBottom);
        g.setFill(Hatch.of(theme.warning(), 0.3));
        excessTop.fill(g);
        g.setLineWidth(1.2);
        g.setStroke(hue);
        top.endAt(scale.bottom());
        top.stroke(g);
        g.setStroke(theme.warning());
        strokeExcess(g, scale.y(forecast.plannedTokens()));
    }

    /** The top line once more where it is above the planned memory. */
    private void strokeExcess(GraphicsContext g, double planned) {
        excessLine.clear();
        for (int k = 0; k < top.size(); k++) {
            if (top.y(k) < planned + SLACK) {
                excessLine.add(top.x(k), top.y(k));
            } else if (excessLine.size() > 0) {
                excessLine.stroke(g);
                excessLine.clear();
            }
        }
        excessLine.stroke(g);
    }

    /** From one end to the next all grow; where they cross the planned memory there is a point as well. */
    private void rise(ForecastScale scale, MemoryForecast forecast, Candidate candidate, long from, long to) {
        double planned = forecast.plannedTokens();
        double own = candidate.heldTokens();
        double before = forecast.tokensAfter(from);
        double after = forecast.tokensAt(to);
        double slope = (after - before) / (to - from);
        double all = before + own + from;
        double crossing = (planned - all) / (slope + 1);
        if (crossing > 0 && crossing < to - from) {
            double step = from + crossing;
            add(scale, planned, step, before + slope * crossing, own + step);
        }
        add(scale, planned, to, after, own + to);
    }

    private void add(ForecastScale scale, double planned, long step, double residentTokens, double ownTokens) {
        add(scale, planned, (double) step, residentTokens, ownTokens);
    }

    private void add(ForecastScale scale, double planned, double step, double residentTokens, double ownTokens) {
        double x = scale.x(step);
        double all = residentTokens + ownTokens;
        top.add(x, scale.y(all));
        fitTop.add(x, scale.y(Math.max(residentTokens, Math.min(all, planned))));
        fitBottom.add(x, scale.y(residentTokens));
        excessTop.add(x, scale.y(Math.max(all, planned)));
        excessBottom.add(x, scale.y(Math.max(residentTokens, planned)));
    }

    /** Teeth in the colour of the ground along the lower edge: there is more below. */
    private void tornEdge(GraphicsContext g, ForecastScale scale, Color ground) {
        double right = scale.x() + scale.w();
        torn.clear();
        torn.add(scale.x(), scale.bottom() + 0.5);
        int teeth = (int) Math.max(1, Math.rint(scale.w() / TOOTH));
        for (int k = 0; k <= 2 * teeth; k++) {
            double x = scale.x() + k * scale.w() / (2 * teeth);
            torn.add(x, scale.bottom() - (k % 2 == 0 ? 0 : TOOTH_HEIGHT));
        }
        torn.add(right, scale.bottom() + 0.5);
        g.setFill(ground);
        torn.fill(g);
    }

    private static void lines(
            GraphicsContext g, Theme theme, MemoryForecast forecast, ForecastScale scale, double memory) {
        double right = scale.x() + scale.w();
        g.setLineWidth(1);
        g.setStroke(theme.secondary());
        g.strokeLine(scale.x(), memory + 0.5, right, memory + 0.5);
        if (forecast.plannedTokens() < forecast.capacityTokens()) {
            double planned = Math.rint(scale.y(forecast.plannedTokens())) + 0.5;
            g.setLineDashes(3, 3);
            g.strokeLine(scale.x(), planned, right, planned);
            g.setLineDashes();
        }
    }
}
