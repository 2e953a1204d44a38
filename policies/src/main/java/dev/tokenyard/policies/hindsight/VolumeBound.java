package dev.tokenyard.policies.hindsight;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * A lower bound on the total end-to-end latency of any schedule in the theory mode, without solving anything.
 *
 * <p>A request takes up a volume of memory times rounds, vol = s·o + o(o + 1)/2, none of it before its arrival and all of it
 * by its completion; and M tokens of memory give M of it in a round. So from any schedule comes one of a single machine that
 * works off volume at the rate M and may interrupt its jobs: in each round it does one after the other what the requests
 * hold there. No job is touched before its arrival, and none completes later than its request. On one machine, taking the
 * shortest remaining job first has at every moment completed as many jobs as any order (Schrage 1968), so the k-th
 * completion of any schedule comes no earlier than the k-th of that rule; rounded up, since completions are whole.
 *
 * <p>A request takes as many rounds as its output, too, so the k-th completion comes no earlier than the k-th smallest of
 * the sums of arrival and output. The bound adds up the later of the two for each k and takes the arrivals off.
 *
 * <p>With all requests there from the start, the volumes alone give the bound (1/M) Σ<sub>i</sub> Σ<sub>j ≤ i</sub>
 * vol<sub>j</sub> of arXiv 2606.22327.
 */
public final class VolumeBound {
    private VolumeBound() {}

    /** The bound, in rounds, in O(n log n). */
    public static long totalLatencyRounds(HindsightInstance instance) {
        int n = instance.size();
        long[] earliest = new long[n];
        for (int i = 0; i < n; i++) {
            earliest[i] = (long) instance.arrival(i) + instance.output(i);
        }
        Arrays.sort(earliest);
        long[] byVolume = completions(instance);
        long sum = 0;
        for (int k = 0; k < n; k++) {
            sum += Math.max(earliest[k], Math.ceilDiv(byVolume[k], instance.memoryTokens()));
        }
        return sum - arrivalSum(instance);
    }

    /** What the volumes alone say, completions not rounded up: the bound of arXiv 2606.22327, in rounds. */
    public static double byVolumesAlone(HindsightInstance instance) {
        long sum = 0;
        for (long completion : completions(instance)) {
            sum += completion;
        }
        return (double) sum / instance.memoryTokens() - arrivalSum(instance);
    }

    private static long arrivalSum(HindsightInstance instance) {
        long sum = 0;
        for (int i = 0; i < instance.size(); i++) {
            sum += instance.arrival(i);
        }
        return sum;
    }

    /**
     * Completions under the shortest remaining volume first, ascending. Time counts in units of a round over M, so that all
     * numbers are whole; they fit, as an instance has less than 2<sup>28</sup> rounds.
     */
    private static long[] completions(HindsightInstance instance) {
        int n = instance.size();
        long rate = instance.memoryTokens();
        int[] byArrival = instance.byArrival();
        long[] completions = new long[n];
        // Which job it is does not matter, only how much of it is left.
        PriorityQueue<Long> remaining = new PriorityQueue<>();
        long now = 0;
        int arrived = 0;
        for (int completed = 0; completed < n; ) {
            if (remaining.isEmpty()) {
                now = Math.max(now, instance.arrival(byArrival[arrived]) * rate);
            }
            while (arrived < n && instance.arrival(byArrival[arrived]) * rate <= now) {
                remaining.add(instance.volume(byArrival[arrived++]));
            }
            long next = arrived < n ? instance.arrival(byArrival[arrived]) * rate : Long.MAX_VALUE;
            long shortest = remaining.remove();
            if (shortest <= next - now) {
                now += shortest;
                completions[completed++] = now;
            } else {
                remaining.add(shortest - (next - now));
                now = next;
            }
        }
        return completions;
    }
}
