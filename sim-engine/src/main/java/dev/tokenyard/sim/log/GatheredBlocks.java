package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * Blocks in the order of their owners: how many each request has is true, where they lie is not. It costs as much as there
 * are blocks, whatever went before; a {@link BlockMap} has to replay the run from its start.
 */
public final class GatheredBlocks implements BlockPlaces {
    private final RunCursor cursor;
    private final int[][] owners;
    private final int[] used;
    private long tick = -1;

    /**
     * The blocks where a cursor stands.
     *
     * @param cursor whoever moves to a moment moves it there, too
     */
    public GatheredBlocks(RunCursor cursor) {
        this.cursor = cursor;
        owners = cursor.log().instances().stream()
                .map(instance -> new int[instance.kvBlocks()])
                .toArray(int[][]::new);
        used = new int[owners.length];
    }

    @Override
    public void seek(long toTick) {
        if (toTick == tick) {
            return;
        }
        tick = toTick;
        cursor.seek(toTick);
        for (int i = 0; i < owners.length; i++) {
            gather(i);
        }
    }

    private void gather(int i) {
        int total = cursor.usedBlocks(i);
        int at = fill(i, 0, cursor.sharedBlocksOf(i), SHARED, total);
        for (int k = 0; k < cursor.residentCount(i); k++) {
            int r = cursor.resident(i, k);
            at = fill(i, at, cursor.heldBlocks(r) - cursor.sharedBlocks(r), r, total);
        }
        for (int k = 0; k < cursor.incomingCount(i); k++) {
            int r = cursor.incoming(i, k);
            at = fill(i, at, cursor.incomingBlocks(r), r, total);
        }
        for (int k = 0; k < cursor.departedCount(i); k++) {
            int r = cursor.departed(i, k);
            at = fill(i, at, cursor.keptBlocks(r), r, total);
        }
        used[i] = at;
        Arrays.fill(owners[i], at, owners[i].length, FREE);
    }

    private int fill(int i, int from, int count, int owner, int total) {
        int to = Math.min(total, from + Math.max(0, count));
        Arrays.fill(owners[i], from, to, owner);
        return to;
    }

    @Override
    public int owner(int instance, int block) {
        return owners[instance][block];
    }

    @Override
    public int evictedBy(int instance, int block) {
        return EventTrack.NONE;
    }

    @Override
    public int blocks(int instance) {
        return owners[instance].length;
    }

    @Override
    public int usedBlocks(int instance) {
        return used[instance];
    }
}
