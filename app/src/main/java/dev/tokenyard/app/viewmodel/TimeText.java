package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;

/**
 * Moments and durations in words, by one rule for the whole window: durations below 100 s have one unit and about three digits,
 * longer ones are minutes and seconds, {@code 3 min 44 s}, and from an hour on hours and minutes; moments read as on a clock.
 */
public final class TimeText {
    private static final long CENTISECOND = Ticks.PER_SECOND / 100;

    /** From here on a duration has two units, in seconds. */
    public static final double LONG_SECONDS = 99.95;

    private TimeText() {}

    /** A moment as {@code mm:ss.hh}, from one hour on as {@code h:mm:ss.hh}, cut to the hundredth of a second. */
    public static String clock(long tick) {
        long hundredths = tick / CENTISECOND;
        long seconds = hundredths / 100;
        long hours = seconds / 3600;
        String rest = String.format(Locale.ROOT, "%02d:%02d.%02d", seconds / 60 % 60, seconds % 60, hundredths % 100);
        return hours > 0 ? hours + ":" + rest : rest;
    }

    /** A duration with a unit, to about three digits; a dash for NaN. */
    public static String duration(double seconds) {
        double size = Math.abs(seconds);
        if (Double.isNaN(seconds)) {
            return "–";
        }
        if (size < 0.0995) {
            return format(size < 0.00995 ? "%.2f ms" : "%.0f ms", seconds * 1000);
        }
        if (size < LONG_SECONDS) {
            return format(size < 9.995 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(size);
        String sign = seconds < 0 ? "-" : "";
        if (whole < 3600) {
            return sign + whole / 60 + " min " + whole % 60 + " s";
        }
        long minutes = Math.round(size / 60);
        return sign + minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** The time that something has taken so far, cut to whole seconds, so that it does not flicker. */
    public static String elapsed(double seconds) {
        long whole = (long) seconds;
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /** A duration in ticks with a unit. */
    public static String duration(long ticks) {
        return duration(Ticks.toSeconds(ticks));
    }

    /** A whole number with grouped thousands. */
    public static String count(long number) {
        return format("%,d", number);
    }

    /** A number of things: {@code 1 block}, {@code 2,000 blocks}. */
    public static String count(long number, String singular, String plural) {
        return count(number) + " " + (number == 1 ? singular : plural);
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
