package dev.tokenyard.sim.log;

/**
 * Counts over a whole run.
 *
 * @param steps steps of all instances
 * @param batchSequences sequences in each step's batch, summed over all steps
 * @param largestBatch most sequences in one step
 * @param completed requests that got their last token
 * @param refusals requests that could never be served, by the reason
 * @param preemptions evictions by recompute
 * @param recomputedTokens computed tokens that evictions threw away
 * @param stepsOutsideGrid steps whose time was asked for beyond the measured points of a step-time grid
 * @param swaps evictions to host memory
 * @param prefixes what prefix caches saved
 * @param moves what moved between instances
 * @param loads models loaded in the course of the run
 * @param guards plans in which the policy left its published rule so as not to go round in circles
 */
public record RunTotals(
        long steps,
        long batchSequences,
        int largestBatch,
        int completed,
        Refusals refusals,
        long preemptions,
        long recomputedTokens,
        long stepsOutsideGrid,
        Swaps swaps,
        Prefixes prefixes,
        Moves moves,
        Loads loads,
        long guards) {
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
     * Requests that were turned away, by the reason; see {@link Refusal.Reason}.
     *
     * @param noModel those that no instance serves the model for
     * @param tooLarge those too large for every instance
     * @param tooLargeThere those too large for the instance that they were routed to, while another could have held them
     */
    public record Refusals(int noModel, int tooLarge, int tooLargeThere) {
        /** None was. */
        public static final Refusals NONE = new Refusals(0, 0, 0);

        /** All of them. */
        public int total() {
            return noModel + tooLarge + tooLargeThere;
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

    /**
     * Models loaded in the course of the run, on GPUs that several instances share.
     *
     * @param count how many
     * @param ticks time that it took, summed over them
     */
    public record Loads(long count, long ticks) {
        /** None was. */
        public static final Loads NONE = new Loads(0, 0);
    }

    /** All requests that could never be served. */
    public int refused() {
        return refusals.total();
    }

    /** Totals of a run on instances without a grid, host memory, prefix caches and links, which refused only what is too large. */
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
                new Refusals(0, refused, 0),
                preemptions,
                recomputedTokens,
                0,
                Swaps.NONE,
                Prefixes.NONE,
                Moves.NONE,
                Loads.NONE,
                0);
    }
}
