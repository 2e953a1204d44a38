package dev.tokenyard.app.view.inspector;

import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.time.Ticks;
import java.util.Locale;

/** Durations for narrow columns: long ones as on a clock, so that none takes more than about eight letters. */
final class ShortTime {
    /** From here on {@link TimeText#duration(double)} takes two units. */
    private static final double LONG_SECONDS = 99.95;

    private ShortTime() {}

    /** A duration: below 100 s with its unit, then as {@code m:ss}, from an hour on as {@code h:mm:ss}; a dash for NaN. */
    static String of(double seconds) {
        if (Double.isNaN(seconds) || Math.abs(seconds) < LONG_SECONDS) {
            return TimeText.duration(seconds);
        }
        long whole = Math.round(Math.abs(seconds));
        String sign = seconds < 0 ? "-" : "";
        return whole < 3600
                ? String.format(Locale.ROOT, "%s%d:%02d", sign, whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%s%d:%02d:%02d", sign, whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A duration in ticks. */
    static String of(long ticks) {
        return of(Ticks.toSeconds(ticks));
    }

    /** A duration on the clock of a run. */
    static String of(double seconds, RunClock clock) {
        return clock == RunClock.SECONDS ? of(seconds) : clock.duration(seconds);
    }

    /** Two durations on the clock of a run; rounds are named once. */
    static String pair(double one, double other, RunClock clock) {
        String first = clock == RunClock.SECONDS ? of(one) : RunClock.figure(one);
        return first + ", " + of(other, clock);
    }

    /** A duration in ticks on the clock of a run. */
    static String of(long ticks, RunClock clock) {
        return of(Ticks.toSeconds(ticks), clock);
    }
}
