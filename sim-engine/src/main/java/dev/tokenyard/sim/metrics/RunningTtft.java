package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;

/**
 * Percentiles of the time to first token over all requests that have had theirs by a moment. Made once in O(n log n), then
 * a look-up. Percentiles are by nearest rank, as in {@link Quantiles}.
 */
public final class RunningTtft {
    private final long[] firstTokenTicks;
    private final float[] p50Seconds;
    private final float[] p99Seconds;

    private RunningTtft(long[] firstTokenTicks, float[] p50Seconds, float[] p99Seconds) {
        this.firstTokenTicks = firstTokenTicks;
        this.p50Seconds = p50Seconds;
        this.p99Seconds = p99Seconds;
    }

    /** Goes through the first tokens of a run in order of time. */
    public static RunningTtft of(RunLog log) {
        RequestOutcomes outcomes = log.outcomes();
        int requests = log.trace().size();
        long[] firstToken = new long[requests];
        long[] ttft = new long[requests];
        int n = 0;
        for (int r = 0; r < requests; r++) {
            if (outcomes.firstTokenTick(r) != RequestOutcomes.NEVER) {
                firstToken[n] = outcomes.firstTokenTick(r);
                ttft[n++] = outcomes.firstTokenTick(r) - log.trace().arrivalTick(r);
            }
        }
        long[] times = Arrays.copyOf(firstToken, n);
        long[] latencies = Arrays.copyOf(ttft, n);
        int[] byTime = TickOrder.of(times);
        int[] byLatency = TickOrder.of(latencies);
        int[] rank = new int[n];
        for (int k = 0; k < n; k++) {
            rank[byLatency[k]] = k;
        }
        long[] sorted = new long[n];
        float[] p50 = new float[n];
        float[] p99 = new float[n];
        RankCounts seen = new RankCounts(n);
        for (int k = 0; k < n; k++) {
            sorted[k] = times[byTime[k]];
            seen.add(rank[byTime[k]]);
            p50[k] = (float) Ticks.toSeconds(latencies[byLatency[seen.select(ceilShare(k + 1, 50))]]);
            p99[k] = (float) Ticks.toSeconds(latencies[byLatency[seen.select(ceilShare(k + 1, 99))]]);
        }
        return new RunningTtft(sorted, p50, p99);
    }

    /**
     * What {@link #of} says of one moment, without the rest: in O(n log n) of the first tokens until then.
     *
     * @param window only requests that arrived in it count
     * @return the median and the 99th percentile in seconds, NaN if no request had its first token
     */
    public static double[] at(RunLog log, long tick, Window window) {
        RequestOutcomes outcomes = log.outcomes();
        long[] latencies = new long[log.trace().size()];
        int n = 0;
        for (int r = 0; r < latencies.length; r++) {
            long first = outcomes.firstTokenTick(r);
            if (first != RequestOutcomes.NEVER && first <= tick && window.counts(log, r)) {
                latencies[n++] = first - log.trace().arrivalTick(r);
            }
        }
        if (n == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        Arrays.sort(latencies, 0, n);
        return new double[] {
            (float) Ticks.toSeconds(latencies[ceilShare(n, 50) - 1]),
            (float) Ticks.toSeconds(latencies[ceilShare(n, 99) - 1])
        };
    }

    private static int ceilShare(int count, int percent) {
        return (int) Math.ceilDiv((long) percent * count, 100L);
    }

    /** Requests that had their first token at {@code tick}. */
    public int countUntil(long tick) {
        return TickOrder.countUntil(firstTokenTicks, tick);
    }

    /** The median TTFT in seconds as of {@code tick}, NaN if no request had its first token. */
    public double p50Seconds(long tick) {
        int count = countUntil(tick);
        return count == 0 ? Double.NaN : p50Seconds[count - 1];
    }

    /** The 99th percentile of TTFT in seconds as of {@code tick}, NaN if no request had its first token. */
    public double p99Seconds(long tick) {
        int count = countUntil(tick);
        return count == 0 ? Double.NaN : p99Seconds[count - 1];
    }

    /** Which of n ranks have been seen: a binary indexed tree (Fenwick 1994). */
    private static final class RankCounts {
        private final int[] tree;
        private final int highestStep;

        RankCounts(int n) {
            tree = new int[n + 1];
            highestStep = Integer.highestOneBit(Math.max(1, n));
        }

        void add(int rank) {
            for (int i = rank + 1; i < tree.length; i += i & -i) {
                tree[i]++;
            }
        }

        /** The rank of the k-th smallest one seen, k from 1. */
        int select(int k) {
            int at = 0;
            int left = k;
            for (int step = highestStep; step > 0; step >>= 1) {
                if (at + step < tree.length && tree[at + step] < left) {
                    at += step;
                    left -= tree[at];
                }
            }
            return at;
        }
    }
}
