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
 * @param prefixes what prefix caches saved
 * @param moves what moved between instances
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
        Swaps swaps,
        Prefixes prefixes,
        Moves moves) {
    /**
     * Evictions to host memory.
     *
     * @param count how many there were
     * @param tokens computed tokens that they moved there
     */
    public record Swaps(long count, long tokens) {
        /** Nothing was swapped. */
        public static final Swaps NONE = new Swaps(0, 0);
    }

    /**
     * What prefix caches saved.
     *
     * @param promptTokens prompt tokens of requests that were admitted by an instance with a prefix cache, each once
     * @param hitTokens those of them that were cached at their first admission
     */
    public record Prefixes(long promptTokens, long hitTokens) {
        /** No instance had a prefix cache. */
        public static final Prefixes NONE = new Prefixes(0, 0);

        /** The cached tokens as a share of all; NaN without any. */
        public double hitRate() {
            return (double) hitTokens / promptTokens;
        }
    }

    /**
     * What moved between instances.
     *
     * @param handovers requests that went from a prefill to a decode instance
     * @param migrations requests that moved while they decoded
     * @param abortedMigrations migrations that were given up
     * @param transferredBytes bytes put on KV links, those of aborted migrations included
     * @param linkBusyTicks time in which KV links were busy, summed over the links
     */
    public record Moves(
            long handovers, long migrations, long abortedMigrations, long transferredBytes, long linkBusyTicks) {
        /** Nothing moved. */
        public static final Moves NONE = new Moves(0, 0, 0, 0, 0);
    }

    /** Totals of a run on instances without a grid, host memory, prefix caches and links. */
    public RunTotals(
            long steps,
            long batchSequences,
            int largestBatch,
            int completed,
            int refused,
            long preemptions,
            long recomputedTokens) {
        this(
                steps,
                batchSequences,
                largestBatch,
                completed,
                refused,
                preemptions,
                recomputedTokens,
                0,
                Swaps.NONE,
                Prefixes.NONE,
                Moves.NONE);
    }
}
