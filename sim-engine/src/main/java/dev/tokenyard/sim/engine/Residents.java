package dev.tokenyard.sim.engine;

import java.util.Arrays;

/** The requests in an instance's batch by admission, and those among them whose prefill is not done. */
final class Residents {
    private static final int NONE = -1;

    private final int[] older;
    private final int[] newer;
    private int newest = NONE;
    private int count;

    private int[] prefilling = new int[8];
    private int prefillingCount;

    /**
     * Makes an empty list.
     *
     * @param older scratch by request number, shared by all instances since a request is resident at one
     * @param newer the same
     */
    Residents(int[] older, int[] newer) {
        this.older = older;
        this.newer = newer;
    }

    int count() {
        return count;
    }

    /** The one admitted last, -1 if there is none. */
    int newest() {
        return newest;
    }

    /** The one admitted before another, -1 if there is none. */
    int olderThan(int resident) {
        return older[resident];
    }

    int prefillingCount() {
        return prefillingCount;
    }

    int prefilling(int i) {
        return prefilling[i];
    }

    void add(int r) {
        older[r] = newest;
        newer[r] = NONE;
        if (newest != NONE) {
            newer[newest] = r;
        }
        newest = r;
        count++;
    }

    void remove(int r) {
        int before = older[r];
        int after = newer[r];
        if (before != NONE) {
            newer[before] = after;
        }
        if (after != NONE) {
            older[after] = before;
        } else {
            newest = before;
        }
        count--;
    }

    void startPrefill(int r) {
        if (prefillingCount == prefilling.length) {
            prefilling = Arrays.copyOf(prefilling, prefillingCount * 2);
        }
        prefilling[prefillingCount++] = r;
    }

    void endPrefill(int r) {
        int at = 0;
        while (prefilling[at] != r) {
            at++;
        }
        prefillingCount--;
        System.arraycopy(prefilling, at + 1, prefilling, at, prefillingCount - at);
    }
}
