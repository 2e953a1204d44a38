package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;

/**
 * The total end-to-end latency of a run as it comes about: Σ (min(t, c) - a) over the requests with a &lt;= t, a the arrival
 * and c the completion, without those that were refused. At the end of a run that finishes all requests it is the total
 * latency of arXiv 2502.07115; a look-up costs O(log n).
 */
public final class RunningLatency {
    private final Moments arrivals;
    private final Moments completions;

    /** Sorted moments in ticks, and the sum in seconds of the first k of them. */
    private record Moments(long[] ticks, double[] secondsOfFirst) {
        static Moments of(long[] ticks) {
            Arrays.sort(ticks);
            double[] sums = new double[ticks.length + 1];
            for (int k = 0; k < ticks.length; k++) {
                sums[k + 1] = sums[k] + Ticks.toSeconds(ticks[k]);
            }
            return new Moments(ticks, sums);
        }

        int countUntil(long tick) {
            return TickOrder.countUntil(ticks, tick);
        }

        /** Σ (t - moment) over the moments until t, in seconds. */
        double secondsSince(long tick) {
            int count = countUntil(tick);
            return count * Ticks.toSeconds(tick) - secondsOfFirst[count];
        }
    }

    private RunningLatency(Moments arrivals, Moments completions) {
        this.arrivals = arrivals;
        this.completions = completions;
    }

    /** Prepares; a pass over the outcomes and a sort. */
    public static RunningLatency of(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        long[] arrived = new long[outcomes.size()];
        long[] completed = new long[outcomes.size()];
        int arrivals = 0;
        int completions = 0;
        for (int r = 0; r < outcomes.size(); r++) {
            if (outcomes.instance(r) >= 0) {
                arrived[arrivals++] = log.trace().arrivalTick(r);
                if (outcomes.isCompleted(r)) {
                    completed[completions++] = outcomes.completedTick(r);
                }
            }
        }
        return new RunningLatency(
                Moments.of(Arrays.copyOf(arrived, arrivals)), Moments.of(Arrays.copyOf(completed, completions)));
    }

    /** The latency accrued until a moment, in seconds: rounds in the theory mode. */
    public double secondsAt(long tick) {
        return arrivals.secondsSince(tick) - completions.secondsSince(tick);
    }

    /** How many requests are finished at a moment. */
    public int finishedAt(long tick) {
        return completions.countUntil(tick);
    }
}
