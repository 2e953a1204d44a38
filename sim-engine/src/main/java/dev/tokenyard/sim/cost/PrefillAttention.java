package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.time.Ticks;

/**
 * Measured attention of prefill chunks, by their tokens and the tokens before them, with straight lines between the
 * measured points and beyond them.
 */
final class PrefillAttention {
    /**
     * What the chunks of several requests in one step take longer than a single one with as many pairs, as a share: Vidur's
     * attention_prefill_batching_overhead_fraction.
     */
    private static final double BATCHING_OVERHEAD = 0.1;

    private final GridAxes measured;
    private final double millisecondsPerFurtherToken;

    /**
     * Takes measured times.
     *
     * @param measured rows by chunk, columns by tokens before it
     * @param monotone whether to let times never fall with either
     */
    PrefillAttention(GridAxes measured, boolean monotone) {
        if (monotone) {
            measured.makeMonotone();
        }
        this.measured = measured;
        int last = measured.sizes.length - 1;
        millisecondsPerFurtherToken = last == 0
                ? 0
                : Math.max(
                        0,
                        (measured.milliseconds[last][0] - measured.milliseconds[last - 1][0])
                                / (measured.sizes[last] - measured.sizes[last - 1]));
    }

    int mostTokens() {
        return measured.largestSize();
    }

    /**
     * Time of the attention of a step's chunks.
     *
     * @param tokens tokens of all chunks, at least 1
     * @param pairs query-key pairs of all chunks
     * @param chunks how many chunks there are, at least 1
     */
    long ticks(int tokens, long pairs, int chunks) {
        double ownPairs = 0.5 * tokens * (tokens + 1.0);
        double milliseconds = pairs >= ownPairs
                ? milliseconds(tokens, (pairs - ownPairs) / tokens)
                // Several whole prompts: as one with as many pairs, as the measuring simulator has it too.
                : milliseconds((Math.sqrt(1 + 8.0 * pairs) - 1) / 2, 0);
        double overhead = chunks > 1 ? 1 + BATCHING_OVERHEAD : 1;
        return Math.round(milliseconds * overhead * Ticks.PER_MILLISECOND);
    }

    private double milliseconds(double tokens, double tokensBefore) {
        double before = Math.max(tokensBefore, measured.contexts[0]);
        int[] sizes = measured.sizes;
        int last = sizes.length - 1;
        if (tokens <= sizes[0]) {
            return measured.inRow(0, before);
        }
        if (tokens >= sizes[last]) {
            return measured.inRow(last, before) + millisecondsPerFurtherToken * (tokens - sizes[last]);
        }
        int right = GridAxes.firstNotBelow(sizes, tokens);
        double share = (tokens - sizes[right - 1]) / (sizes[right] - sizes[right - 1]);
        double shorter = measured.inRow(right - 1, before);
        return shorter + share * (measured.inRow(right, before) - shorter);
    }
}
