package dev.tokenyard.sim.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in memory the KV blocks of a recorded run lie at one moment. The log counts blocks; this map gives them places by
 * replaying the log through a {@link BlockTable}, in one order that does not depend on where the map has stood before: the
 * same moment always shows the same map, and a request keeps its blocks while it grows.
 *
 * <p>A replay costs as much as blocks are handed out. A decoding resident takes one in every {@code blockTokens}-th step,
 * so residents stand in {@link GrowthPhases} by the steps in which they do, and only takers are visited. Going back costs a
 * replay from the last snapshot, of which some are kept in proportion to the blocks that were handed out; they are made
 * while the map first passes. Not for use by several threads at once.
 */
public final class BlockMap {
    /** No request. */
    public static final int FREE = BlockTable.NONE;

    private static final int MIN_SPACING = 4096;

    private final RunLog log;
    private final EventTrack events;
    private final int outputSlotsAhead;
    private final BlockTable[] tables;
    private final GrowthPhases[] phases;
    private final IntList[] residents;
    /** Decode steps of each instance for which its residents have their blocks. */
    private final int[] grownSteps;
    /** Segment of each instance at which its growth stands. */
    private final int[] segment;

    /** First, last and number of blocks by request; meaningful for residents only. */
    private final int[] first;

    private final int[] last;
    private final int[] held;
    /** While decoding: the phase in which a resident grows; -1 otherwise. */
    private final int[] phase;

    private final List<int[]> snapshots = new ArrayList<>();
    private final int fixedSize;
    private int opsSinceSnapshot;
    /** Events up to which the tables are made. */
    private int replayed;

    private long tick;

    /**
     * A map at the start of a run.
     *
     * @throws IllegalStateException if the run was not recorded
     */
    public BlockMap(RunLog log) {
        if (!log.isRecorded()) {
            throw new IllegalStateException("This run was made without a log, so its blocks have no places.");
        }
        this.log = log;
        events = log.events();
        outputSlotsAhead = log.info().outputSlotsAhead();
        int instances = log.instances().size();
        tables = new BlockTable[instances];
        phases = new GrowthPhases[instances];
        residents = new IntList[instances];
        int size = 1;
        for (int i = 0; i < instances; i++) {
            tables[i] = new BlockTable(log.instances().get(i).kvBlocks());
            phases[i] = new GrowthPhases(log.instances().get(i).blockTokens());
            residents[i] = new IntList();
            size += 2 + tables[i].savedSize();
        }
        fixedSize = size;
        grownSteps = new int[instances];
        segment = new int[instances];
        Arrays.fill(segment, -1);
        int requests = log.trace().size();
        first = new int[requests];
        last = new int[requests];
        held = new int[requests];
        phase = new int[requests];
        Arrays.fill(first, BlockTable.NONE);
        Arrays.fill(last, BlockTable.NONE);
        Arrays.fill(phase, -1);
        snapshots.add(snapshot());
        seek(0);
    }

    /** Moves to a moment; all events at or before it have happened. */
    public void seek(long toTick) {
        int target = events.countUntil(toTick);
        int[] frame = snapshotBefore(target);
        if (toTick < tick || frame[0] > replayed) {
            restore(frame);
        }
        while (replayed < target) {
            apply(replayed);
            replayed++;
            takeSnapshotIfDue();
        }
        tick = toTick;
        for (int i = 0; i < tables.length; i++) {
            grow(i, stepsBegunBy(i, toTick));
        }
    }

    /** The moment that the map stands at, in ticks. */
    public long tick() {
        return tick;
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

    private void apply(int e) {
        EventKind kind = events.kind(e);
        if (kind == EventKind.ARRIVED || kind == EventKind.REFUSED || kind == EventKind.BLOCKED) {
            return;
        }
        int r = events.request(e);
        int i = events.instance(e);
        // What earlier steps took comes first, so that blocks are handed out in the order of time.
        grow(i, stepsBegunBy(i, events.tick(e) - 1));
        if (kind == EventKind.ADMITTED) {
            residents[i].add(r);
            holdBlocks(i, r, events.c(e));
            holdTokens(i, r, events.a(e), events.b(e));
        } else if (kind == EventKind.CHUNK) {
            holdTokens(i, r, events.b(e) + events.a(e), events.b(admission(e)));
        } else if (kind == EventKind.PREFILL_DONE) {
            if (events.c(admission(e)) >= peakBlocks(i, r)) {
                return;
            }
            int slotsInNextStep = log.trace().promptTokens(r) + events.a(e) + outputSlotsAhead;
            phase[r] = phases[i].add(r, events.b(e) + held[r] * phases[i].count() + 1 - slotsInNextStep);
        } else {
            leave(i, r, kind == EventKind.PREEMPTED ? e : BlockTable.NONE);
        }
    }

    private void leave(int i, int r, int preemption) {
        opsSinceSnapshot += held[r];
        tables[i].release(first[r], preemption);
        residents[i].removeValue(r);
        if (phase[r] >= 0) {
            phases[i].remove(r, phase[r]);
        }
        forget(r);
    }

    private int peakBlocks(int i, int r) {
        long slots = (long) log.trace().promptTokens(r) + log.trace().outputTokens(r) - 1 + outputSlotsAhead;
        return (int) Math.ceilDiv(slots, (long) phases[i].count());
    }

    /** The admission that began the prefill to which an event belongs. */
    private int admission(int ofEvent) {
        int e = ofEvent;
        while (events.kind(e) != EventKind.ADMITTED) {
            e = events.previousOfRequest(e);
        }
        return e;
    }

    private void holdTokens(int i, int r, int tokens, int target) {
        int slots = tokens + (tokens >= target ? outputSlotsAhead : 0);
        int blockTokens = phases[i].count();
        holdBlocks(i, r, Math.ceilDiv(slots, blockTokens));
    }

    private void holdBlocks(int i, int r, int blocks) {
        while (held[r] < blocks) {
            give(i, r);
        }
    }

    /** Decode steps of an instance that have begun at or before a moment. */
    private int stepsBegunBy(int i, long moment) {
        SegmentTrack track = log.segments(i);
        segment[i] = track.segmentAt(moment, segment[i]);
        int s = segment[i];
        if (s < 0) {
            return 0;
        }
        int before = track.decodeStepsBefore(s);
        if (track.decodeSequences(s) == 0) {
            return before;
        }
        int ended = track.stepsEndedBy(s, moment);
        return before + Math.min(track.steps(s), ended + 1);
    }

    private void grow(int i, int steps) {
        for (int step = grownSteps[i]; step < steps; step++) {
            IntList takers = phases[i].takersIn(step);
            for (int k = 0; k < takers.size(); k++) {
                give(i, takers.get(k));
            }
        }
        grownSteps[i] = Math.max(grownSteps[i], steps);
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

    // A snapshot: events replayed; of each instance grown steps, table and number of residents; then (request, first,
    // last, held, phase) of the residents of all instances, in order of admission.

    private void takeSnapshotIfDue() {
        if (replayed > snapshots.getLast()[0] && opsSinceSnapshot >= Math.max(MIN_SPACING, fixedSize)) {
            snapshots.add(snapshot());
            opsSinceSnapshot = 0;
        }
    }

    private int[] snapshot() {
        int count = 0;
        for (IntList list : residents) {
            count += list.size();
        }
        int[] out = new int[fixedSize + 5 * count];
        out[0] = replayed;
        int at = 1;
        for (int i = 0; i < tables.length; i++) {
            out[at++] = grownSteps[i];
            out[at++] = residents[i].size();
            tables[i].save(out, at);
            at += tables[i].savedSize();
        }
        for (int i = 0; i < tables.length; i++) {
            for (int k = 0; k < residents[i].size(); k++) {
                int r = residents[i].get(k);
                out[at++] = r;
                out[at++] = first[r];
                out[at++] = last[r];
                out[at++] = held[r];
                out[at++] = phase[r];
            }
        }
        return out;
    }

    private void restore(int[] in) {
        int[] counts = new int[tables.length];
        replayed = in[0];
        int at = 1;
        for (int i = 0; i < tables.length; i++) {
            for (int k = 0; k < residents[i].size(); k++) {
                forget(residents[i].get(k));
            }
            residents[i].clear();
            phases[i].clear();
            grownSteps[i] = in[at++];
            counts[i] = in[at++];
            tables[i].load(in, at);
            at += tables[i].savedSize();
        }
        for (int i = 0; i < tables.length; i++) {
            for (int k = 0; k < counts[i]; k++) {
                int r = in[at++];
                residents[i].add(r);
                first[r] = in[at++];
                last[r] = in[at++];
                held[r] = in[at++];
                phase[r] = in[at++];
                if (phase[r] >= 0) {
                    phases[i].add(r, phase[r]);
                }
            }
        }
        opsSinceSnapshot = 0;
    }

    private void forget(int r) {
        first[r] = BlockTable.NONE;
        last[r] = BlockTable.NONE;
        held[r] = 0;
        phase[r] = -1;
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
