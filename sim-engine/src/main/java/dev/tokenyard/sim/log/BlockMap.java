package dev.tokenyard.sim.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in memory the KV blocks of a recorded run lie at one moment. The log counts blocks; this map gives them places by
 * replaying the log through a {@link BlockTable}, in one order that does not depend on where the map has stood before: the
 * same moment always shows the same map, and a request keeps its blocks while it grows.
 *
 * <p>Going back costs a replay from the last snapshot, of which some are kept in proportion to the blocks that were handed
 * out; they are made while the map first passes. Not for use by several threads at once.
 */
public final class BlockMap {
    /** No request. */
    public static final int FREE = BlockTable.NONE;

    private static final int MIN_SPACING = 4096;
    private static final long BEFORE_ALL = -1;

    private final RunLog log;
    private final EventTrack events;
    private final RunCursor cursor;
    private final BlockTable[] tables;
    /** Decode steps of each instance up to which its residents have their blocks. */
    private final int[] grownSteps;

    /** First, last and number of blocks by request; meaningful for residents only. */
    private final int[] first;

    private final int[] last;
    private final int[] held;

    private final List<int[]> snapshots = new ArrayList<>();
    private final int fixedSize;
    private int opsSinceSnapshot;
    /** Events up to which the tables are made. */
    private int replayed;

    private final boolean[] touched;
    private int[] growing = new int[16];
    private int[] growsAt = new int[16];

    /**
     * A map at the start of a run.
     *
     * @throws IllegalStateException if the run was not recorded
     */
    public BlockMap(RunLog log) {
        this.log = log;
        events = log.events();
        cursor = log.cursor();
        int instances = log.instances().size();
        tables = new BlockTable[instances];
        int size = 1 + instances;
        for (int i = 0; i < instances; i++) {
            tables[i] = new BlockTable(log.instances().get(i).kvBlocks());
            size += tables[i].savedSize();
        }
        fixedSize = size;
        grownSteps = new int[instances];
        touched = new boolean[instances];
        int requests = log.trace().size();
        first = new int[requests];
        last = new int[requests];
        held = new int[requests];
        Arrays.fill(first, BlockTable.NONE);
        Arrays.fill(last, BlockTable.NONE);
        cursor.seek(BEFORE_ALL);
        snapshots.add(snapshot());
        seek(0);
    }

    /** Moves to a moment; all events at or before it have happened. */
    public void seek(long toTick) {
        int target = events.countUntil(toTick);
        int[] frame = snapshotBefore(target);
        if (toTick < cursor.tick() || frame[0] > replayed) {
            restore(frame);
        }
        while (replayed < target) {
            applyMoment();
        }
        cursor.seek(toTick);
        for (int i = 0; i < tables.length; i++) {
            grow(i, cursor.decodeSteps(i));
        }
    }

    /** The moment that the map stands at, in ticks. */
    public long tick() {
        return cursor.tick();
    }

    /** The request that owns a block of an instance, {@link #FREE} for none. */
    public int owner(int instance, int block) {
        return tables[instance].owner(block);
    }

    /** Index in {@link RunLog#events()} of the preemption that last freed a block, {@link EventTrack#NONE} for none. */
    public int evictedBy(int instance, int block) {
        return tables[instance].evictedBy(block);
    }

    /** Blocks of an instance. */
    public int blocks(int instance) {
        return tables[instance].blocks();
    }

    /** Blocks of an instance that have an owner. */
    public int usedBlocks(int instance) {
        return tables[instance].blocks() - tables[instance].freeCount();
    }

    /** Applies all events of the next moment at which anything happened. */
    private void applyMoment() {
        long moment = events.tick(replayed);
        int end = replayed;
        while (end < events.size() && events.tick(end) == moment) {
            EventKind kind = events.kind(end);
            if (kind != EventKind.ARRIVED && kind != EventKind.BLOCKED && kind != EventKind.REFUSED) {
                touched[events.instance(end)] = true;
            }
            end++;
        }
        // Steps that ended before this moment; what the last one needs is handed out after those who leave have left.
        long before = cursor.tick();
        if (moment - 1 > before) {
            cursor.seek(moment - 1);
            growTouched();
        }
        release(end);
        cursor.seek(moment);
        for (int i = 0; i < tables.length; i++) {
            if (touched[i]) {
                settle(i);
                touched[i] = false;
            }
        }
        replayed = end;
        takeSnapshotIfDue();
    }

    private void growTouched() {
        for (int i = 0; i < tables.length; i++) {
            if (touched[i]) {
                grow(i, cursor.decodeSteps(i));
            }
        }
    }

    private void release(int end) {
        for (int e = replayed; e < end; e++) {
            EventKind kind = events.kind(e);
            if (kind == EventKind.PREEMPTED || kind == EventKind.COMPLETED) {
                int r = events.request(e);
                opsSinceSnapshot += held[r];
                tables[events.instance(e)].release(first[r], kind == EventKind.PREEMPTED ? e : BlockTable.NONE);
                forget(r);
            }
        }
    }

    /** Gives every resident what it holds now, in order of admission. */
    private void settle(int instance) {
        for (int k = 0; k < cursor.residentCount(instance); k++) {
            int r = cursor.resident(instance, k);
            for (int missing = cursor.heldBlocks(r) - held[r]; missing > 0; missing--) {
                give(instance, r);
            }
        }
        grownSteps[instance] = cursor.decodeSteps(instance);
    }

    /**
     * Gives decoding residents the blocks that they take in the steps up to {@code steps}, step by step and within a step
     * in order of admission. A resident takes one every {@code blockTokens} steps, so only takers are visited.
     */
    private void grow(int instance, int steps) {
        int from = grownSteps[instance];
        int count = steps - from;
        grownSteps[instance] = steps;
        if (count <= 0) {
            return;
        }
        int blockTokens = log.instances().get(instance).blockTokens();
        int takers = 0;
        for (int k = 0; k < cursor.residentCount(instance); k++) {
            int r = cursor.resident(instance, k);
            if (cursor.phase(r) == RunCursor.Phase.DECODE) {
                int slotsAtEnd = log.trace().promptTokens(r)
                        + cursor.generatedTokens(r)
                        + log.info().outputSlotsAhead();
                // The step, counted from the first of these, after which its slots no longer fit in what it holds.
                int step = held[r] * blockTokens + 1 - (slotsAtEnd - count);
                if (step <= count) {
                    ensureRoom(takers);
                    growing[takers] = r;
                    growsAt[takers++] = step;
                }
            }
        }
        for (int cycle = 0; cycle < count && takers > 0; cycle += blockTokens) {
            for (int step = cycle + 1; step <= Math.min(count, cycle + blockTokens); step++) {
                for (int k = 0; k < takers; k++) {
                    if (growsAt[k] == step) {
                        give(instance, growing[k]);
                        growsAt[k] += blockTokens;
                    }
                }
            }
        }
    }

    private void ensureRoom(int takers) {
        if (takers == growing.length) {
            growing = Arrays.copyOf(growing, takers * 2);
            growsAt = Arrays.copyOf(growsAt, takers * 2);
        }
    }

    private void give(int instance, int r) {
        int block = tables[instance].take(r);
        tables[instance].link(last[r], block);
        if (first[r] == BlockTable.NONE) {
            first[r] = block;
        }
        last[r] = block;
        held[r]++;
        opsSinceSnapshot++;
    }

    // A snapshot: events replayed, grown steps and table of each instance, then (request, first, last, held) of
    // residents.

    private void takeSnapshotIfDue() {
        if (replayed > snapshots.getLast()[0] && opsSinceSnapshot >= Math.max(MIN_SPACING, fixedSize)) {
            snapshots.add(snapshot());
            opsSinceSnapshot = 0;
        }
    }

    private int[] snapshot() {
        int residents = 0;
        for (int i = 0; i < tables.length; i++) {
            residents += cursor.residentCount(i);
        }
        int[] out = new int[fixedSize + 4 * residents];
        out[0] = replayed;
        int at = 1;
        for (int i = 0; i < tables.length; i++) {
            out[at++] = grownSteps[i];
            tables[i].save(out, at);
            at += tables[i].savedSize();
        }
        for (int i = 0; i < tables.length; i++) {
            for (int k = 0; k < cursor.residentCount(i); k++) {
                int r = cursor.resident(i, k);
                out[at++] = r;
                out[at++] = first[r];
                out[at++] = last[r];
                out[at++] = held[r];
            }
        }
        return out;
    }

    private void restore(int[] in) {
        for (int i = 0; i < tables.length; i++) {
            for (int k = 0; k < cursor.residentCount(i); k++) {
                forget(cursor.resident(i, k));
            }
        }
        replayed = in[0];
        int at = 1;
        for (int i = 0; i < tables.length; i++) {
            grownSteps[i] = in[at++];
            tables[i].load(in, at);
            at += tables[i].savedSize();
        }
        while (at < in.length) {
            int r = in[at++];
            first[r] = in[at++];
            last[r] = in[at++];
            held[r] = in[at++];
        }
        cursor.seek(replayed == 0 ? BEFORE_ALL : events.tick(replayed - 1));
        opsSinceSnapshot = 0;
    }

    private void forget(int r) {
        first[r] = BlockTable.NONE;
        last[r] = BlockTable.NONE;
        held[r] = 0;
    }

    private int[] snapshotBefore(int event) {
        int low = 0;
        int high = snapshots.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (snapshots.get(middle)[0] <= event) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return snapshots.get(low);
    }
}
