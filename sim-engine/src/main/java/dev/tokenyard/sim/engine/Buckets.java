package dev.tokenyard.sim.engine;

import java.util.Arrays;

/**
 * A ring of {@value #COUNT} buckets of requests, with a two-level bitmap of those that are not empty, so that adding, taking
 * out and finding the next occupied bucket cost a few instructions however many requests there are. A bucket holds its
 * requests in the order of their numbers.
 */
final class Buckets {
    static final int COUNT = 4096;

    private static final int NONE = -1;

    private final int[] next;
    private final int[] previous;
    private final int[] first = new int[COUNT];
    private final int[] last = new int[COUNT];
    private final long[] occupied = new long[COUNT / Long.SIZE];
    /** Bit w tells whether word w of {@link #occupied} has a bit. */
    private long occupiedWords;

    /**
     * Makes empty buckets.
     *
     * @param next scratch by request number; may be shared with other buckets if a request is in one place at a time
     * @param previous the same
     */
    Buckets(int[] next, int[] previous) {
        this.next = next;
        this.previous = previous;
        Arrays.fill(first, NONE);
        Arrays.fill(last, NONE);
    }

    boolean isEmpty() {
        return occupiedWords == 0;
    }

    /** The smallest request of a bucket, -1 if it is empty. */
    int first(int bucket) {
        return first[bucket];
    }

    /** The smallest request of all, {@link Integer#MAX_VALUE} if there is none. */
    int smallest() {
        int smallest = Integer.MAX_VALUE;
        for (int word = 0; word < occupied.length; word++) {
            for (long bits = occupied[word]; bits != 0; bits &= bits - 1) {
                smallest = Math.min(smallest, first[(word << 6) + Long.numberOfTrailingZeros(bits)]);
            }
        }
        return smallest;
    }

    /** The first occupied bucket at or after another, round the ring; there is one. */
    int occupiedFrom(int bucket) {
        int word = bucket >> 6;
        long bits = occupied[word] & (-1L << bucket);
        if (bits == 0) {
            // The words after this one, and then from the first word round to this one.
            long words = occupiedWords & ((-1L << word) << 1);
            word = Long.numberOfTrailingZeros(words != 0 ? words : occupiedWords);
            bits = occupied[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    void add(int request, int bucket) {
        // Most come in the order of their numbers, and those that come back are older than all others.
        int before = last[bucket];
        int after = NONE;
        if (before > request) {
            before = NONE;
            after = first[bucket];
            while (after < request) {
                before = after;
                after = next[after];
            }
        }
        next[request] = after;
        previous[request] = before;
        if (after != NONE) {
            previous[after] = request;
        } else {
            last[bucket] = request;
        }
        if (before != NONE) {
            next[before] = request;
        } else {
            first[bucket] = request;
            occupied[bucket >> 6] |= 1L << bucket;
            occupiedWords |= 1L << (bucket >> 6);
        }
    }

    void remove(int request, int bucket) {
        int before = previous[request];
        int after = next[request];
        if (after != NONE) {
            previous[after] = before;
        } else {
            last[bucket] = before;
        }
        if (before != NONE) {
            next[before] = after;
            return;
        }
        first[bucket] = after;
        if (after == NONE) {
            occupied[bucket >> 6] &= ~(1L << bucket);
            if (occupied[bucket >> 6] == 0) {
                occupiedWords &= ~(1L << (bucket >> 6));
            }
        }
    }
}
