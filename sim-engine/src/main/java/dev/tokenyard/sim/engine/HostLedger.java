package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * What an instance has in host memory: whose KV blocks lie there, and what the step being planned or under way moves over
 * the link. Swapped requests stand in the policy's order: by order key, then by number.
 */
final class HostLedger {
    private final HostMemory memory;
    private final long blockBytes;
    private final long[] keyOf;
    private int[] swapped = new int[16];
    private int count;

    private int[] moved = new int[8];
    private int movedCount;
    private int blocksMoved;

    /**
     * Makes an empty ledger.
     *
     * @param memory the memory, which others may use too
     * @param blockBytes bytes of one of the instance's KV blocks
     * @param keyOf order key by request number
     */
    HostLedger(HostMemory memory, long blockBytes, long[] keyOf) {
        this.memory = memory;
        this.blockBytes = blockBytes;
        this.keyOf = keyOf;
    }

    int freeBlocks() {
        return (int) Math.min(Integer.MAX_VALUE, memory.freeBytes() / blockBytes);
    }

    int count() {
        return count;
    }

    int get(int i) {
        return swapped[i];
    }

    /** A request's blocks come from the instance. */
    void put(int request, int blocks) {
        if (count == swapped.length) {
            swapped = Arrays.copyOf(swapped, count * 2);
        }
        insert(request, count++);
        memory.take(blocks * blockBytes);
        move(request, blocks);
    }

    private void insert(int request, int end) {
        int at = end;
        while (at > 0 && before(request, swapped[at - 1])) {
            swapped[at] = swapped[at - 1];
            at--;
        }
        swapped[at] = request;
    }

    /** Sorts those in host memory anew, as their keys have changed. */
    void sort() {
        for (int i = 1; i < count; i++) {
            insert(swapped[i], i);
        }
    }

    /** A request's blocks go back to the instance. */
    void take(int request, int blocks) {
        int at = 0;
        while (swapped[at] != request) {
            at++;
        }
        count--;
        System.arraycopy(swapped, at + 1, swapped, at, count - at);
        memory.take(-blocks * blockBytes);
        move(request, blocks);
    }

    private void move(int request, int blocks) {
        if (movedCount == moved.length) {
            moved = Arrays.copyOf(moved, movedCount * 2);
        }
        moved[movedCount++] = request;
        blocksMoved += blocks;
    }

    /** Whether the present plan has moved a request already. */
    boolean hasMoved(int request) {
        for (int i = 0; i < movedCount; i++) {
            if (moved[i] == request) {
                return true;
            }
        }
        return false;
    }

    /** Blocks that the present plan moves, in both directions. */
    int blocksMoved() {
        return blocksMoved;
    }

    /** Starts a new plan: nothing moves. */
    void clearPlan() {
        movedCount = 0;
        blocksMoved = 0;
    }

    private boolean before(int x, int y) {
        return keyOf[x] < keyOf[y] || (keyOf[x] == keyOf[y] && x < y);
    }
}
