package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.time.Ticks;

/** What the last consultation of the policy left behind at an instance: when to ask again, and why the queue is blocked. */
final class Standing {
    private static final int NONE = -1;

    /** Whether something has changed that the policy has not seen. */
    boolean consultNext;
    /** Whether the policy itself has asked to be consulted, even if nothing waits. */
    boolean called;
    /** Whether no arrival can change what it decided. */
    boolean ignoreArrivals;
    /** Whether an arrival behind the head can change it, too. */
    boolean noticesEveryArrival;
    /** Whether nothing is admitted or brought back, since another instance is to take over the GPUs. */
    boolean closed;
    /** Whether the queue is served in order of arrival. */
    boolean byArrival;
    /** When it wants to be asked again. */
    long reconsiderTick = Ticks.NEVER;
    /** Steps after which it wants to be asked again. */
    int reconsiderSteps = Integer.MAX_VALUE;
    /** Fewest free blocks that a step may leave without a new consultation. */
    int consultBelowBlocks;
    /** With no resident: when to ask again if nothing arrives before, 0 if it did not say. */
    long sleepUntilTick;

    int blockReason = BlockReason.NONE.ordinal();
    int blockedHead = NONE;
    int blockNeeded;
    int blockAvailable;

    /** A consultation begins: what the last one asked for is void. */
    void clear() {
        consultNext = false;
        called = false;
        ignoreArrivals = false;
        noticesEveryArrival = false;
        closed = false;
        byArrival = false;
        reconsiderTick = Ticks.NEVER;
        reconsiderSteps = Integer.MAX_VALUE;
        consultBelowBlocks = 0;
        sleepUntilTick = 0;
    }

    boolean sleeps() {
        return sleepUntilTick > 0;
    }

    boolean isBlocked() {
        return blockReason != BlockReason.NONE.ordinal();
    }

    /** So many steps have gone by. */
    void countDown(int steps) {
        if (steps == reconsiderSteps) {
            consultNext = true;
        } else if (reconsiderSteps != Integer.MAX_VALUE) {
            reconsiderSteps -= steps;
        }
    }
}
