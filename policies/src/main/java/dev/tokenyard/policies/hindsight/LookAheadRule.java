package dev.tokenyard.policies.hindsight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Rules that admit waiting requests in an order, round by round, as long as memory will suffice at every round to come:
 * MC-SF (arXiv 2502.07115, Algorithm 1, with true lengths) and its relatives.
 */
public enum LookAheadRule {
    /** Shortest output first; stops at the first that does not fit. */
    MC_SF("mc-sf", "MC-SF", false),
    /** Shortest output first; skips those that do not fit. */
    MC_SF_SKIP("mc-sf-skip", "MC-SF, skip", true),
    /** Smallest volume s·o + o(o + 1)/2 first (arXiv 2606.22327); stops. */
    SVF_ORDER("svf-order", "SVF order", false),
    /** In order of arrival; stops. */
    MC_BENCHMARK("mc-benchmark", "MC-Benchmark", false);

    private static final int MOST_SKIPPED_OVER = 5_000;

    private final String id;
    private final String title;
    private final boolean skips;

    LookAheadRule(String id, String title, boolean skips) {
        this.id = id;
        this.title = title;
        this.skips = skips;
    }

    /** A short name, that of the policy where it is one of the catalogue's with its knobs at their defaults. */
    public String id() {
        return id;
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
        return starts(instance, () -> false).orElseThrow();
    }

    /**
     * The same, unless it takes too long.
     *
     * @param stopped asked in every round in which something is tried; once it says so, there is no schedule
     */
    public Optional<int[]> starts(HindsightInstance instance, BooleanSupplier stopped) {
        int[] byRank = byRank(instance);
        return skips ? skipping(instance, byRank, stopped) : stopping(instance, byRank, stopped);
    }

    private int[] byRank(HindsightInstance instance) {
        IntToLongFunction key = switch (this) {
            case MC_SF, MC_SF_SKIP -> instance::output;
            case SVF_ORDER -> instance::volume;
            case MC_BENCHMARK -> instance::arrival;
        };
        return IntStream.range(0, instance.size())
                .boxed()
                .sorted(Comparator.comparingLong(key::applyAsLong))
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * Only the first in the order is ever tried, and nothing changes until it fits or another comes before it; so time jumps
     * from start to start and arrival to arrival.
     */
    private static Optional<int[]> stopping(HindsightInstance instance, int[] byRank, BooleanSupplier stopped) {
        int n = instance.size();
        int[] rank = new int[n];
        for (int r = 0; r < n; r++) {
            rank[byRank[r]] = r;
        }
        int[] byArrival = instance.byArrival();
        int[] starts = new int[n];
        Occupancy occupancy = new Occupancy(instance);
        PriorityQueue<Integer> waiting = new PriorityQueue<>();
        int arrived = 0;
        int round = 0;
        for (int placed = 0; placed < n; ) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            if (waiting.isEmpty()) {
                round = Math.max(round, instance.arrival(byArrival[arrived]));
            }
            while (arrived < n && instance.arrival(byArrival[arrived]) <= round) {
                waiting.add(rank[byArrival[arrived++]]);
            }
            int first = byRank[waiting.element()];
            int fits = occupancy.earliestFit(first, round);
            if (arrived < n && instance.arrival(byArrival[arrived]) <= fits && fits > round) {
                round = instance.arrival(byArrival[arrived]);
            } else {
                round = fits;
                waiting.remove();
                occupancy.place(first, round);
                starts[first] = round;
                placed++;
            }
        }
        return Optional.of(starts);
    }

    private static Optional<int[]> skipping(HindsightInstance instance, int[] byRank, BooleanSupplier stopped) {
        int[] waiting = byRank.clone();
        int[] starts = new int[waiting.length];
        Occupancy occupancy = new Occupancy(instance);
        int left = waiting.length;
        int round = 0;
        while (left > 0) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            round = Math.max(round, firstArrival(instance, waiting, left));
            int kept = 0;
            for (int w = 0; w < left; w++) {
                int i = waiting[w];
                if (instance.arrival(i) <= round && occupancy.fits(i, round)) {
                    occupancy.place(i, round);
                    starts[i] = round;
                } else {
                    waiting[kept++] = i;
                }
            }
            left = kept;
            round++;
        }
        return Optional.of(starts);
    }

    private static int firstArrival(HindsightInstance instance, int[] waiting, int count) {
        return Arrays.stream(waiting, 0, count).map(instance::arrival).min().orElseThrow();
    }
}
