package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.PrefixBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** Several requests may own it: it holds the beginning of prompts, in the prefix cache. */
    public static final int SHARED = -2;

    private static final int MIN_SPACING = 4096;

    private final RunLog log;
    private final EventTrack events;
    private final int outputSlotsAhead;
    private final BlockTable[] tables;
    private final GrowthPhases[] phases;
    private final IntList[] residents;
    /** By instance the requests that left blocks behind, and those for which blocks are set aside. */
    private final IntList[] departed;

    private final IntList[] incoming;
    /** By instance what residents share; null where there is no prefix cache. */
    private final @Nullable SharedPrefixes[] shared;
    /** By instance the events that planned the chunks of a step whose end has not been seen yet. */
    private final IntList[] chunks;
    /** Decode steps of each instance for which its residents have their blocks. */
    private final int[] grownSteps;
    /** Segment of each instance at which its growth stands. */
    private final int[] segment;

    /** First, last and number of blocks by request; meaningful for residents only. */
    private final int[] first;

    private final int[] last;
    private final int[] held;
    /** Leading nodes of its prefix that a resident shares. */
    private final int[] nodes;
    /** While decoding: the phase in which a resident grows; -1 otherwise. */
    private final int[] phase;

    /** First block that a departed request left behind, and the leading nodes that it keeps sharing there. */
    private final int[] keptFirst;

    private final int[] keptNodes;
    /** First, last and number of blocks that are set aside for an incoming request. */
    private final int[] comingFirst;

    private final int[] comingLast;
    private final int[] comingHeld;

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
        departed = new IntList[instances];
        incoming = new IntList[instances];
        shared = new SharedPrefixes[instances];
        chunks = new IntList[instances];
        PrefixBlocks prefixes = log.trace().prefixBlocks();
        int size = 1;
        for (int i = 0; i < instances; i++) {
            tables[i] = new BlockTable(log.instances().get(i).kvBlocks());
            phases[i] = new GrowthPhases(log.instances().get(i).blockTokens());
            residents[i] = new IntList();
            departed[i] = new IntList();
            incoming[i] = new IntList();
            chunks[i] = new IntList();
            InstanceInfo info = log.instances().get(i);
            if (prefixes != null && info.prefixCache()) {
                shared[i] = new SharedPrefixes(prefixes, info.blockTokens());
            }
            size += 5 + tables[i].savedSize();
        }
        fixedSize = size;
        grownSteps = new int[instances];
        segment = new int[instances];
        Arrays.fill(segment, -1);
        int requests = log.trace().size();
        first = new int[requests];
        last = new int[requests];
        held = new int[requests];
        nodes = new int[requests];
        phase = new int[requests];
        keptFirst = new int[requests];
        keptNodes = new int[requests];
        comingFirst = new int[requests];
        comingLast = new int[requests];
        comingHeld = new int[requests];
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
            settleBefore(i, stepStart(i, toTick));
            grow(i, stepsBegunBy(i, toTick));
        }
    }

    /** The moment that the map stands at, in ticks. */
    public long tick() {
        return tick;
    }

    /** The request that owns a block of an instance, {@link #FREE} for none, {@link #SHARED} for any number. */
    public int owner(int instance, int block) {
        return tables[instance].owner(block);
    }

    /** Index in {@link RunLog#events()} of the preemption, by recompute or to host memory, that last freed a block, {@link EventTrack#NONE} for none. */
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
        if (kind == EventKind.ARRIVED
                || kind == EventKind.REFUSED
                || kind == EventKind.BLOCKED
                || kind == EventKind.COPIED) {
            return;
        }
        int r = events.request(e);
        int i = events.instance(e);
        settleBefore(i, events.tick(e));
        // What earlier steps took comes first, so that blocks are handed out in the order of time.
        grow(i, stepsBegunBy(i, events.tick(e) - 1));
        if (kind == EventKind.ADMITTED) {
            residents[i].add(r);
            sharePrefix(i, r, target(e) - events.b(e));
            holdBlocks(i, r, events.c(e));
            planChunk(i, e);
        } else if (kind == EventKind.CHUNK) {
            planChunk(i, e);
        } else if (kind == EventKind.PREFILL_DONE) {
            if (events.c(admission(e)) >= peakBlocks(i, r)) {
                return;
            }
            beginGrowth(i, r, events.a(e), events.b(e));
        } else if (kind == EventKind.SWAPPED_IN) {
            residents[i].add(r);
            holdBlocks(i, r, events.a(e));
            beginGrowth(i, r, events.b(e), events.c(e));
        } else if (!applyMove(i, r, e)) {
            leave(i, r, kind == EventKind.COMPLETED ? BlockTable.NONE : e);
        }
    }

    /** Applies an event of a request's way from one instance to another; says whether it is one. */
    private boolean applyMove(int i, int r, int e) {
        switch (events.kind(e)) {
            case HANDED_OVER, DETACHED -> depart(i, r);
            case RECEIVED, RESERVED -> setAside(i, r, events.b(e));
            case RELEASED -> {
                departed[i].removeValue(r);
                release(i, r, keptFirst[r], keptNodes[r], BlockTable.NONE);
            }
            case JOINED -> join(i, r, e);
            case MIGRATION_ABORTED -> {
                if (events.b(e) > 0) {
                    incoming[i].removeValue(r);
                    tables[i].release(comingFirst[r], BlockTable.NONE);
                    opsSinceSnapshot += comingHeld[r];
                    comingHeld[r] = 0;
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A request leaves the batch, and its blocks stay. */
    private void depart(int i, int r) {
        residents[i].removeValue(r);
        departed[i].add(r);
        keptFirst[r] = first[r];
        keptNodes[r] = nodes[r];
        if (phase[r] >= 0) {
            phases[i].remove(r, phase[r]);
        }
        forget(r);
    }

    private void setAside(int i, int r, int blocks) {
        if (comingHeld[r] == 0) {
            incoming[i].add(r);
            comingFirst[r] = BlockTable.NONE;
            comingLast[r] = BlockTable.NONE;
        }
        for (; comingHeld[r] < blocks; comingHeld[r]++) {
            int block = tables[i].take(r);
            tables[i].link(comingLast[r], block);
            comingFirst[r] = comingFirst[r] == BlockTable.NONE ? block : comingFirst[r];
            comingLast[r] = block;
            opsSinceSnapshot++;
        }
    }

    /** A request is resident in what was set aside for it, less a block that it turned out not to need. */
    private void join(int i, int r, int e) {
        int slots = log.trace().promptTokens(r) + events.b(e) + outputSlotsAhead - 1;
        int needed = Math.ceilDiv(slots, phases[i].count());
        if (needed < comingHeld[r]) {
            comingLast[r] = tables[i].nth(comingFirst[r], needed);
            tables[i].release(tables[i].cut(comingFirst[r], needed, r), BlockTable.NONE);
        }
        incoming[i].removeValue(r);
        comingHeld[r] = 0;
        residents[i].add(r);
        first[r] = comingFirst[r];
        last[r] = comingLast[r];
        held[r] = needed;
        beginGrowth(i, r, events.b(e), events.c(e));
    }

    private void beginGrowth(int i, int r, int generated, int decodeSteps) {
        int slotsInNextStep = log.trace().promptTokens(r) + generated + outputSlotsAhead;
        phase[r] = phases[i].add(r, decodeSteps + held[r] * phases[i].count() + 1 - slotsInNextStep);
    }

    private void leave(int i, int r, int preemption) {
        opsSinceSnapshot += held[r];
        release(i, r, first[r], nodes[r], preemption);
        residents[i].removeValue(r);
        if (phase[r] >= 0) {
            phases[i].remove(r, phase[r]);
        }
        forget(r);
    }

    /** Frees a request's own blocks, and those of its prefix that nobody else shares. */
    private void release(int i, int r, int firstBlock, int sharedNodes, int preemption) {
        tables[i].release(firstBlock, preemption);
        SharedPrefixes prefixes = shared[i];
        for (int k = sharedNodes - 1; k >= 0 && prefixes != null; k--) {
            if (prefixes.letGo(r, k)) {
                tables[i].release(prefixes.firstBlock(r, k), preemption);
            }
        }
    }

    /** An admitted request shares what was cached of its prompt. */
    private void sharePrefix(int i, int r, int cachedTokens) {
        SharedPrefixes prefixes = shared[i];
        if (prefixes == null) {
            return;
        }
        nodes[r] = prefixes.nodesIn(r, cachedTokens);
        held[r] = nodes[r] * prefixes.kvBlocksPerNode();
        for (int k = 0; k < nodes[r]; k++) {
            if (prefixes.hold(r, k)) {
                int last = BlockTable.NONE;
                for (int b = 0; b < prefixes.kvBlocksPerNode(); b++) {
                    int block = tables[i].take(SHARED);
                    tables[i].link(last, block);
                    if (last == BlockTable.NONE) {
                        prefixes.setFirstBlock(r, k, block);
                    }
                    last = block;
                    opsSinceSnapshot++;
                }
            }
        }
    }

    /** Tokens that a prefill must have computed at its end. */
    private int target(int admission) {
        int before = events.previousOfRequest(admission);
        // What it left behind elsewhere may have been cleared away after it was preempted.
        while (events.kind(before) != EventKind.PREEMPTED && events.kind(before) != EventKind.ARRIVED) {
            before = events.previousOfRequest(before);
        }
        int generated = events.kind(before) == EventKind.PREEMPTED ? events.b(before) : 0;
        return log.trace().promptTokens(events.request(admission)) + generated;
    }

    /** Tokens that will have been computed at the end of a chunk's step. */
    private int computedAfter(int chunk) {
        return events.kind(chunk) == EventKind.CHUNK
                ? events.b(chunk) + events.a(chunk)
                : target(chunk) - events.b(chunk) + events.a(chunk);
    }

    private void planChunk(int i, int e) {
        holdTokens(i, events.request(e), computedAfter(e), target(admission(e)));
        if (shared[i] != null) {
            chunks[i].add(e);
        }
    }

    /** Lets residents share what a step has computed, if it began before a moment at which another step may begin. */
    private void settleBefore(int i, long moment) {
        SharedPrefixes prefixes = shared[i];
        if (prefixes == null || chunks[i].size() == 0 || events.tick(chunks[i].get(0)) >= moment) {
            return;
        }
        grow(i, stepsBegunBy(i, events.tick(chunks[i].get(0))));
        for (int c = 0; c < chunks[i].size(); c++) {
            int e = chunks[i].get(c);
            int r = events.request(e);
            int complete = prefixes.nodesIn(r, computedAfter(e));
            for (; nodes[r] < complete; nodes[r]++) {
                int firstOfNode = first[r];
                first[r] = tables[i].cut(firstOfNode, prefixes.kvBlocksPerNode(), SHARED);
                if (first[r] == BlockTable.NONE) {
                    last[r] = BlockTable.NONE;
                }
                if (prefixes.hold(r, nodes[r])) {
                    prefixes.setFirstBlock(r, nodes[r], firstOfNode);
                } else {
                    tables[i].release(firstOfNode, BlockTable.NONE);
                }
            }
        }
        chunks[i].clear();
    }

    /** When the step under way at a moment began, 0 if none did yet. */
    private long stepStart(int i, long moment) {
        SegmentTrack track = log.segments(i);
        segment[i] = track.segmentAt(moment, segment[i]);
        return segment[i] < 0 ? 0 : track.startTick(segment[i]);
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

    // A snapshot: events replayed; of each instance grown steps, table and numbers of residents, planned chunks,
    // departed
    // and incoming requests; then of each instance (request, first, last, held, nodes, phase, first block of each node)
    // of its residents, in order of admission, the chunks, and those that departed and those to come.

    private void takeSnapshotIfDue() {
        if (replayed > snapshots.getLast()[0] && opsSinceSnapshot >= Math.max(MIN_SPACING, fixedSize)) {
            snapshots.add(snapshot());
            opsSinceSnapshot = 0;
        }
    }

    private int[] snapshot() {
        int size = fixedSize;
        for (int i = 0; i < tables.length; i++) {
            size += 6 * residents[i].size() + chunks[i].size();
            size += 3 * departed[i].size() + 4 * incoming[i].size();
            for (int k = 0; k < residents[i].size(); k++) {
                size += nodes[residents[i].get(k)];
            }
            for (int k = 0; k < departed[i].size(); k++) {
                size += keptNodes[departed[i].get(k)];
            }
        }
        int[] out = new int[size];
        out[0] = replayed;
        int at = 1;
        for (int i = 0; i < tables.length; i++) {
            out[at++] = grownSteps[i];
            out[at++] = residents[i].size();
            out[at++] = chunks[i].size();
            out[at++] = departed[i].size();
            out[at++] = incoming[i].size();
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
                out[at++] = nodes[r];
                out[at++] = phase[r];
                for (int n = 0; n < nodes[r]; n++) {
                    out[at++] = prefixesOf(i).firstBlock(r, n);
                }
            }
            for (int c = 0; c < chunks[i].size(); c++) {
                out[at++] = chunks[i].get(c);
            }
            at = saveMoves(i, out, at);
        }
        return out;
    }

    private void restore(int[] in) {
        int[] counts = new int[tables.length];
        int[] chunkCounts = new int[tables.length];
        int[] departedCounts = new int[tables.length];
        int[] incomingCounts = new int[tables.length];
        replayed = in[0];
        int at = 1;
        for (int i = 0; i < tables.length; i++) {
            for (int k = 0; k < residents[i].size(); k++) {
                forget(residents[i].get(k));
            }
            residents[i].clear();
            departed[i].clear();
            for (int k = 0; k < incoming[i].size(); k++) {
                comingHeld[incoming[i].get(k)] = 0;
            }
            incoming[i].clear();
            chunks[i].clear();
            phases[i].clear();
            if (shared[i] != null) {
                prefixesOf(i).clear();
            }
            grownSteps[i] = in[at++];
            counts[i] = in[at++];
            chunkCounts[i] = in[at++];
            departedCounts[i] = in[at++];
            incomingCounts[i] = in[at++];
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
                nodes[r] = in[at++];
                phase[r] = in[at++];
                if (phase[r] >= 0) {
                    phases[i].add(r, phase[r]);
                }
                for (int n = 0; n < nodes[r]; n++) {
                    prefixesOf(i).hold(r, n);
                    prefixesOf(i).setFirstBlock(r, n, in[at++]);
                }
            }
            for (int c = 0; c < chunkCounts[i]; c++) {
                chunks[i].add(in[at++]);
            }
            at = loadMoves(i, departedCounts[i], incomingCounts[i], in, at);
        }
        opsSinceSnapshot = 0;
    }

    private int saveMoves(int i, int[] out, int from) {
        int at = from;
        for (int k = 0; k < departed[i].size(); k++) {
            int r = departed[i].get(k);
            out[at++] = r;
            out[at++] = keptFirst[r];
            out[at++] = keptNodes[r];
            for (int n = 0; n < keptNodes[r]; n++) {
                out[at++] = prefixesOf(i).firstBlock(r, n);
            }
        }
        for (int k = 0; k < incoming[i].size(); k++) {
            int r = incoming[i].get(k);
            out[at++] = r;
            out[at++] = comingFirst[r];
            out[at++] = comingLast[r];
            out[at++] = comingHeld[r];
        }
        return at;
    }

    private int loadMoves(int i, int departedCount, int incomingCount, int[] in, int from) {
        int at = from;
        for (int k = 0; k < departedCount; k++) {
            int r = in[at++];
            departed[i].add(r);
            keptFirst[r] = in[at++];
            keptNodes[r] = in[at++];
            for (int n = 0; n < keptNodes[r]; n++) {
                prefixesOf(i).hold(r, n);
                prefixesOf(i).setFirstBlock(r, n, in[at++]);
            }
        }
        for (int k = 0; k < incomingCount; k++) {
            int r = in[at++];
            incoming[i].add(r);
            comingFirst[r] = in[at++];
            comingLast[r] = in[at++];
            comingHeld[r] = in[at++];
        }
        return at;
    }

    private SharedPrefixes prefixesOf(int i) {
        return Objects.requireNonNull(shared[i]);
    }

    private void forget(int r) {
        first[r] = BlockTable.NONE;
        last[r] = BlockTable.NONE;
        held[r] = 0;
        nodes[r] = 0;
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
