package dev.tokenyard.sim.log;

import dev.tokenyard.sim.policy.BlockReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Queues and residents of all instances at one moment, built by applying events in order. Package-private: {@link
 * RunCursor} gives it a clock and {@link LaneSnapshot} writes it down.
 */
final class LaneState {
    private final RunLog log;
    /** The pool's place among the queues. */
    final int pool;

    /** Waiting requests by instance, in the policy's order; last those in the pool, if instances pull. */
    final IntList[] waiting;
    /** Residents by instance, in order of admission. */
    final IntList[] residents;
    /** Requests in host memory by instance, in the policy's order. */
    final IntList[] swapped;
    /** By instance the requests for which KV blocks are set aside, and those that left blocks behind. */
    final IntList[] incoming;

    final IntList[] departed;

    final int[] blockReason;
    final int[] blockedHead;
    final int[] blockNeeded;
    final int[] blockAvailable;

    /** By instance: whether its model is unloaded, being loaded or loaded, and the event that last told so, -1 for none. */
    final int[] turn;

    final int[] turnEvent;

    /** Where request r is: 0 nowhere, 1 waiting, 2 prefilling, 3 decoding, 4 in host memory, 5 between instances. */
    final byte[] phase;
    /** The instance that a request belongs to, from its arrival on; the pool's place while it waits there. */
    final int[] at;
    /** KV blocks that are set aside for an incoming request. */
    final int[] incomingBlocks;
    /** KV blocks that a departed request left behind. */
    final int[] keptBlocks;
    /** Whether it shares none of those with others. */
    final boolean[] keptUnshared;
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

    /** What the policy foresees of the memory; null where it does not look ahead. */
    final @Nullable ForecastBooks forecast;

    /** Sort keys of the requests that have arrived; null where none ever changes. */
    private final long @Nullable [] keys;

    int nextEvent;
    int arrived;
    int refused;
    int completed;
    int preemptions;
    int swaps;

    static final int UNLOADED = 0;
    static final int LOADING = 1;
    static final int LOADED = 2;

    static final byte NOWHERE = 0;
    static final byte WAITING = 1;
    static final byte PREFILL = 2;
    static final byte DECODE = 3;
    static final byte SWAPPED = 4;
    static final byte TRANSFER = 5;

    LaneState(RunLog log) {
        this.log = log;
        int instances = log.instances().size();
        pool = instances;
        waiting = IntList.lists(instances + 1);
        residents = IntList.lists(instances);
        swapped = IntList.lists(instances);
        incoming = IntList.lists(instances);
        departed = IntList.lists(instances);
        blockReason = new int[instances];
        blockedHead = new int[instances];
        blockNeeded = new int[instances];
        blockAvailable = new int[instances];
        Arrays.fill(blockedHead, -1);
        turn = new int[instances];
        turnEvent = new int[instances];
        Arrays.fill(turnEvent, -1);
        for (int i = 0; i < instances; i++) {
            turn[i] = isLoadedAtStart(i) ? LOADED : UNLOADED;
        }
        int requests = log.trace().size();
        phase = new byte[requests];
        at = new int[requests];
        incomingBlocks = new int[requests];
        keptBlocks = new int[requests];
        keptUnshared = new boolean[requests];
        computedTokens = new int[requests];
        chunkTokens = new int[requests];
        chunkEvent = new int[requests];
        unshared = new boolean[requests];
        reservedBlocks = new int[requests];
        generatedTokens = new int[requests];
        joinedAtDecodeStep = new int[requests];
        forecast = ForecastBooks.of(log);
        keys = log.events().has(EventKind.REORDERED) ? new long[requests] : null;
    }

    private boolean isLoadedAtStart(int instance) {
        InstanceInfo info = log.instances().get(instance);
        for (int i = 0; i < instance; i++) {
            if (info.sharesGpus() && log.instances().get(i).sharedGpus() == info.sharedGpus()) {
                return false;
            }
        }
        return true;
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
                setKey(r, log.outcomes().orderKey(r));
                enqueue(i < 0 ? pool : i, r);
            }
            case REFUSED -> {
                arrived++;
                refused++;
            }
            case ADMITTED -> {
                waiting[at[r]].removeValue(r);
                at[r] = i;
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
                enqueue(log.isPulled(events.tick(e)) ? pool : i, r);
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
            case HANDED_OVER -> {
                depart(i, r, e);
                enqueue(events.a(e), r);
            }
            case DETACHED -> {
                depart(i, r, e);
                at[r] = events.a(e);
                phase[r] = TRANSFER;
            }
            case RECEIVED -> {
                waiting[i].removeValue(r);
                phase[r] = TRANSFER;
                incoming[i].add(r);
                incomingBlocks[r] = events.b(e);
            }
            case RESERVED -> {
                if (incomingBlocks[r] == 0) {
                    incoming[i].add(r);
                }
                incomingBlocks[r] = events.b(e);
            }
            case COPIED -> {
                // The link's affair: what it brings about has events of its own.
            }
            case RELEASED -> departed[i].removeValue(r);
            case JOINED -> {
                incoming[i].removeValue(r);
                incomingBlocks[r] = 0;
                residents[i].add(r);
                phase[r] = DECODE;
                unshared[r] = true;
                reservedBlocks[r] = 0;
                generatedTokens[r] = events.b(e);
                joinedAtDecodeStep[r] = events.c(e);
            }
            case MIGRATION_ABORTED -> {
                if (events.b(e) > 0) {
                    incoming[i].removeValue(r);
                    incomingBlocks[r] = 0;
                }
            }
            case REORDERED -> {
                IntList list = phase[r] == WAITING ? waiting[at[r]] : phase[r] == SWAPPED ? swapped[i] : null;
                if (list != null) {
                    list.removeValue(r);
                }
                setKey(r, events.newKey(e));
                if (list != null) {
                    insertInOrder(list, r);
                }
            }
            case LOADING -> {
                turn[events.a(e)] = UNLOADED;
                turn[i] = LOADING;
                turnEvent[i] = e;
            }
            case LOADED -> {
                turn[i] = LOADED;
                turnEvent[i] = e;
            }
            case REQUEUED -> {
                waiting[at[r]].removeValue(r);
                enqueue(i < 0 ? pool : i, r);
            }
            case BLOCKED -> {
                blockReason[i] = events.a(e);
                blockNeeded[i] = events.b(e);
                blockAvailable[i] = events.c(e);
                blockedHead[i] = r;
                if (forecast != null) {
                    forecast.forgetCandidate(i);
                }
            }
            case FORESEEN -> {
                if (forecast != null) {
                    forecast.apply(e, r >= 0 && phase[r] == WAITING);
                }
            }
        }
    }

    /** A request leaves for another instance, its KV blocks stay. */
    private void depart(int i, int r, int e) {
        residents[i].removeValue(r);
        departed[i].add(r);
        generatedTokens[r] = log.events().b(e);
        keptBlocks[r] = log.events().c(e);
        keptUnshared[r] = unshared[r];
    }

    private void enqueue(int i, int r) {
        at[r] = i;
        insertInOrder(waiting[i], r);
        phase[r] = WAITING;
    }

    private void insertInOrder(IntList list, int r) {
        list.insertSorted(
                r,
                (x, y) -> orderKey(x) != orderKey(y) ? Long.compare(orderKey(x), orderKey(y)) : Integer.compare(x, y));
    }

    /** The sort key of a request that has arrived and is not done. */
    long orderKey(int r) {
        return keys == null ? log.outcomes().orderKey(r) : keys[r];
    }

    private void setKey(int r, long key) {
        if (keys != null) {
            keys[r] = key;
        }
    }

    /** Finds the sort key that a request has before the next event. */
    void findKey(int r) {
        if (keys != null) {
            keys[r] = log.events().orderKey(r, nextEvent, log.outcomes().orderKey(r));
        }
    }

    /** Why the head of an instance's queue waits. */
    BlockReason reason(int instance) {
        return BlockReason.values()[blockReason[instance]];
    }
}
