package dev.tokenyard.sim.export;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Rows for what overlaps in time: each thing takes the lowest free row and gives it back, so that nothing in a row overlaps
 * and there are no more rows than things at once.
 */
final class SlotPool {
    private static final int UNNAMED = -1;

    private final PriorityQueue<Integer> free = new PriorityQueue<>();
    /** By slot the thread that stands for it in the file. */
    private final List<Integer> threads = new ArrayList<>();

    /** Takes the lowest free slot, 0 or more. */
    int take() {
        Integer slot = free.poll();
        if (slot != null) {
            return slot;
        }
        threads.add(UNNAMED);
        return threads.size() - 1;
    }

    /** Gives a slot back. */
    void release(int slot) {
        free.add(slot);
    }

    /** Whether a thread stands for the slot already. */
    boolean hasThread(int slot) {
        return threads.get(slot) != UNNAMED;
    }

    int thread(int slot) {
        return threads.get(slot);
    }

    void setThread(int slot, int thread) {
        threads.set(slot, thread);
    }
}
