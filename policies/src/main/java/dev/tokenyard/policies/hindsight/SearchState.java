package dev.tokenyard.policies.hindsight;

import org.jspecify.annotations.Nullable;

/**
 * A partial schedule in the order of starts: what the requests that have started leave to the rest. The rest starts at
 * {@link #round} or later. Immutable.
 */
final class SearchState {
    private static final int[] NOTHING = {};

    /** The state before the last start; null at the root. */
    final @Nullable SearchState parent;
    /** The request that started last. */
    final int request;
    /** The round at which it started. */
    final int round;
    /** Requests that have not started, bit i for request i. */
    final long unstarted;
    /** Latency of the requests that have started. */
    final long latency;
    /** Tokens that they hold at {@link #round}. */
    final int heldNow;
    /** Tokens that they hold at the rounds after it, up to the last of them that is in use. */
    final int[] held;
    /** Completions of requests that could have started a round earlier as far as earlier starts say. */
    final int[] unjustified;
    /** A total latency that no completion of the schedule can beat, scaled as {@link Multipliers}. */
    final long bound;

    SearchState(
            @Nullable SearchState parent,
            int request,
            int round,
            long unstarted,
            long latency,
            int heldNow,
            int[] held,
            int[] unjustified,
            long bound) {
        this.parent = parent;
        this.request = request;
        this.round = round;
        this.unstarted = unstarted;
        this.latency = latency;
        this.heldNow = heldNow;
        this.held = held;
        this.unjustified = unjustified;
        this.bound = bound;
    }

    /** Nothing has started. */
    static SearchState root(int requests) {
        return new SearchState(null, -1, 0, (1L << requests) - 1, 0, 0, NOTHING, NOTHING, 0);
    }

    /** Enters the starts of the requests that have started. */
    void startsInto(int[] starts) {
        for (SearchState state = this; state != null && state.request >= 0; state = state.parent) {
            starts[state.request] = state.round;
        }
    }

    /**
     * Whether this state makes another one superfluous, which has the same requests to start: whatever the other one goes
     * on to do, this one can do some number of rounds later or earlier for no more latency altogether.
     *
     * @param requests how many have not started
     * @param lastArrival the last arrival among them
     */
    boolean dominates(SearchState other, int requests, int lastArrival) {
        long most = Math.floorDiv(other.latency - latency, requests);
        int end = round + held.length;
        int otherEnd = other.round + other.held.length;
        int least = Math.max(round - other.round, end - otherEnd);
        least = Math.max(least, Math.min(0, lastArrival - other.round));
        for (int delay = (int) Math.min(most, Integer.MAX_VALUE); delay >= least; delay--) {
            if (holdsNoMoreThan(other, other.round + delay - round)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsNoMoreThan(SearchState other, int offset) {
        for (int k = held.length - 1; k >= offset; k--) {
            if (held[k] > other.held[k - offset]) {
                return false;
            }
        }
        return true;
    }
}
