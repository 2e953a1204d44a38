package dev.tokenyard.app.session;

import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.math.BigDecimal;
import java.util.Locale;

/** What figures of a part of a comparison's time are of, in the words of tables, charts and files. */
public final class RangeWords {
    /** What is counted how, a sentence for people; see {@link Window}. */
    public static final String DEFINITION =
            "Counts, latencies and objectives are of the requests that arrived in the range,"
                    + " whenever they ended; the makespan is from the start of the range to the last of those ends; throughput,"
                    + " goodput, KV cache, queue, batch, steps and evictions are of its time.";

    private static final long CENTISECOND = Ticks.PER_SECOND / 100;

    private RangeWords() {}

    /** The options by which the terminal restricts figures to a part of the time, each after a blank; empty for all of it. */
    public static String options(Window window) {
        return (window.fromTick() == 0 ? "" : " --from " + seconds(window.fromTick()))
                + (window.toTick() == Ticks.NEVER ? "" : " --to " + seconds(window.toTick()));
    }

    /** Exactly, without an exponent. */
    private static String seconds(long ticks) {
        return new BigDecimal(ticks).movePointLeft(12).stripTrailingZeros().toPlainString();
    }

    /** A moment, cut to the hundredth of a second, as short as it can be told: {@code 02:00}, {@code 02:00.35}, or a round's number. */
    public static String moment(long tick, boolean theory) {
        if (theory) {
            return String.format(Locale.ROOT, "%,d", TheoryMode.round(tick));
        }
        long hundredths = tick / CENTISECOND;
        long seconds = hundredths / 100;
        String clock = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
        String rest = hundredths % 100 == 0 ? "" : String.format(Locale.ROOT, ".%02d", hundredths % 100);
        return (seconds >= 3600 ? seconds / 3600 + ":" : "") + clock + rest;
    }

    /** From where to where: {@code from 02:00 to 03:30}, or {@code from round 12 to round 38}. */
    public static String span(Window window, Comparison comparison) {
        return span(
                window.fromTick(),
                Math.min(window.toTick(), comparison.endTick()),
                comparison.scenario().cluster().isTheory());
    }

    /** The same whenever runs end; {@code from 02:00 on} where there is no end. */
    public static String span(Window window, boolean theory) {
        return window.toTick() == Ticks.NEVER
                ? "from " + unit(theory) + moment(window.fromTick(), theory) + " on"
                : span(window.fromTick(), window.toTick(), theory);
    }

    private static String unit(boolean theory) {
        return theory ? "round " : "";
    }

    private static String span(long from, long to, boolean theory) {
        String first = moment(from, theory);
        String last = moment(to, theory);
        if (!theory && first.equals(last)) {
            first = exact(from);
            last = exact(to);
        }
        return "from " + unit(theory) + first + " to " + unit(theory) + last;
    }

    /** A moment to the millisecond, for what would not be told apart otherwise. */
    private static String exact(long tick) {
        long millis = tick / Ticks.PER_MILLISECOND;
        return moment(millis / 1000 * Ticks.PER_SECOND, false) + String.format(Locale.ROOT, ".%03d", millis % 1000);
    }

    /**
     * Which requests count: {@code Requests that arrived from 02:00 to 03:30: 412 of 2,081}; empty for all of time.
     *
     * @param window what the figures are of
     */
    public static String of(Window window, Comparison comparison) {
        if (window.isWhole()) {
            return "";
        }
        int arrived = 0;
        for (int r = 0; r < comparison.trace().size(); r++) {
            arrived += window.contains(comparison.trace().arrivalTick(r)) ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "Requests that arrived %s: %,d of %,d",
                span(window, comparison),
                arrived,
                comparison.trace().size());
    }
}
