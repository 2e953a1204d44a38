package dev.tokenyard.policies.hindsight;

/**
 * What prices of memory say of the rest of a partial schedule, looked up. All values are scaled as {@link Multipliers}, so
 * that bounds are exact integers.
 */
final class PriceTable {
    /** A start that no schedule better than the incumbent has. */
    static final long NEVER = Long.MAX_VALUE / 256;

    private final Multipliers prices;
    /** By request and start: latency and price of what is held. */
    private final long[][] cost;
    /** The least of {@link #cost} from a start on. */
    private final long[][] cheapestFrom;
    /** M times the prices of all rounds after one. */
    private final long[] refundAfter;

    /**
     * The table for one list of prices.
     *
     * @param lastStart the last start of each request that need be considered
     * @param horizon a round after all starts
     */
    PriceTable(HindsightInstance instance, Multipliers prices, int[] lastStart, int horizon) {
        this.prices = prices;
        int n = instance.size();
        cost = new long[n][horizon + 2];
        cheapestFrom = new long[n][horizon + 2];
        for (int i = 0; i < n; i++) {
            long cheapest = NEVER;
            for (int t = horizon + 1; t >= 0; t--) {
                cost[i][t] = t > lastStart[i] ? NEVER : cost(instance, i, t);
                cheapest = Math.min(cheapest, cost[i][t]);
                cheapestFrom[i][t] = cheapest;
            }
        }
        int longest = 0;
        for (int i = 0; i < n; i++) {
            longest = Math.max(longest, instance.output(i));
        }
        // What has started may keep all others out for that long after the last start.
        refundAfter = new long[Math.max(horizon + longest + 2, prices.scaled().length + 1)];
        for (int t = refundAfter.length - 2; t >= 0; t--) {
            refundAfter[t] = refundAfter[t + 1] + instance.memoryTokens() * prices.at(t + 1);
        }
    }

    private long cost(HindsightInstance instance, int i, int start) {
        long sum = (start + instance.output(i) - instance.arrival(i)) * Multipliers.SCALE;
        for (int k = 1; k <= instance.output(i); k++) {
            sum += prices.at(start + k) * (instance.prompt(i) + k);
        }
        return sum;
    }

    long cost(int i, int start) {
        return cost[i][start];
    }

    long cheapestFrom(int i, int start) {
        return cheapestFrom[i][start];
    }

    /** Prices of what a state's started requests hold after its round, less the refund of those rounds. */
    long balanceAfter(SearchState state) {
        long sum = -refundAfter[state.round];
        for (int k = 0; k < state.held.length; k++) {
            sum += prices.at(state.round + 1 + k) * state.held[k];
        }
        return sum;
    }

    /** What the balance grows by if nothing may start before a later round: what a round holds and its refund fall away. */
    long changeOver(SearchState state, int round) {
        int k = round - state.round - 1;
        long heldThere = k < state.held.length ? state.held[k] : 0;
        return refundAfter[round - 1] - refundAfter[round] - prices.at(round) * heldThere;
    }
}
