package dev.tokenyard.sim.log;

/**
 * Counts over a whole run.
 *
 * @param steps steps of all instances
 * @param batchSequences sequences in each step's batch, summed over all steps
 * @param largestBatch most sequences in one step
 * @param completed requests that got their last token
 * @param refused requests that could never be served
 * @param preemptions evictions by recompute
 * @param recomputedTokens computed tokens that evictions threw away
 * @param stepsOutsideGrid steps whose time was asked for beyond the measured points of a step-time grid
 * @param swaps evictions to host memory
 * @param swappedTokens computed tokens that they moved there
 * @param prefixPromptTokens prompt tokens of requests that were admitted by an instance with a prefix cache, each once
 * @param prefixHitTokens those of them that were cached at their first admission
 */
public record RunTotals(
        long steps,
        long batchSequences,
        int largestBatch,
        int completed,
        int refused,
        long preemptions,
        long recomputedTokens,
        long stepsOutsideGrid,
        long swaps,
        long swappedTokens,
        long prefixPromptTokens,
        long prefixHitTokens) {
    /** Totals of a run without a grid, swaps and prefix caches. */
    public RunTotals(
            long steps,
            long batchSequences,
            int largestBatch,
            int completed,
            int refused,
            long preemptions,
            long recomputedTokens) {
        this(steps, batchSequences, largestBatch, completed, refused, preemptions, recomputedTokens, 0, 0, 0, 0, 0);
    }
}
