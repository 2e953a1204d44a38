package dev.tokenyard.policies.hindsight;

/**
 * Recomputes the lower bound that prices give, in exact integers and from its definition. It shares no code with the search
 * for prices; a window slides over the rounds instead of the search's prefix sums.
 */
public final class MultiplierCheck {
    private MultiplierCheck() {}

    /**
     * A total latency that no schedule can beat: Σ<sub>i</sub> min<sub>t >= a</sub> (t + o - a + Σ<sub>k=1..o</sub>
     * λ<sub>t+k</sub> (s + k)) - M Σ<sub>t</sub> λ<sub>t</sub>, rounded up to a whole round since latencies are whole.
     *
     * @throws IllegalArgumentException if a price is negative
     * @throws ArithmeticException if the numbers do not fit into 64 bits
     */
    public static long lowerBound(HindsightInstance instance, Multipliers multipliers) {
        long refund = 0;
        for (int t = 0; t < multipliers.scaled().length; t++) {
            long price = multipliers.scaled()[t];
            if (price < 0) {
                throw new IllegalArgumentException(
                        "The price of round " + t + " is " + price + "; a price must not be negative.");
            }
            // Nobody holds anything before round 1, so a refund there would only weaken the bound.
            refund = Math.addExact(refund, Math.multiplyExact(price, (long) instance.memoryTokens()));
        }
        long sum = 0;
        for (int i = 0; i < instance.size(); i++) {
            sum = Math.addExact(sum, cheapest(instance, i, multipliers));
        }
        return Math.ceilDiv(Math.subtractExact(sum, refund), Multipliers.SCALE);
    }

    /** The least price plus latency of one request over all its starts, scaled. */
    private static long cheapest(HindsightInstance instance, int i, Multipliers multipliers) {
        int s = instance.prompt(i);
        int o = instance.output(i);
        int start = instance.arrival(i);
        long held = 0;
        long prices = 0;
        for (int k = 1; k <= o; k++) {
            held = Math.addExact(held, Math.multiplyExact(multipliers.at(start + k), (long) s + k));
            prices = Math.addExact(prices, multipliers.at(start + k));
        }
        long cheapest = Math.addExact(held, (long) o * Multipliers.SCALE);
        // Once all rounds ahead are free, a later start only costs more.
        while (start < multipliers.scaled().length) {
            // One round later: the first round falls away, every other holds a token less, and the last one is new.
            held = Math.addExact(
                    held - prices - s * multipliers.at(start + 1),
                    Math.multiplyExact(multipliers.at(start + o + 1), (long) s + o));
            prices += multipliers.at(start + o + 1) - multipliers.at(start + 1);
            start++;
            long latency = (long) start + o - instance.arrival(i);
            cheapest = Math.min(cheapest, Math.addExact(held, latency * Multipliers.SCALE));
        }
        return cheapest;
    }
}
