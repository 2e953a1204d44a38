package dev.tokenyard.app.view.timeline;

import dev.tokenyard.app.session.LaneStrips;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.metrics.Series;
import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;
import java.util.function.Function;

/** The strips, from the top. */
enum StripKind {
    QUEUE("Queue", "waiting", lane -> lane.levels().queueLength(), false),
    KV("KV cache", "in use", lane -> lane.levels().kvShare(), true),
    BATCH("Batch", "sequences", lane -> lane.levels().batchSize(), false),
    ATTAINMENT("SLO attainment", "", LaneStrips::attainment, true);

    private final String title;
    private final String note;
    private final Function<LaneStrips, Series> series;
    private final boolean share;

    StripKind(String title, String note, Function<LaneStrips, Series> series, boolean share) {
        this.title = title;
        this.note = note;
        this.series = series;
        this.share = share;
    }

    String title(RunClock clock) {
        return this == KV && clock == RunClock.ROUNDS ? "Memory" : title;
    }

    /** What is counted, or over which window. */
    String note(long windowTicks, RunClock clock) {
        if (this != ATTAINMENT) {
            return note;
        }
        if (clock == RunClock.ROUNDS) {
            return "over " + clock.duration(windowTicks);
        }
        long seconds = windowTicks / Ticks.PER_SECOND;
        return "over the last " + (seconds < 60 ? seconds + " s" : seconds / 60 + " min");
    }

    Series of(LaneStrips lane) {
        return series.apply(lane);
    }

    /** The value at the top of the axis: 1 for shares, else the next round number above all values. */
    double top(Iterable<LaneStrips> lanes) {
        if (share) {
            return 1;
        }
        double largest = 1;
        for (LaneStrips lane : lanes) {
            double here = of(lane).largest();
            largest = here > largest ? here : largest;
        }
        double decade = Math.pow(10, Math.floor(Math.log10(largest)));
        for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8}) {
            if (largest <= step * decade) {
                return step * decade;
            }
        }
        return 10 * decade;
    }

    /** The words at the top of the axis. */
    String topLabel(double top) {
        return share ? "100 %" : TimeText.count(Math.round(top)) + (this == BATCH ? " seq" : " req");
    }

    /** A value for the read-out. */
    String format(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return share ? String.format(Locale.ROOT, "%.0f %%", value * 100) : TimeText.count(Math.round(value));
    }
}
