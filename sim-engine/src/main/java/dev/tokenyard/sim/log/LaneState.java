package dev.tokenyard.sim.log;

import dev.tokenyard.sim.policy.BlockReason;
import java.util.Arrays;

/**
 * Queues and residents of all instances at one moment, built by applying events in order. Package-private: {@link
 * RunCursor} gives it a clock and {@link Keyframes} remembers it.
 */
final class LaneState {
    private final RunLog log;
    private final int instances;

    /** Waiting requests by instance, in the policy's order. */
    final IntList[] waiting;
    /** Residents by instance, in order of admission. */
    final IntList[] residents;
    /** Requests in host memory by instance, in the policy's order. */
    final IntList[] swapped;

    final int[] blockReason;
    final int[] blockedHead;
    final int[] blockNeeded;
    final int[] blockAvailable;

    /** Where request r is: 0 nowhere, 1 waiting, 2 prefilling, 3 decoding, 4 in host memory. */
    final byte[] phase;
    /** Tokens computed before the present step, while prefilling. */
    final int[] computedTokens;
    /** Tokens of the latest prefill chunk. */
    final int[] chunkTokens;
    /** The event that planned the latest prefill chunk. */
    final int[] chunkEvent;
    /** Whether a resident came back from host memory, and so shares no blocks of a prefix. */
    final boolean[] unshared;
    /** KV blocks that a resident took on admission and holds even before it needs them. */
    final int[] reservedBlocks;
    /** Output tokens when the latest prefill ended (decoding) or when it was evicted (waiting). */
    final int[] generatedTokens;
    /** The instance's decode steps when the latest prefill ended. */
    final int[] joinedAtDecodeStep;

    int nextEvent;
    int arrived;
    int refused;
    int completed;
    int preemptions;
    int swaps;

    static final byte NOWHERE = 0;
    static final byte WAITING = 1;
    static final byte PREFILL = 2;
    static final byte DECODE = 3;
    static final byte SWAPPED = 4;

    LaneState(RunLog log) {
        this.log = log;
        instances = log.instances().size();
        waiting = lists(instances);
        residents = lists(instances);
        swapped = lists(instances);
        blockReason = new int[instances];
        blockedHead = new int[instances];
        blockNeeded = new int[instances];
        blockAvailable = new int[instances];
        Arrays.fill(blockedHead, -1);
        int requests = log.trace().size();
        phase = new byte[requests];
        computedTokens = new int[requests];
        chunkTokens = new int[requests];
        chunkEvent = new int[requests];
        unshared = new boolean[requests];
        reservedBlocks = new int[requests];
        generatedTokens = new int[requests];
        joinedAtDecodeStep = new int[requests];
    }

    private static IntList[] lists(int count) {
        IntList[] lists = new IntList[count];
        Arrays.setAll(lists, i -> new IntList());
        return lists;
    }

    /** Applies the next event of the log. */
    void applyNext() {
        EventTrack events = log.events();
        int e = nextEvent++;
        int r = events.request(e);
        int i = events.instance(e);
        switch (events.kind(e)) {
            case ARRIVED -> {
                arrived++;
                generatedTokens[r] = 0;
                enqueue(i, r);
            }
            case REFUSED -> {
                arrived++;
                refused++;
            }
            case ADMITTED -> {
                waiting[i].removeValue(r);
                residents[i].add(r);
                phase[r] = PREFILL;
                computedTokens[r] = log.trace().promptTokens(r) + generatedTokens[r] - events.b(e);
                chunkTokens[r] = events.a(e);
                chunkEvent[r] = e;
                unshared[r] = false;
                reservedBlocks[r] = events.c(e);
            }
            case CHUNK -> {
                computedTokens[r] = events.b(e);
                chunkTokens[r] = events.a(e);
                chunkEvent[r] = e;
            }
            case PREFILL_DONE -> {
                phase[r] = DECODE;
                generatedTokens[r] = events.a(e);
                joinedAtDecodeStep[r] = events.b(e);
            }
            case PREEMPTED -> {
                preemptions++;
                residents[i].removeValue(r);
                generatedTokens[r] = events.b(e);
                enqueue(i, r);
            }
            case SWAPPED_OUT -> {
                swaps++;
                residents[i].removeValue(r);
                generatedTokens[r] = events.b(e);
                insertInOrder(swapped[i], r);
                phase[r] = SWAPPED;
            }
            case SWAPPED_IN -> {
                swapped[i].removeValue(r);
                residents[i].add(r);
                phase[r] = DECODE;
                unshared[r] = true;
                generatedTokens[r] = events.b(e);
                joinedAtDecodeStep[r] = events.c(e);
            }
            case COMPLETED -> {
                completed++;
                residents[i].removeValue(r);
                phase[r] = NOWHERE;
                generatedTokens[r] = events.a(e);
            }
            case BLOCKED -> {
                blockReason[i] = events.a(e);
                blockNeeded[i] = events.b(e);
                blockAvailable[i] = events.c(e);
                blockedHead[i] = r;
            }
        }
    }

    private void enqueue(int i, int r) {
        insertInOrder(waiting[i], r);
        phase[r] = WAITING;
        computedTokens[r] = 0;
        chunkTokens[r] = 0;
    }

    private void insertInOrder(IntList list, int r) {
        RequestOutcomes outcomes = log.outcomes();
        list.insertSorted(
                r,
                (x, y) -> outcomes.orderKey(x) != outcomes.orderKey(y)
                        ? Long.compare(outcomes.orderKey(x), outcomes.orderKey(y))
                        : Integer.compare(x, y));
    }

    /** How many numbers a snapshot of the present state takes. */
    int snapshotSize() {
        int size = 6 + 7 * instances;
        for (int i = 0; i < instances; i++) {
            size += 2 * (waiting[i].size() + swapped[i].size()) + 9 * residents[i].size();
        }
        return size;
    }

    /** Writes the present state as numbers. */
    int[] snapshot() {
        int[] out = new int[snapshotSize()];
        int at = 0;
        out[at++] = nextEvent;
        out[at++] = arrived;
        out[at++] = refused;
        out[at++] = completed;
        out[at++] = preemptions;
        out[at++] = swaps;
        for (int i = 0; i < instances; i++) {
            out[at++] = blockReason[i];
            out[at++] = blockedHead[i];
            out[at++] = blockNeeded[i];
            out[at++] = blockAvailable[i];
            out[at++] = waiting[i].size();
            for (int k = 0; k < waiting[i].size(); k++) {
                int r = waiting[i].get(k);
                out[at++] = r;
                out[at++] = generatedTokens[r];
            }
            out[at++] = swapped[i].size();
            for (int k = 0; k < swapped[i].size(); k++) {
                int r = swapped[i].get(k);
                out[at++] = r;
                out[at++] = generatedTokens[r];
            }
            out[at++] = residents[i].size();
            for (int k = 0; k < residents[i].size(); k++) {
                int r = residents[i].get(k);
                out[at++] = r;
                out[at++] = phase[r];
                out[at++] = computedTokens[r];
                out[at++] = chunkTokens[r];
                out[at++] = chunkEvent[r];
                out[at++] = unshared[r] ? 1 : 0;
                out[at++] = reservedBlocks[r];
                out[at++] = generatedTokens[r];
                out[at++] = joinedAtDecodeStep[r];
            }
        }
        return out;
    }

    /** Goes back or forward to a snapshot. */
    void restore(int[] in) {
        for (int i = 0; i < instances; i++) {
            forget(waiting[i]);
            forget(residents[i]);
            forget(swapped[i]);
        }
        int at = 0;
        nextEvent = in[at++];
        arrived = in[at++];
        refused = in[at++];
        completed = in[at++];
        preemptions = in[at++];
        swaps = in[at++];
        for (int i = 0; i < instances; i++) {
            blockReason[i] = in[at++];
            blockedHead[i] = in[at++];
            blockNeeded[i] = in[at++];
            blockAvailable[i] = in[at++];
            int waitingCount = in[at++];
            for (int k = 0; k < waitingCount; k++) {
                int r = in[at++];
                waiting[i].add(r);
                phase[r] = WAITING;
                computedTokens[r] = 0;
                chunkTokens[r] = 0;
                generatedTokens[r] = in[at++];
            }
            int swappedCount = in[at++];
            for (int k = 0; k < swappedCount; k++) {
                int r = in[at++];
                swapped[i].add(r);
                phase[r] = SWAPPED;
                generatedTokens[r] = in[at++];
            }
            int residentCount = in[at++];
            for (int k = 0; k < residentCount; k++) {
                int r = in[at++];
                residents[i].add(r);
                phase[r] = (byte) in[at++];
                computedTokens[r] = in[at++];
                chunkTokens[r] = in[at++];
                chunkEvent[r] = in[at++];
                unshared[r] = in[at++] > 0;
                reservedBlocks[r] = in[at++];
                generatedTokens[r] = in[at++];
                joinedAtDecodeStep[r] = in[at++];
            }
        }
    }

    private void forget(IntList list) {
        for (int k = 0; k < list.size(); k++) {
            phase[list.get(k)] = NOWHERE;
        }
        list.clear();
    }

    BlockReason reason(int instance) {
        return BlockReason.values()[blockReason[instance]];
    }
}
