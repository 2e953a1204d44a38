package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * SLO attainment as time goes on: of the requests that were decided in a trailing window, the share that met their
 * objectives. It is undefined, NaN, while the window holds no decided request.
 */
public final class Attainment {
    private final long[] metTicks;
    private final Violations violations;

    private Attainment(long[] metTicks, Violations violations) {
        this.metTicks = metTicks;
        this.violations = violations;
    }

    /** Judges a run; see {@link SloCheck} for what counts and when. */
    public static Attainment of(RunLog log) {
        return of(log, request -> true);
    }

    /** The same for the requests of one SLO class, by its number. */
    public static Attainment ofClass(RunLog log, int sloClass) {
        return of(log, request -> log.outcomes().sloClass(request) == sloClass);
    }

    /** The same for the requests of one SLO class that arrived in a range of time. */
    public static Attainment ofClass(RunLog log, int sloClass, Window window) {
        return of(log, request -> log.outcomes().sloClass(request) == sloClass && window.counts(log, request));
    }

    /** The same for the requests that arrived in a range of time; when they were decided does not matter. */
    public static Attainment of(RunLog log, Window window) {
        return of(log, request -> window.counts(log, request));
    }

    private static Attainment of(RunLog log, IntPredicate counted) {
        SloCheck check = new SloCheck(log);
        int requests = log.trace().size();
        long[] met = new long[requests];
        int count = 0;
        for (int r = 0; r < requests; r++) {
            if (counted.test(r) && check.isMet(r)) {
                met[count++] = check.decidedTick(r);
            }
        }
        long[] sorted = Arrays.copyOf(met, count);
        Arrays.sort(sorted);
        return new Attainment(sorted, Violations.of(check, requests, counted));
    }

    /** The requests that missed. */
    public Violations violations() {
        return violations;
    }

    /** Requests that had met their objectives at {@code tick}. */
    public int metUntil(long tick) {
        return TickOrder.countUntil(metTicks, tick);
    }

    /**
     * The attainment at a moment.
     *
     * @param tick the moment, in ticks
     * @param windowTicks length of the trailing window, positive; {@link Ticks#NEVER} for all that went before
     */
    public double at(long tick, long windowTicks) {
        requirePositive(windowTicks);
        long before = windowTicks > tick ? Long.MIN_VALUE : tick - windowTicks;
        int met = metUntil(tick) - metUntil(before);
        return share(met, violations.countUntil(tick) - violations.countUntil(before));
    }

    private static double share(int met, int missed) {
        return met + missed == 0 ? Double.NaN : (double) met / (met + missed);
    }

    /**
     * The attainment over a range of time, by columns.
     *
     * @param windowTicks as for {@link #at(long, long)}
     * @param fromTick start of the range
     * @param toTick end of the range, after its start
     * @param columns number of columns, at least 1
     */
    public Series series(long windowTicks, long fromTick, long toTick, int columns) {
        requirePositive(windowTicks);
        SeriesBuilder builder = new SeriesBuilder(new ColumnGrid(fromTick, toTick, columns));
        TrailingWindow met = new TrailingWindow(metTicks, windowTicks);
        TrailingWindow missed = new TrailingWindow(violations.ticks(), windowTicks);
        long at = fromTick;
        while (at < toTick) {
            double share = share(met.countAt(at), missed.countAt(at));
            long next = Math.min(toTick, Math.min(met.nextChange(), missed.nextChange()));
            builder.constant(share, next);
            at = next;
        }
        return builder.finish();
    }

    private static void requirePositive(long windowTicks) {
        if (windowTicks <= 0) {
            throw new IllegalArgumentException("An attainment window of " + Ticks.toSeconds(windowTicks)
                    + " s holds nothing; give a positive length.");
        }
    }
}
