package dev.tokenyard.policies.hindsight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;

/**
 * Looks for prices of memory whose bound is high: the Lagrangian dual of the memory rows, climbed by subgradients with
 * Polyak's steps. Each step costs O(requests x rounds), with prefix sums of λ and of t λ.
 *
 * <p>It can also start in the midst of a schedule: with some requests yet to start, no start before a given round, and
 * tokens held in later rounds by those that run.
 */
final class PriceSearch {
    private static final double FIRST_STEP = 1.5;
    private static final double SMALLEST_STEP = 1e-3;
    private static final int PATIENCE = 40;

    private final HindsightInstance instance;
    private final int[] requests;
    private final int from;
    private final int[] heldByOthers;
    private final int horizon;
    private final double[] sum;
    private final double[] sumByRound;
    private final long[] held;

    /**
     * A search for prices of the rounds up to a horizon.
     *
     * @param requests those that are yet to start
     * @param from the earliest start
     * @param heldByOthers tokens held in each round by requests that have started
     * @param horizon last round that may have a price
     */
    PriceSearch(HindsightInstance instance, int[] requests, int from, int[] heldByOthers, int horizon) {
        this.instance = instance;
        this.requests = requests;
        this.from = from;
        this.heldByOthers = heldByOthers;
        this.horizon = horizon;
        int longest = 0;
        for (int i : requests) {
            longest = Math.max(longest, instance.output(i));
        }
        sum = new double[horizon + longest + 2];
        sumByRound = new double[sum.length];
        held = new long[sum.length];
    }

    /** The whole instance, from round 0. */
    static PriceSearch ofAll(HindsightInstance instance, int horizon) {
        int[] all = new int[instance.size()];
        Arrays.setAll(all, i -> i);
        return new PriceSearch(instance, all, 0, new int[horizon + 1], horizon);
    }

    /**
     * Prices that would be best if memory could be divided at will: then the smallest volumes come first, and a round costs
     * 1/M for each request that is yet to finish. They give the volume bound.
     */
    double[] fluidPrices() {
        Integer[] byVolume = Arrays.stream(requests).boxed().toArray(Integer[]::new);
        Arrays.sort(byVolume, Comparator.comparingLong(instance::volume));
        double[] prices = new double[horizon + 1];
        double finish = from;
        int next = 0;
        for (int t = from + 1; t <= horizon; t++) {
            while (next < byVolume.length && finish + share(byVolume[next]) < t) {
                finish += share(byVolume[next++]);
            }
            prices[t] = (double) (byVolume.length - next) / instance.memoryTokens();
        }
        return prices;
    }

    private double share(int i) {
        return (double) instance.volume(i) / instance.memoryTokens();
    }

    /**
     * Climbs.
     *
     * @param start prices to start from, one for each round up to the horizon
     * @param target a latency that some schedule attains, so the bound cannot exceed it
     * @param steps the most steps
     * @param cancelled asked before each step
     * @return the best prices found
     */
    double[] climb(double[] start, double target, int steps, BooleanSupplier cancelled) {
        double[] prices = start.clone();
        double[] best = start;
        double bestBound = Double.NEGATIVE_INFINITY;
        double step = FIRST_STEP;
        int idle = 0;
        for (int k = 0; k < steps && step > SMALLEST_STEP && !cancelled.getAsBoolean(); k++) {
            double bound = bound(prices);
            idle = bound > bestBound * 1.0001 ? 0 : idle + 1;
            if (bound > bestBound) {
                bestBound = bound;
                best = prices.clone();
            }
            if (idle > PATIENCE) {
                idle = 0;
                step *= 0.7;
                prices = best.clone();
            } else if (!move(prices, step * (target - bound))) {
                break;
            }
        }
        return best;
    }

    /** The bound of prices; leaves what the cheapest starts hold in {@link #held}. */
    private double bound(double[] prices) {
        double bound = 0;
        for (int t = 1; t < sum.length; t++) {
            double price = t <= horizon ? prices[t] : 0;
            sum[t] = sum[t - 1] + price;
            sumByRound[t] = sumByRound[t - 1] + price * t;
            if (t > from && t <= horizon) {
                bound -= price * (instance.memoryTokens() - heldByOthers[t]);
            }
        }
        Arrays.fill(held, 0);
        for (int i : requests) {
            int s = instance.prompt(i);
            int o = instance.output(i);
            int earliest = Math.max(from, instance.arrival(i));
            int cheapest = earliest;
            double least = Double.POSITIVE_INFINITY;
            for (int t = earliest; t <= Math.max(earliest, horizon); t++) {
                double cost = t + o - instance.arrival(i);
                if (t < horizon) {
                    cost += (s - t) * (sum[t + o] - sum[t]) + (sumByRound[t + o] - sumByRound[t]);
                }
                if (cost < least) {
                    least = cost;
                    cheapest = t;
                }
            }
            bound += least;
            for (int k = 1; k <= o && cheapest + k <= horizon; k++) {
                held[cheapest + k] += s + k;
            }
        }
        return bound;
    }

    /** Raises prices where more is held than there is and lowers them elsewhere; says whether there was anything to do. */
    private boolean move(double[] prices, double distance) {
        double square = 0;
        for (int t = from + 1; t <= horizon; t++) {
            double excess = excess(t);
            square += excess < 0 && prices[t] == 0 ? 0 : excess * excess;
        }
        if (square == 0) {
            return false;
        }
        double step = distance / square;
        for (int t = from + 1; t <= horizon; t++) {
            prices[t] = Math.max(0, prices[t] + step * excess(t));
        }
        return true;
    }

    private double excess(int round) {
        return held[round] - instance.memoryTokens() + heldByOthers[round];
    }
}
