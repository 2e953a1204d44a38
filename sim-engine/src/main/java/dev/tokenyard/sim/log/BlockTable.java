package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * Which request owns which KV block of one instance. Free blocks wait in a queue: a request takes from its head, and a
 * request that leaves puts its blocks at its tail, last block first. That is the free-block queue of vLLM v1 (Kwon et al.
 * 2023, section 4.3, and {@code vllm/v1/core/kv_cache_utils.py}), so the map interleaves as a real block table does.
 *
 * <p>Every block is in exactly one list, the free queue or its owner's, linked through one column.
 */
final class BlockTable {
    static final int NONE = -1;
    /** The highest number of half the width; so many blocks have lower ones. */
    private static final int SMALL = 0xFFFF;

    private final int[] owner;
    private final int[] next;
    /** Index of the preemption that last freed each block, or {@link #NONE}. */
    private final int[] evictedBy;

    private int freeHead;
    private int freeTail;
    private int freeCount;
    private int handled;

    BlockTable(int blocks) {
        owner = new int[blocks];
        next = new int[blocks];
        evictedBy = new int[blocks];
        clear();
    }

    /** All blocks are free, in order of their numbers. */
    void clear() {
        int blocks = owner.length;
        Arrays.fill(owner, NONE);
        Arrays.fill(evictedBy, NONE);
        for (int i = 0; i < blocks; i++) {
            next[i] = i + 1;
        }
        freeHead = blocks == 0 ? NONE : 0;
        freeTail = blocks - 1;
        freeCount = blocks;
        if (blocks > 0) {
            next[blocks - 1] = NONE;
        }
    }

    int blocks() {
        return owner.length;
    }

    int owner(int block) {
        return owner[block];
    }

    int evictedBy(int block) {
        return evictedBy[block];
    }

    int freeCount() {
        return freeCount;
    }

    /** Blocks that were taken or freed since this was last asked. */
    int handledSinceAsked() {
        int blocks = handled;
        handled = 0;
        return blocks;
    }

    /** Gives the next free block to a request. */
    int take(int request) {
        int block = freeHead;
        if (block == NONE) {
            throw new IllegalStateException("Request " + request + " needs a KV block and all " + owner.length
                    + " are taken, though the log says that it got one.");
        }
        freeHead = next[block];
        if (freeHead == NONE) {
            freeTail = NONE;
        }
        freeCount--;
        handled++;
        owner[block] = request;
        return block;
    }

    /**
     * Gives the next free blocks to an owner, as one list.
     *
     * @param count how many, at least 1
     * @return the first of them
     */
    int takeList(int newOwner, int count) {
        int first = take(newOwner);
        int last = first;
        next[last] = NONE;
        for (int i = 1; i < count; i++) {
            int block = take(newOwner);
            link(last, block);
            last = block;
        }
        return first;
    }

    /** Puts a block behind the last of its owner's list. */
    void link(int last, int block) {
        next[block] = NONE;
        if (last != NONE) {
            next[last] = block;
        }
    }

    /**
     * Cuts the first blocks off a list and gives them to another owner.
     *
     * @param first its first block
     * @param count how many to cut off, at least 1 and no more than it has
     * @return the first block of the rest, {@link #NONE} if nothing is left
     */
    int cut(int first, int count, int newOwner) {
        int block = first;
        owner[block] = newOwner;
        for (int i = 1; i < count; i++) {
            block = next[block];
            owner[block] = newOwner;
        }
        int rest = next[block];
        next[block] = NONE;
        return rest;
    }

    /** The {@code n}-th block, from 1, of a list that has as many. */
    int nth(int first, int n) {
        int block = first;
        for (int i = 1; i < n; i++) {
            block = next[block];
        }
        return block;
    }

    /**
     * Frees a list, last block first.
     *
     * @param first its first block
     * @param preemption index of the event that evicts its owner, {@link #NONE} if it has finished
     */
    void release(int first, int preemption) {
        int reversed = NONE;
        for (int block = first; block != NONE; ) {
            int following = next[block];
            next[block] = reversed;
            reversed = block;
            owner[block] = NONE;
            if (preemption != NONE) {
                evictedBy[block] = preemption;
            }
            freeCount++;
            handled++;
            block = following;
        }
        if (reversed == NONE) {
            return;
        }
        if (freeTail == NONE) {
            freeHead = reversed;
        } else {
            next[freeTail] = reversed;
        }
        freeTail = first;
    }

    /** Says of all blocks of a list whose they are. */
    void own(int first, int newOwner) {
        for (int block = first; block != NONE; block = next[block]) {
            owner[block] = newOwner;
        }
    }

    /** How many numbers {@link #save} writes at least: it writes more where blocks were evicted. */
    int leastSavedSize() {
        return 4 + (isSmall() ? (next.length + 1) / 2 : next.length);
    }

    /** Whether block numbers take half a number each, the highest one standing for none. */
    private boolean isSmall() {
        return next.length <= SMALL;
    }

    /** Writes all down but the owners, who are to be found from the lists that they have. */
    void save(IntList out) {
        out.add(freeHead);
        out.add(freeTail);
        out.add(freeCount);
        out.addAll(isSmall() ? pairs() : next);
        // How many were evicted is not counted further than what makes a column the shorter way to say it.
        int evicted = 0;
        for (int block = 0; block < evictedBy.length && evicted <= fewEvicted(); block++) {
            evicted += evictedBy[block] != NONE ? 1 : 0;
        }
        out.add(evicted);
        if (evicted > fewEvicted()) {
            out.addAll(evictedBy);
            return;
        }
        for (int block = 0; evicted > 0; block++) {
            if (evictedBy[block] != NONE) {
                out.add(block);
                out.add(evictedBy[block]);
                evicted--;
            }
        }
    }

    /** Up to so many evicted blocks are written down one by one. */
    private int fewEvicted() {
        return evictedBy.length / 2;
    }

    private int[] pairs() {
        int[] pairs = new int[(next.length + 1) / 2];
        for (int k = 0; k < next.length / 2; k++) {
            pairs[k] = next[2 * k + 1] << 16 | (next[2 * k] & SMALL);
        }
        if (next.length % 2 == 1) {
            pairs[pairs.length - 1] = next[next.length - 1] & SMALL;
        }
        return pairs;
    }

    /** Goes to what was saved; until {@link #own} says otherwise, no block is owned. */
    void load(IntReader in) {
        freeHead = in.next();
        freeTail = in.next();
        freeCount = in.next();
        if (isSmall()) {
            for (int block = 0; block < next.length; block += 2) {
                int pair = in.next();
                next[block] = blockOf(pair & SMALL);
                if (block + 1 < next.length) {
                    next[block + 1] = blockOf(pair >>> 16);
                }
            }
        } else {
            in.fill(next);
        }
        Arrays.fill(owner, NONE);
        int evicted = in.next();
        if (evicted > fewEvicted()) {
            in.fill(evictedBy);
        } else {
            Arrays.fill(evictedBy, NONE);
        }
        for (int k = 0; k < evicted && evicted <= fewEvicted(); k++) {
            evictedBy[in.next()] = in.next();
        }
        handled = 0;
    }

    private static int blockOf(int small) {
        return small == SMALL ? NONE : small;
    }
}
