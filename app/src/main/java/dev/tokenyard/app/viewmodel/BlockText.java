package dev.tokenyard.app.viewmodel;

import dev.tokenyard.sim.policy.BlockReason;

/** Why the head of a queue is not admitted, in full. */
public final class BlockText {
    private BlockText() {}

    /**
     * The reason with its figures, for instance {@code KV cache full, needs 14 blocks, 2 free}.
     *
     * @param needed what the head needs, in the reason's unit
     * @param available what there was, in the reason's unit
     */
    public static String of(BlockReason reason, long needed, int available, RunClock clock) {
        return reason.label()
                + switch (reason) {
                    case KV_FULL -> ", needs " + needed + " " + clock.memory(needed) + ", " + available + " free";
                    case LOOK_AHEAD ->
                        ", would peak at " + TimeText.count(needed) + " of " + TimeText.count(available) + " tokens";
                    case BATCH_CAP -> " (" + available + ")";
                    case BATCH_FILLING -> ", " + available + " of " + needed;
                    case NONE, TOKEN_BUDGET, PREEMPTED, SWAPPED, HELD, BATCH_RUNNING, OTHER_MODEL -> "";
                };
    }
}
