package dev.tokenyard.sim.model;

/**
 * A feed-forward block of which each token uses a few of many experts (sparsely-gated mixture of experts, Shazeer et al.,
 * arXiv 1701.06538).
 *
 * @param count routed experts of a layer, n
 * @param perToken routed experts that a token uses, k, at most {@code count}
 * @param shared experts that every token uses besides (DeepSeekMoE, arXiv 2401.06066), 0 or more
 * @param intermediateSize width of one expert
 * @param denseLayers first layers that have an ordinary feed-forward block instead, 0 or more
 */
public record Experts(int count, int perToken, int shared, int intermediateSize, int denseLayers) {

    /**
     * The expected share of the routed experts that at least one of some tokens uses, 1 - (1 - k/n)^T. It assumes that
     * each token's experts are drawn uniformly and independently of the other tokens'; real routers are skewed, so that
     * fewer are used. The power is taken by squaring, with multiplications alone, so that all machines agree to the bit.
     *
     * @param tokens tokens of a step, T, 0 or more
     * @return from 0 to 1, not decreasing in the tokens
     */
    public double shareUsed(int tokens) {
        double unusedByAll = 1;
        double square = 1 - (double) perToken / count;
        for (int rest = tokens; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                unusedByAll *= square;
            }
            square *= square;
        }
        return 1 - unusedByAll;
    }
}
