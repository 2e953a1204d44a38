package dev.tokenyard.app.view.forecast;

import dev.tokenyard.app.session.MemoryForecast;
import dev.tokenyard.app.session.MemoryForecast.Candidate;
import java.util.List;

/**
 * Where steps to come and tokens lie in a rectangle, in pixels.
 *
 * @param x left edge: the present step
 * @param y upper edge
 * @param w width
 * @param h height
 * @param horizonSteps steps ahead at the right edge, 1 or more
 * @param floorTokens tokens at the lower edge: none, or more where only the upper part of the memory is shown
 * @param topTokens tokens at the upper edge, more than at the lower one
 */
public record ForecastScale(
        double x, double y, double w, double h, long horizonSteps, double floorTokens, double topTokens) {
    /** The share of the residents whose ends are to be seen. */
    private static final double SHOWN_SHARE = 0.9;
    /** Room beyond the peak of a request that is held back. */
    private static final double BEYOND_PEAK = 1.15;
    /** Room above the memory, in which excess shows, as a share of what is shown of the memory. */
    private static final double ABOVE_MEMORY = 0.2;

    private static final double ABOVE_PEAK = 0.04;
    private static final double[] ROUND = {1, 1.5, 2, 3, 4, 6, 8, 10};
    /** Where so many reside, each is so thin that only the upper part of the memory is shown, from this share on. */
    private static final int[] MANY = {80, 24, 12};

    private static final double[] FLOOR_OF_MANY = {0.9, 0.75, 0.5};
    /** So much of what is shown must be in use. */
    private static final double USED = 0.6;

    /**
     * A scale for what is near: where many reside, the upper part of the memory until less than that is used; otherwise nine
     * of ten predicted ends. The peak of a request that is held back is always in it.
     */
    public static ForecastScale near(MemoryForecast forecast, double x, double y, double w, double h) {
        double floor = floor(forecast);
        int shown = (int) Math.ceil(SHOWN_SHARE * forecast.residents());
        while (floor > 0 && shown > 1 && forecast.tokensAt(forecast.endSteps(shown - 1)) < floor) {
            shown--;
        }
        long steps = shown == 0 ? 1 : forecast.endSteps(shown - 1);
        Candidate candidate = forecast.candidate();
        if (candidate != null) {
            steps = Math.max(steps, (long) Math.ceil(BEYOND_PEAK * candidate.peakSteps()));
        }
        return of(forecast, x, y, w, h, rounded(steps), floor);
    }

    /** A scale that shows all predicted ends and all of the memory. */
    public static ForecastScale whole(MemoryForecast forecast, double x, double y, double w, double h) {
        Candidate candidate = forecast.candidate();
        long steps = Math.max(forecast.lastEndSteps(), candidate == null ? 1 : candidate.steps());
        return of(forecast, x, y, w, h, rounded(steps), 0);
    }

    private static ForecastScale of(
            MemoryForecast forecast, double x, double y, double w, double h, long horizonSteps, double floor) {
        Candidate candidate = forecast.candidate();
        long memory = forecast.capacityTokens();
        long peak = Math.max(forecast.peakTokens(), candidate == null ? 0 : candidate.peakTokens());
        double range = memory - floor;
        double top = Math.max(memory + ABOVE_MEMORY * range, peak + ABOVE_PEAK * range);
        return new ForecastScale(x, y, w, h, horizonSteps, floor, Math.max(floor + 1, top));
    }

    /** The same with the heights of all of these: one scale for pictures that are compared. */
    public ForecastScale reaching(List<ForecastScale> others) {
        double floor = floorTokens;
        double top = topTokens;
        for (ForecastScale other : others) {
            floor = Math.min(floor, other.floorTokens);
            top = Math.max(top, other.topTokens);
        }
        return new ForecastScale(x, y, w, h, horizonSteps, floor, top);
    }

    private static double floor(MemoryForecast forecast) {
        long memory = forecast.capacityTokens();
        for (int k = 0; k < MANY.length; k++) {
            double floor = FLOOR_OF_MANY[k] * memory;
            if (forecast.residents() >= MANY[k] && forecast.tokensAt(0) >= floor + USED * (memory - floor)) {
                return floor;
            }
        }
        return 0;
    }

    /** The next round number, so that the axis stands still for a while as time goes on. */
    static long rounded(long steps) {
        long decade = 1;
        while (decade * 10 < steps) {
            decade *= 10;
        }
        for (double factor : ROUND) {
            if (factor * decade >= steps && factor * decade == Math.rint(factor * decade)) {
                return (long) (factor * decade);
            }
        }
        return 10 * decade;
    }

    /** The lower edge. */
    public double bottom() {
        return y + h;
    }

    /** Where a step ahead lies, cut to the right edge. */
    public double x(double steps) {
        return x + w * Math.min(1, steps / horizonSteps);
    }

    /** Where a whole step ahead lies, cut to the right edge. */
    public double x(long steps) {
        return x((double) steps);
    }

    /** Where so many whole tokens lie, cut to the lower edge. */
    public double y(long tokens) {
        return y((double) tokens);
    }

    /** Where so many tokens lie, cut to the lower edge. */
    public double y(double tokens) {
        return y + h * Math.min(1, (topTokens - tokens) / (topTokens - floorTokens));
    }

    /** The whole step nearest to a place, 0 to the horizon. */
    public long stepAt(double px) {
        return Math.max(0, Math.min(horizonSteps, Math.round((px - x) / w * horizonSteps)));
    }
}
