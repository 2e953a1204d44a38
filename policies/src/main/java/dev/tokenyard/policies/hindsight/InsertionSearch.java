package dev.tokenyard.policies.hindsight;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Looks for a good schedule by simulated annealing over insertion orders: requests are placed one after the other, each at
 * the first round at which it fits beside those already placed, and two neighbouring orders differ by a swap or a move. It
 * reaches no schedule in which a request waits though it would fit, so it may miss the optimum. An instance and a number of
 * tries give the same schedule on every machine.
 */
final class InsertionSearch {
    private static final double HOTTEST = 0.001;
    private static final double COOLING = 1e-2;
    /** Places that half of the changes go at most: late in the search they are the ones that help. */
    private static final int REACH = 8;

    private final HindsightInstance instance;
    private final Occupancy occupancy;
    /** The order in which requests are placed. */
    private final int[] placed;

    private final int[] starts;
    private int[] best;
    private long bestLatency;

    private InsertionSearch(HindsightInstance instance, int[] incumbent) {
        this.instance = instance;
        occupancy = new Occupancy(instance);
        placed = byStart(incumbent);
        starts = incumbent.clone();
        for (int i : placed) {
            occupancy.place(i, starts[i]);
        }
        best = incumbent.clone();
        bestLatency = instance.totalLatency(incumbent);
    }

    /**
     * The better of a schedule and what the search finds from it.
     *
     * @param incumbent start rounds of a feasible schedule
     * @param tries orders to try
     * @param cancelled asked now and then
     * @return start rounds
     */
    static int[] improve(HindsightInstance instance, int[] incumbent, int tries, BooleanSupplier cancelled) {
        if (instance.size() < 2) {
            return incumbent;
        }
        InsertionSearch search = new InsertionSearch(instance, incumbent);
        search.anneal(tries, cancelled);
        return search.best;
    }

    private void anneal(int tries, BooleanSupplier cancelled) {
        int n = instance.size();
        int[] order = placed.clone();
        int[] candidate = new int[n];
        place(order, 0);
        long latency = bestIfBetter();
        SplittableRandom random = new SplittableRandom(n);
        double temperature = HOTTEST * bestLatency + 1;
        double cooling = StrictMath.pow(COOLING, 1.0 / Math.max(1, tries));
        for (int k = 0; k < tries && !cancelled.getAsBoolean(); k++) {
            System.arraycopy(order, 0, candidate, 0, n);
            change(candidate, random);
            place(candidate, firstDifference(candidate));
            long tried = bestIfBetter();
            temperature *= cooling;
            if (tried <= latency || random.nextDouble() < StrictMath.exp((latency - tried) / temperature)) {
                int[] swapped = order;
                order = candidate;
                candidate = swapped;
                latency = tried;
            }
        }
    }

    private static void change(int[] order, SplittableRandom random) {
        int from = random.nextInt(order.length);
        int to = random.nextBoolean()
                ? random.nextInt(order.length)
                : Math.clamp(from + random.nextInt(-REACH, REACH + 1), 0, order.length - 1);
        int moved = order[from];
        if (random.nextBoolean()) {
            order[from] = order[to];
        } else if (from < to) {
            System.arraycopy(order, from + 1, order, from, to - from);
        } else {
            System.arraycopy(order, to, order, to + 1, from - to);
        }
        order[to] = moved;
    }

    private int firstDifference(int[] order) {
        int same = 0;
        while (same < order.length && order[same] == placed[same]) {
            same++;
        }
        return same;
    }

    /** Places requests in an order that agrees with the last one up to a position. */
    private void place(int[] order, int from) {
        for (int k = from; k < order.length; k++) {
            occupancy.lift(placed[k], starts[placed[k]]);
        }
        for (int k = from; k < order.length; k++) {
            int i = order[k];
            placed[k] = i;
            starts[i] = occupancy.earliestFit(i, instance.arrival(i));
            occupancy.place(i, starts[i]);
        }
    }

    /** The latency of what is placed, which is kept if it is the best. */
    private long bestIfBetter() {
        long latency = instance.totalLatency(starts);
        if (latency < bestLatency) {
            bestLatency = latency;
            best = starts.clone();
        }
        return latency;
    }

    private static int[] byStart(int[] starts) {
        return IntStream.range(0, starts.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> starts[i]))
                .mapToInt(i -> i)
                .toArray();
    }
}
