package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * The host memory of an instance: how many KV blocks lie there, whose they are, and what the step being planned or under
 * way moves over the link. Swapped requests stand in the policy's order: by order key, then by number.
 */
final class HostLedger {
    private final int totalBlocks;
    private final long[] keyOf;
    private int usedBlocks;
    private int[] swapped = new int[16];
    private int count;

    private int[] moved = new int[8];
    private int movedCount;
    private int blocksMoved;

    /**
     * Makes an empty ledger.
     *
     * @param totalBlocks KV blocks that the memory holds
     * @param keyOf order key by request number
     */
    HostLedger(int totalBlocks, long[] keyOf) {
        this.totalBlocks = totalBlocks;
        this.keyOf = keyOf;
    }

    int freeBlocks() {
        return totalBlocks - usedBlocks;
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
        int at = count++;
        while (at > 0 && before(request, swapped[at - 1])) {
            swapped[at] = swapped[at - 1];
            at--;
        }
        swapped[at] = request;
        usedBlocks += blocks;
        move(request, blocks);
    }

    /** A request's blocks go back to the instance. */
    void take(int request, int blocks) {
        int at = 0;
        while (swapped[at] != request) {
            at++;
        }
        count--;
        System.arraycopy(swapped, at + 1, swapped, at, count - at);
        usedBlocks -= blocks;
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
