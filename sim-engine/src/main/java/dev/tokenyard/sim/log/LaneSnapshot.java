package dev.tokenyard.sim.log;

import java.util.Arrays;

/**
 * Writes a {@link LaneState} down as numbers and goes back to it. Only requests that are in one of its lists are written;
 * the others are nowhere, whatever else was known of them.
 */
final class LaneSnapshot {
    private static final int COUNTERS = 6;
    /** Lists of each instance, and the count of waiting requests that have generated tokens. */
    private static final int LISTS = 6;

    private final LaneState state;
    private final int instances;

    // What belongs to an instance, and to each request of a list; see LaneState for the meaning.
    private final int[][] ofInstance;
    private final int[][] ofSwapped;
    private final int[][] ofResident;
    private final int[][] ofIncoming;
    private final int[][] ofDeparted;

    LaneSnapshot(LaneState state) {
        this.state = state;
        instances = state.pool;
        ForecastBooks forecast = state.forecast;
        ofInstance = joined(
                new int[][] {
                    state.blockReason,
                    state.blockedHead,
                    state.blockNeeded,
                    state.blockAvailable,
                    state.turn,
                    state.turnEvent
                },
                forecast == null ? new int[0][] : forecast.ofInstance());
        ofSwapped = new int[][] {state.generatedTokens};
        ofResident = joined(
                new int[][] {
                    state.computedTokens,
                    state.chunkTokens,
                    state.chunkEvent,
                    state.reservedBlocks,
                    state.generatedTokens,
                    state.joinedAtDecodeStep
                },
                forecast == null ? new int[0][] : forecast.ofResident());
        ofIncoming = new int[][] {state.incomingBlocks, state.generatedTokens};
        ofDeparted = new int[][] {state.keptBlocks};
    }

    private static int[][] joined(int[][] first, int[][] then) {
        int[][] all = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }

    /** How many numbers a snapshot of the present state takes, and two more for each waiting request that has generated tokens. */
    int size() {
        int size = COUNTERS + (ofInstance.length + LISTS) * instances;
        for (int i = 0; i < instances; i++) {
            size += state.waiting[i].size();
            size += (1 + ofSwapped.length) * state.swapped[i].size();
            // Residents have a phase and a flag as well, incoming and departed requests a flag.
            size += (3 + ofResident.length) * state.residents[i].size();
            size += (2 + ofIncoming.length) * state.incoming[i].size();
            size += (2 + ofDeparted.length) * state.departed[i].size();
        }
        size += 2 + state.waiting[state.pool].size();
        return size;
    }

    /** Writes the present state as numbers, as {@link Snapshots} keeps them. */
    int[] save() {
        IntList out = new IntList(size());
        out.add(state.nextEvent);
        out.add(state.arrived);
        out.add(state.refused);
        out.add(state.completed);
        out.add(state.preemptions);
        out.add(state.swaps);
        for (int i = 0; i < instances; i++) {
            for (int[] column : ofInstance) {
                out.add(column[i]);
            }
            saveWaiting(state.waiting[i], out);
            save(state.swapped[i], ofSwapped, out);
            save(state.residents[i], ofResident, out);
            for (int k = 0; k < state.residents[i].size(); k++) {
                int r = state.residents[i].get(k);
                out.add(state.phase[r]);
                out.add(state.unshared[r] ? 1 : 0);
            }
            save(state.incoming[i], ofIncoming, out);
            for (int k = 0; k < state.incoming[i].size(); k++) {
                out.add(state.phase[state.incoming[i].get(k)] == LaneState.TRANSFER ? 1 : 0);
            }
            save(state.departed[i], ofDeparted, out);
            for (int k = 0; k < state.departed[i].size(); k++) {
                out.add(state.keptUnshared[state.departed[i].get(k)] ? 1 : 0);
            }
        }
        saveWaiting(state.waiting[state.pool], out);
        return out.toArray();
    }

    private static void save(IntList requests, int[][] columns, IntList out) {
        out.add(requests.size());
        for (int k = 0; k < requests.size(); k++) {
            out.add(requests.get(k));
        }
        for (int[] column : columns) {
            for (int k = 0; k < requests.size(); k++) {
                out.add(column[requests.get(k)]);
            }
        }
    }

    /** Most of those who wait have not generated anything, so that is said of the others only. */
    private void saveWaiting(IntList requests, IntList out) {
        out.add(requests.size());
        int begun = 0;
        for (int k = 0; k < requests.size(); k++) {
            int r = requests.get(k);
            out.add(r);
            begun += state.generatedTokens[r] > 0 ? 1 : 0;
        }
        out.add(begun);
        for (int k = 0; begun > 0 && k < requests.size(); k++) {
            int r = requests.get(k);
            if (state.generatedTokens[r] > 0) {
                out.add(r);
                out.add(state.generatedTokens[r]);
            }
        }
    }

    /** Goes back or forward to a snapshot. */
    void restore(int[] snapshot) {
        for (int i = 0; i < instances; i++) {
            forgetAll(i);
        }
        forget(state.waiting[state.pool]);
        IntReader in = new IntReader(snapshot);
        state.nextEvent = in.next();
        state.arrived = in.next();
        state.refused = in.next();
        state.completed = in.next();
        state.preemptions = in.next();
        state.swaps = in.next();
        for (int i = 0; i < instances; i++) {
            for (int[] column : ofInstance) {
                column[i] = in.next();
            }
            loadWaiting(i, in);
            load(state.swapped[i], ofSwapped, in);
            for (int k = 0; k < state.swapped[i].size(); k++) {
                place(state.swapped[i].get(k), i, LaneState.SWAPPED);
            }
            load(state.residents[i], ofResident, in);
            for (int k = 0; k < state.residents[i].size(); k++) {
                int r = state.residents[i].get(k);
                place(r, i, (byte) in.next());
                state.unshared[r] = in.next() > 0;
            }
            load(state.incoming[i], ofIncoming, in);
            for (int k = 0; k < state.incoming[i].size(); k++) {
                // One that is not under way decodes elsewhere until then.
                if (in.next() > 0) {
                    place(state.incoming[i].get(k), i, LaneState.TRANSFER);
                }
            }
            load(state.departed[i], ofDeparted, in);
            for (int k = 0; k < state.departed[i].size(); k++) {
                state.keptUnshared[state.departed[i].get(k)] = in.next() > 0;
            }
        }
        loadWaiting(state.pool, in);
    }

    private void loadWaiting(int queue, IntReader in) {
        IntList requests = state.waiting[queue];
        in.add(in.next(), requests);
        for (int k = 0; k < requests.size(); k++) {
            int r = requests.get(k);
            state.generatedTokens[r] = 0;
            place(r, queue, LaneState.WAITING);
        }
        for (int begun = in.next(); begun > 0; begun--) {
            state.generatedTokens[in.next()] = in.next();
        }
    }

    private static void load(IntList requests, int[][] columns, IntReader in) {
        in.add(in.next(), requests);
        for (int[] column : columns) {
            for (int k = 0; k < requests.size(); k++) {
                column[requests.get(k)] = in.next();
            }
        }
    }

    private void place(int r, int instance, byte phase) {
        state.at[r] = instance;
        state.phase[r] = phase;
        state.findKey(r);
    }

    private void forgetAll(int i) {
        forget(state.waiting[i]);
        forget(state.residents[i]);
        forget(state.swapped[i]);
        IntList incoming = state.incoming[i];
        for (int k = 0; k < incoming.size(); k++) {
            int r = incoming.get(k);
            state.incomingBlocks[r] = 0;
            // One that still decodes elsewhere is forgotten there.
            state.phase[r] = state.phase[r] == LaneState.TRANSFER ? LaneState.NOWHERE : state.phase[r];
        }
        incoming.clear();
        state.departed[i].clear();
    }

    private void forget(IntList requests) {
        for (int k = 0; k < requests.size(); k++) {
            state.phase[requests.get(k)] = LaneState.NOWHERE;
        }
        requests.clear();
    }
}
