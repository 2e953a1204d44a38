package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RunLog;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The SLO violations of a run, by the moment at which each became a fact, then by request number. */
public final class Violations {
    private final long[] ticks;
    private final int[] requests;

    private Violations(long[] ticks, int[] requests) {
        this.ticks = ticks;
        this.requests = requests;
    }

    /** Finds the violations of a run; see {@link SloCheck} for what counts and when. */
    public static Violations of(RunLog log) {
        return of(new SloCheck(log), log.trace().size(), request -> true);
    }

    static Violations of(SloCheck check, int requestCount, IntPredicate counted) {
        int[] missed = new int[requestCount];
        long[] decided = new long[requestCount];
        int count = 0;
        for (int r = 0; r < requestCount; r++) {
            if (counted.test(r) && !check.isMet(r)) {
                missed[count] = r;
                decided[count++] = check.decidedTick(r);
            }
        }
        int[] order = TickOrder.of(Arrays.copyOf(decided, count));
        long[] ticks = new long[count];
        int[] requests = new int[count];
        for (int k = 0; k < count; k++) {
            ticks[k] = decided[order[k]];
            requests[k] = missed[order[k]];
        }
        return new Violations(ticks, requests);
    }

    /** How many violations there are. */
    public int size() {
        return ticks.length;
    }

    /** When violation {@code k} became a fact, in ticks; never decreasing. */
    public long tick(int k) {
        return ticks[k];
    }

    /** The request that violation {@code k} concerns. */
    public int request(int k) {
        return requests[k];
    }

    /** How many violations were facts at {@code tick}. */
    public int countUntil(long tick) {
        return TickOrder.countUntil(ticks, tick);
    }

    /** All moments, not copied. */
    long[] ticks() {
        return ticks;
    }
}
