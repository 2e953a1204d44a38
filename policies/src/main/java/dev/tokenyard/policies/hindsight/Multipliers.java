package dev.tokenyard.policies.hindsight;

/**
 * Prices λ<sub>t</sub> >= 0 of a token of memory in each round: a certificate for a lower bound. For any prices, the
 * memory rows of the hindsight program (arXiv 2502.07115, section 3) can be dropped if what the requests hold is paid for
 * and M tokens are refunded in every round; each request then starts when that is cheapest for it, and no schedule costs
 * less than the sum. The best prices give the bound of the linear relaxation.
 *
 * @param scaled the price of round t at index t, in units of 1 / {@link #SCALE}, none below 0; rounds beyond are free
 */
public record Multipliers(long[] scaled) {
    /** One whole unit of price. */
    public static final long SCALE = 1L << 20;

    /** No price anywhere: the bound is that nobody waits, Σ o. */
    static final Multipliers NONE = new Multipliers(new long[1]);

    static Multipliers of(double[] prices) {
        long[] scaled = new long[prices.length];
        for (int t = 1; t < prices.length; t++) {
            scaled[t] = Math.max(0, Math.round(prices[t] * SCALE));
        }
        return new Multipliers(scaled);
    }

    /** The price of a round, 0 beyond the last. */
    long at(int round) {
        return round < scaled.length ? scaled[round] : 0;
    }
}
