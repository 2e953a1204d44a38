package dev.tokenyard.sim.log;

import java.util.ArrayList;
import java.util.List;

/**
 * States of a replay at chosen moments, in order of time, each written down as numbers. The first number is that of the
 * first event that the state does not know yet.
 */
final class Snapshots {
    private final List<int[]> snapshots = new ArrayList<>();

    /** Adds a state that knows as many events as the last one or more. */
    void add(int[] snapshot) {
        snapshots.add(snapshot);
    }

    /** Number of the first event that a state does not know. */
    static int nextEvent(int[] snapshot) {
        return snapshot[0];
    }

    /** Number of the first event that the last of the states does not know. */
    int lastNextEvent() {
        return nextEvent(snapshots.getLast());
    }

    /** The last state that knows no event from {@code event} on; the first state if all do. */
    int[] before(int event) {
        int low = 0;
        int high = snapshots.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (nextEvent(snapshots.get(middle)) <= event) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return snapshots.get(low);
    }
}
