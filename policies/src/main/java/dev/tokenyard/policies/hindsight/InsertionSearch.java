package dev.tokenyard.policies.hindsight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Looks for a good schedule by simulated annealing over insertion orders: requests are placed one after the other, each at
 * the first round at which it fits beside those already placed, and two neighbouring orders differ by a swap or a move. It
 * reaches no schedule in which a request waits though it would fit, so it may miss the optimum.
 */
final class InsertionSearch {
    private static final double HOTTEST = 0.003;
    private static final double COOLING = 1e-2;

    private final HindsightInstance instance;
    private final Occupancy occupancy;
    private final int[] starts;
    private int[] best;
    private long bestLatency;

    private InsertionSearch(HindsightInstance instance, int[] incumbent) {
        this.instance = instance;
        occupancy = new Occupancy(instance);
        starts = new int[instance.size()];
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
        Integer[] byStart = new Integer[n];
        Arrays.setAll(byStart, i -> i);
        Arrays.sort(byStart, Comparator.comparingInt(i -> best[i]));
        int[] order = Arrays.stream(byStart).mapToInt(i -> i).toArray();
        int[] candidate = new int[n];
        long latency = latencyOf(order);
        SplittableRandom random = new SplittableRandom(n);
        double hottest = HOTTEST * bestLatency + 1;
        for (int k = 0; k < tries && !cancelled.getAsBoolean(); k++) {
            System.arraycopy(order, 0, candidate, 0, n);
            change(candidate, random);
            long tried = latencyOf(candidate);
            double temperature = hottest * Math.pow(COOLING, (double) k / tries);
            if (tried <= latency || random.nextDouble() < Math.exp((latency - tried) / temperature)) {
                int[] swapped = order;
                order = candidate;
                candidate = swapped;
                latency = tried;
            }
        }
    }

    private static void change(int[] order, SplittableRandom random) {
        int from = random.nextInt(order.length);
        int to = random.nextInt(order.length);
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

    private long latencyOf(int[] order) {
        occupancy.clear();
        long latency = instance.outputSum();
        for (int i : order) {
            starts[i] = occupancy.earliestFit(i, instance.arrival(i));
            occupancy.place(i, starts[i]);
            latency += starts[i] - instance.arrival(i);
        }
        if (latency < bestLatency) {
            bestLatency = latency;
            best = starts.clone();
        }
        return latency;
    }
}
