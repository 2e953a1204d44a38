package dev.tokenyard.policies.hindsight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;

/**
 * Rules that admit waiting requests in an order, round by round, as long as memory will suffice at every round to come:
 * MC-SF (arXiv 2502.07115, Algorithm 1, with true lengths) and its relatives.
 */
public enum LookAheadRule {
    /** Shortest output first; stops at the first that does not fit. */
    MC_SF("MC-SF", false),
    /** Shortest output first; skips those that do not fit. */
    MC_SF_SKIP("MC-SF, skip", true),
    /** Smallest volume s·o + o(o + 1)/2 first (arXiv 2606.22327); stops. */
    SVF_ORDER("SVF order", false),
    /** In order of arrival; stops. */
    MC_BENCHMARK("MC-Benchmark", false);

    private static final int MOST_SKIPPED_OVER = 5_000;

    private final String title;
    private final boolean skips;

    LookAheadRule(String title, boolean skips) {
        this.title = title;
        this.skips = skips;
    }

    /** The name that people use. */
    public String title() {
        return title;
    }

    /** Whether the rule's schedule is made in reasonable time: one that skips tries all that wait in every round. */
    public boolean suits(HindsightInstance instance) {
        return !skips || instance.size() <= MOST_SKIPPED_OVER;
    }

    /** The rule's schedule: the start round of each request, ties by number. */
    public int[] starts(HindsightInstance instance) {
        int n = instance.size();
        Integer[] byKey = new Integer[n];
        Arrays.setAll(byKey, i -> i);
        IntToLongFunction key = key(instance);
        Arrays.sort(byKey, Comparator.comparingLong(key::applyAsLong));
        int[] waiting = Arrays.stream(byKey).mapToInt(i -> i).toArray();
        int[] starts = new int[n];
        Occupancy occupancy = new Occupancy(instance);
        int left = n;
        int round = 0;
        while (left > 0) {
            round = Math.max(round, firstArrival(instance, waiting, left));
            left = admit(instance, occupancy, waiting, left, round, starts);
            round++;
        }
        return starts;
    }

    private static int firstArrival(HindsightInstance instance, int[] waiting, int count) {
        int first = Integer.MAX_VALUE;
        for (int w = 0; w < count; w++) {
            first = Math.min(first, instance.arrival(waiting[w]));
        }
        return first;
    }

    private IntToLongFunction key(HindsightInstance instance) {
        return switch (this) {
            case MC_SF, MC_SF_SKIP -> instance::output;
            case SVF_ORDER -> instance::volume;
            case MC_BENCHMARK -> instance::arrival;
        };
    }

    /** Admits what the rule admits at a round, and returns how many still wait. */
    private int admit(
            HindsightInstance instance, Occupancy occupancy, int[] waiting, int count, int round, int[] starts) {
        int kept = 0;
        boolean stopped = false;
        for (int w = 0; w < count; w++) {
            int i = waiting[w];
            boolean here = instance.arrival(i) <= round;
            if (here && !stopped && occupancy.fits(i, round)) {
                occupancy.place(i, round);
                starts[i] = round;
            } else {
                stopped |= here && !skips;
                waiting[kept++] = i;
            }
        }
        return kept;
    }
}
