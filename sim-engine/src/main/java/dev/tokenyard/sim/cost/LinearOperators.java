package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.time.Ticks;

/**
 * Measured time of all operators but attention, by the tokens of the step. Between two measured numbers of tokens, it is
 * that of the next multiple of {@value #TILE_TOKENS}: matrix kernels pad to whole tiles, and the measurements show it (65
 * tokens take as long as 72, 129 as long as 136).
 */
final class LinearOperators {
    private static final int TILE_TOKENS = 8;

    private final long[] ticksByTokens;
    private final long ticksPerFurtherToken;

    /**
     * Tabulates measured times.
     *
     * @param measured one column
     * @param monotone whether to let times never fall with the tokens
     */
    LinearOperators(GridAxes measured, boolean monotone) {
        if (monotone) {
            measured.makeMonotone();
        }
        int[] tokens = measured.sizes;
        double[] milliseconds = new double[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            milliseconds[i] = measured.milliseconds[i][0];
        }
        int most = measured.largestSize();
        ticksByTokens = new long[most + 1];
        int next = 0;
        for (int t = 1; t <= most; t++) {
            while (tokens[next] < t) {
                next++;
            }
            int padded = Math.min(tokens[next], Math.ceilDiv(t, TILE_TOKENS) * TILE_TOKENS);
            // Fewer tokens than ever measured take as long as the fewest.
            double at = Math.max(padded, tokens[0]);
            ticksByTokens[t] = Math.round(GridAxes.line(tokens, milliseconds, at) * Ticks.PER_MILLISECOND);
        }
        int before = tokens.length == 1 ? most : tokens[tokens.length - 2];
        ticksPerFurtherToken =
                before == most ? 0 : Math.max(0, (ticksByTokens[most] - ticksByTokens[before]) / (most - before));
    }

    int mostTokens() {
        return ticksByTokens.length - 1;
    }

    /** Time of a step of so many tokens, at least one. */
    long ticks(long tokens) {
        int most = mostTokens();
        return tokens <= most
                ? ticksByTokens[(int) tokens]
                : Math.addExact(ticksByTokens[most], Math.multiplyExact(ticksPerFurtherToken, tokens - most));
    }
}
