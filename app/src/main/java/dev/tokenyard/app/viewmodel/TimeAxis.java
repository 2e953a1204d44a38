package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Marks on a time axis: at round moments, labelled as coarsely as tells them apart. */
public final class TimeAxis {
    private static final long MILLISECOND = Ticks.PER_MILLISECOND;
    private static final long SECOND = Ticks.PER_SECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final long[] STEPS = {
        MILLISECOND / 10,
        MILLISECOND / 5,
        MILLISECOND / 2,
        MILLISECOND,
        2 * MILLISECOND,
        5 * MILLISECOND,
        10 * MILLISECOND,
        20 * MILLISECOND,
        50 * MILLISECOND,
        100 * MILLISECOND,
        200 * MILLISECOND,
        500 * MILLISECOND,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        30 * DAY
    };

    private TimeAxis() {}

    /**
     * A mark.
     *
     * @param tick the moment
     * @param label its words
     */
    public record Mark(long tick, String label) {}

    /**
     * Marks for a range of time.
     *
     * @param fromTick start, 0 or later
     * @param toTick end
     * @param mostMarks about how many marks there is room for, at least 1
     */
    public static List<Mark> marks(long fromTick, long toTick, int mostMarks) {
        long step = step((toTick - fromTick) / Math.max(1, mostMarks));
        List<Mark> marks = new ArrayList<>();
        for (long at = Math.ceilDiv(fromTick, step) * step; at <= toTick; at += step) {
            marks.add(new Mark(at, label(at, step)));
        }
        return marks;
    }

    /**
     * Marks for a range of time on the clock of a run. Marks of rounds lie at whole rounds, and the first of them names the
     * unit.
     */
    public static List<Mark> marks(long fromTick, long toTick, int mostMarks, RunClock clock) {
        if (clock == RunClock.SECONDS) {
            return marks(fromTick, toTick, mostMarks);
        }
        long step = SECOND * wholeStep((double) (toTick - fromTick) / SECOND / Math.max(1, mostMarks));
        List<Mark> marks = new ArrayList<>();
        for (long at = Math.ceilDiv(fromTick, step) * step; at <= toTick; at += step) {
            String number = TimeText.count(at / SECOND);
            marks.add(new Mark(at, marks.isEmpty() ? "round " + number : number));
        }
        return marks;
    }

    /** The least of 1, 2, 5, 10, 20, 50 and so on that is not below a number. */
    private static long wholeStep(double atLeast) {
        for (long decade = 1; ; decade *= 10) {
            for (int digit : new int[] {1, 2, 5}) {
                if (digit * decade >= atLeast) {
                    return digit * decade;
                }
            }
        }
    }

    private static long step(long atLeast) {
        for (long step : STEPS) {
            if (step >= atLeast) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private static String label(long tick, long step) {
        if (tick == 0) {
            return "0 s";
        }
        if (step < SECOND) {
            int decimals = step < MILLISECOND ? 4 : step < 10 * MILLISECOND ? 3 : step < 100 * MILLISECOND ? 2 : 1;
            return clock(tick)
                    + String.format(Locale.ROOT, "%." + decimals + "f", Ticks.toSeconds(tick % SECOND))
                            .substring(1)
                    + unit(tick);
        }
        return step < MINUTE ? clock(tick) + unit(tick) : coarse(tick, step);
    }

    /** Whole seconds: {@code 42}, {@code 3:07}, {@code 1:03:07}. */
    private static String clock(long tick) {
        long seconds = tick / SECOND;
        if (seconds < 60) {
            return Long.toString(seconds);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String unit(long tick) {
        return tick < MINUTE ? " s" : "";
    }

    private static String coarse(long tick, long step) {
        if (tick < HOUR) {
            return tick / MINUTE + " min";
        }
        if (tick % HOUR == 0 && (step >= HOUR || tick < DAY)) {
            return step >= DAY ? tick / DAY + " d" : tick / HOUR + " h";
        }
        return String.format(Locale.ROOT, "%d:%02d h", tick / HOUR, tick / MINUTE % 60);
    }
}
