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
 */
public record RunTotals(
        long steps,
        long batchSequences,
        int largestBatch,
        int completed,
        int refused,
        long preemptions,
        long recomputedTokens,
        long stepsOutsideGrid) {
    /** Totals of a run without a grid. */
    public RunTotals(
            long steps,
            long batchSequences,
            int largestBatch,
            int completed,
            int refused,
            long preemptions,
            long recomputedTokens) {
        this(steps, batchSequences, largestBatch, completed, refused, preemptions, recomputedTokens, 0);
    }
}
