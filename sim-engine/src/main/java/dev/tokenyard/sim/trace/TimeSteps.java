package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;

/**
 * Finds out whether the times of a trace were rounded to steps so coarse that requests share them, and spreads them again.
 *
 * <p>Steps are found where at least one request in {@value #SHARED_ONE_IN} has the time of the one before, and the distances
 * between different times are whole multiples of a step of 1 ms or more, nearly all of them and to a five-hundredth: Mooncake's
 * times come at 0, 3000, 5999 and 9000 ms.
 */
final class TimeSteps {
    private static final int SHARED_ONE_IN = 20;
    private static final int FEWEST_TIMES = 10;
    private static final int MOST_GAPS = 100_000;
    private static final long SMALLEST_STEP = Ticks.PER_MILLISECOND;
    private static final int TOLERATED_PART = 500;
    private static final double FITTING_SHARE = 0.99;

    private TimeSteps() {}

    /** The step of a trace's times in ticks, 0 if there is none. */
    static long stepTicks(Trace trace) {
        int shared = 0;
        for (int r = 1; r < trace.size(); r++) {
            shared += trace.arrivalTick(r) == trace.arrivalTick(r - 1) ? 1 : 0;
        }
        int times = trace.size() - shared;
        if (times < FEWEST_TIMES || (long) shared * SHARED_ONE_IN < trace.size()) {
            return 0;
        }
        long[] gaps = gaps(trace, Math.min(MOST_GAPS, times - 1));
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        long median = sorted[sorted.length / 2];
        if (median >= SMALLEST_STEP && fits(gaps, median)) {
            return median;
        }
        // Where most steps are empty, the median is several of them.
        long common = 0;
        for (long gap : gaps) {
            common = gcd(gap, common);
        }
        return common >= SMALLEST_STEP ? common : 0;
    }

    private static long[] gaps(Trace trace, int count) {
        long[] gaps = new long[count];
        int found = 0;
        for (int r = 1; r < trace.size() && found < count; r++) {
            long gap = trace.arrivalTick(r) - trace.arrivalTick(r - 1);
            if (gap > 0) {
                gaps[found++] = gap;
            }
        }
        return gaps;
    }

    private static boolean fits(long[] gaps, long step) {
        int fitting = 0;
        for (long gap : gaps) {
            long steps = (gap + step / 2) / step;
            fitting += steps > 0 && Math.abs(gap - steps * step) <= step / TOLERATED_PART ? 1 : 0;
        }
        return fitting >= FITTING_SHARE * gaps.length;
    }

    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /**
     * The arrivals of a trace with those of equal time spread evenly over the step that begins with it, or what there is of it
     * before the next time. The first of each stays.
     */
    static long[] spread(Trace trace, long stepTicks) {
        long[] ticks = new long[trace.size()];
        int from = 0;
        while (from < ticks.length) {
            long time = trace.arrivalTick(from);
            int to = from;
            while (to < ticks.length && trace.arrivalTick(to) == time) {
                to++;
            }
            long room = to < ticks.length ? Math.min(stepTicks, trace.arrivalTick(to) - time) : stepTicks;
            room = Math.min(room, Ticks.MAX_ARRIVAL - time);
            for (int r = from; r < to; r++) {
                ticks[r] = time + (long) ((double) room * (r - from) / (to - from));
            }
            from = to;
        }
        return ticks;
    }
}
