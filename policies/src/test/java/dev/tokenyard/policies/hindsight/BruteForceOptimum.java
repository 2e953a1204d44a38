package dev.tokenyard.policies.hindsight;

import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.model.Trace;

/**
 * The least total latency of an instance of a few requests in the theory mode, by trying all starts: the hindsight
 * program of arXiv 2502.07115, section 3, without a solver.
 */
public final class BruteForceOptimum {
    private final Trace trace;
    private final int memoryTokens;
    /** Tokens held in the round that ends at each moment. */
    private final int[] held;

    private long best = Long.MAX_VALUE;

    private BruteForceOptimum(Trace trace, int memoryTokens) {
        this.trace = trace;
        this.memoryTokens = memoryTokens;
        int horizon = (int) TheoryMode.round(trace.lastArrivalTick());
        for (int r = 0; r < trace.size(); r++) {
            horizon += trace.outputTokens(r);
        }
        // No optimal schedule idles once all have arrived, so one request after another is the longest there is.
        held = new int[horizon + 1];
    }

    /**
     * Finds it, in rounds.
     *
     * @param trace a few short requests that arrive at whole rounds, each of which fits into the memory by itself
     * @param memoryTokens capacity M
     */
    public static long totalLatencyRounds(Trace trace, int memoryTokens) {
        BruteForceOptimum search = new BruteForceOptimum(trace, memoryTokens);
        search.place(0, 0);
        return search.best;
    }

    private void place(int r, long latencySoFar) {
        if (latencySoFar >= best) {
            return;
        }
        if (r == trace.size()) {
            best = latencySoFar;
            return;
        }
        int arrival = (int) TheoryMode.round(trace.arrivalTick(r));
        int output = trace.outputTokens(r);
        for (int start = arrival; start + output < held.length; start++) {
            if (fits(r, start)) {
                hold(r, start, 1);
                place(r + 1, latencySoFar + start + output - arrival);
                hold(r, start, -1);
            }
        }
    }

    private boolean fits(int r, int start) {
        for (int k = 1; k <= trace.outputTokens(r); k++) {
            if (held[start + k] + trace.promptTokens(r) + k > memoryTokens) {
                return false;
            }
        }
        return true;
    }

    private void hold(int r, int start, int sign) {
        for (int k = 1; k <= trace.outputTokens(r); k++) {
            held[start + k] += sign * (trace.promptTokens(r) + k);
        }
    }
}
