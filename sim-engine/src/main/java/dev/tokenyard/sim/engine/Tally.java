package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.RunTotals;

/** What is counted from the beginning of a run to its end. */
final class Tally {
    private long steps;
    private long batchSequences;
    private int largestBatch;
    private long stepsOutsideDomain;
    private int accepted;
    private int completed;
    private long preemptions;
    private long recomputedTokens;
    private long swaps;
    private long swappedTokens;
    private long prefixPromptTokens;
    private long prefixHitTokens;
    private long guards;
    private long endTick;

    /** So many steps with the same batch have ended. */
    void stepsEnded(int count, int batch, boolean outsideDomain) {
        steps += count;
        batchSequences += (long) count * batch;
        largestBatch = Math.max(largestBatch, batch);
        if (outsideDomain) {
            stepsOutsideDomain += count;
        }
    }

    /** A request has arrived, and may yet be refused. */
    void arrived(long tick) {
        endTick = tick;
    }

    /** A request that has arrived was not refused. */
    void accepted() {
        accepted++;
    }

    void completed(long tick) {
        endTick = tick;
        completed++;
    }

    /** Requests that were not refused and have not been completed. */
    int unfinished() {
        return accepted - completed;
    }

    /** When the last request arrived or was completed. */
    long endTick() {
        return endTick;
    }

    /** A resident was evicted, and so many of its computed tokens have to be computed again. */
    void preempted(int lostTokens) {
        preemptions++;
        recomputedTokens += lostTokens;
    }

    /** A resident was evicted to host memory with so many computed tokens. */
    void swappedOut(int tokens) {
        swaps++;
        swappedTokens += tokens;
    }

    /** A request was admitted for the first time where there is a prefix cache. */
    void lookedUp(int promptTokens, int hitTokens) {
        prefixPromptTokens += promptTokens;
        prefixHitTokens += hitTokens;
    }

    /** A policy has left its published rule so as not to go round in circles. */
    void guarded() {
        guards++;
    }

    RunTotals totals(RunTotals.Refusals refusals, RunTotals.Moves moves, RunTotals.Loads loads) {
        return new RunTotals(
                steps,
                batchSequences,
                largestBatch,
                completed,
                refusals,
                preemptions,
                recomputedTokens,
                stepsOutsideDomain,
                new RunTotals.Swaps(swaps, swappedTokens),
                new RunTotals.Prefixes(prefixPromptTokens, prefixHitTokens),
                moves,
                loads,
                guards);
    }
}
