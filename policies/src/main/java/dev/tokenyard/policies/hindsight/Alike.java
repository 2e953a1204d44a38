package dev.tokenyard.policies.hindsight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** States of a layer with the same requests to start, none of which makes another superfluous. */
final class Alike {
    private static final int FIELDS = 3;

    private final int requests;
    private final int lastArrival;
    private int size;
    private SearchState[] states = new SearchState[4];
    /** Latency, round and end of each state, side by side, since most comparisons are settled by them. */
    private long[] keys = new long[4 * FIELDS];

    /**
     * No states yet.
     *
     * @param requests how many have not started
     * @param lastArrival the last arrival among them
     */
    Alike(int requests, int lastArrival) {
        this.requests = requests;
        this.lastArrival = lastArrival;
    }

    List<SearchState> states() {
        return new ArrayList<>(Arrays.asList(states).subList(0, size));
    }

    /**
     * Adds a state unless another one makes it superfluous, and drops those that it makes superfluous.
     *
     * @return by how many states there are more
     */
    int add(SearchState state) {
        long end = state.round + state.held.length;
        for (int k = 0; k < size; k++) {
            long least = Math.max(keys[FIELDS * k + 1] - state.round, keys[FIELDS * k + 2] - end);
            if (keys[FIELDS * k] + requests * least <= state.latency
                    && states[k].dominates(state, requests, lastArrival)) {
                // What makes one state superfluous does so with many: the next comparisons begin with it.
                swap(k, k / 2);
                return 0;
            }
        }
        int kept = 0;
        for (int k = 0; k < size; k++) {
            long least = Math.max(state.round - keys[FIELDS * k + 1], end - keys[FIELDS * k + 2]);
            boolean superfluous = state.latency + requests * least <= keys[FIELDS * k]
                    && state.dominates(states[k], requests, lastArrival);
            if (!superfluous) {
                if (kept < k) {
                    states[kept] = states[k];
                    System.arraycopy(keys, FIELDS * k, keys, FIELDS * kept, FIELDS);
                }
                kept++;
            }
        }
        int dropped = size - kept;
        Arrays.fill(states, kept, size, null);
        size = kept;
        append(state, end);
        return 1 - dropped;
    }

    private void append(SearchState state, long end) {
        if (size == states.length) {
            states = Arrays.copyOf(states, 2 * size);
            keys = Arrays.copyOf(keys, 2 * keys.length);
        }
        states[size] = state;
        keys[FIELDS * size] = state.latency;
        keys[FIELDS * size + 1] = state.round;
        keys[FIELDS * size + 2] = end;
        size++;
    }

    private void swap(int k, int l) {
        SearchState state = states[k];
        states[k] = states[l];
        states[l] = state;
        for (int f = 0; f < FIELDS; f++) {
            long key = keys[FIELDS * k + f];
            keys[FIELDS * k + f] = keys[FIELDS * l + f];
            keys[FIELDS * l + f] = key;
        }
    }
}
