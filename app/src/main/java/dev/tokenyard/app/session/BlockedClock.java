package dev.tokenyard.app.session;

import dev.tokenyard.sim.policy.BlockReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Adds up for how long each reason blocked a queue, and keeps the figures with which each first came up. */
final class BlockedClock {
    private static final BlockReason[] REASONS = BlockReason.values();

    private final long[] ticks = new long[REASONS.length];
    private final int[] needed = new int[REASONS.length];
    private final int[] available = new int[REASONS.length];

    /** Adds a stretch of time; {@code reason} is the ordinal. */
    void add(int reason, long stretchTicks, int neededThen, int availableThen) {
        if (ticks[reason] == 0) {
            needed[reason] = neededThen;
            available[reason] = availableThen;
        }
        ticks[reason] += stretchTicks;
    }

    List<LifeStory.Blocked> longestFirst() {
        List<LifeStory.Blocked> found = new ArrayList<>();
        for (BlockReason reason : REASONS) {
            int i = reason.ordinal();
            if (ticks[i] > 0) {
                found.add(new LifeStory.Blocked(reason, ticks[i], needed[i], available[i]));
            }
        }
        found.sort(Comparator.comparingLong(LifeStory.Blocked::ticks).reversed());
        return found;
    }
}
