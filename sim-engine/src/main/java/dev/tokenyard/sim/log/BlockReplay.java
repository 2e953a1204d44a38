package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.Trace;

/**
 * Replays the events and steps of one instance on its {@link InstanceBlocks}, in the order of time: at a moment, residents
 * first share what an ended step has computed, then take the blocks of steps that have begun, and then the event happens.
 */
final class BlockReplay {
    private final EventTrack events;
    private final Trace trace;
    private final Prefills prefills;
    private final int outputSlotsAhead;
    private final SegmentCursor steps;
    private final InstanceBlocks blocks;
    /** The events that planned the chunks of a step whose end has not been seen yet; without a prefix cache none. */
    private final IntList plannedChunks = new IntList();

    BlockReplay(RunLog log, int instance, InstanceBlocks blocks) {
        events = log.events();
        trace = log.trace();
        prefills = new Prefills(log);
        outputSlotsAhead = log.info().outputSlotsAhead();
        steps = new SegmentCursor(log.segments(instance));
        this.blocks = blocks;
    }

    InstanceBlocks blocks() {
        return blocks;
    }

    /** Whether an event of the kind can move blocks. */
    static boolean concerns(EventKind kind) {
        return kind != EventKind.ARRIVED
                && kind != EventKind.REFUSED
                && kind != EventKind.BLOCKED
                && kind != EventKind.FORESEEN
                && kind != EventKind.REORDERED
                && kind != EventKind.REQUEUED
                && kind != EventKind.COPIED;
    }

    /** Brings steps up to a moment at which all events at or before it have been applied. */
    void settleAt(long tick) {
        steps.seek(tick);
        shareChunksOfStepsBefore(steps.segmentStartTick());
        growUntil(tick);
    }

    /** Applies an event of this instance that {@link #concerns} blocks. */
    void apply(int e) {
        long tick = events.tick(e);
        shareChunksOfStepsBefore(tick);
        // What earlier steps took comes first, so that blocks are handed out in the order of time.
        growUntil(tick - 1);
        int r = events.request(e);
        switch (events.kind(e)) {
            case ADMITTED -> {
                blocks.admit(r, prefills.cachedTokens(e));
                blocks.hold(r, events.c(e));
                planChunk(e);
            }
            case CHUNK -> planChunk(e);
            case PREFILL_DONE -> {
                if (events.c(prefills.admission(e)) < blocks.blocksFor(peakSlots(r))) {
                    blocks.beginGrowth(r, slotsInNextStep(r, events.a(e)), events.b(e));
                }
            }
            case SWAPPED_IN -> {
                blocks.admit(r, 0);
                blocks.hold(r, events.a(e));
                blocks.beginGrowth(r, slotsInNextStep(r, events.b(e)), events.c(e));
            }
            case PREEMPTED, SWAPPED_OUT -> blocks.leave(r, e);
            case COMPLETED -> blocks.leave(r, BlockTable.NONE);
            case HANDED_OVER, DETACHED -> blocks.depart(r);
            case RELEASED -> blocks.releaseDeparted(r);
            case RECEIVED, RESERVED -> blocks.setAside(r, events.b(e));
            case JOINED -> {
                int slots = slotsInNextStep(r, events.b(e));
                blocks.join(r, slots - 1);
                blocks.beginGrowth(r, slots, events.c(e));
            }
            case MIGRATION_ABORTED -> {
                if (events.b(e) > 0) {
                    blocks.releaseIncoming(r);
                }
            }
            case ARRIVED, REFUSED, BLOCKED, FORESEEN, COPIED, REORDERED, REQUEUED ->
                throw new IllegalArgumentException("Event " + e + " does not concern blocks.");
        }
    }

    /** The KV slots that a decoding request needs in its next step. */
    private int slotsInNextStep(int r, int generatedTokens) {
        return trace.promptTokens(r) + generatedTokens + outputSlotsAhead;
    }

    private long peakSlots(int r) {
        return (long) trace.promptTokens(r) + trace.outputTokens(r) - 1 + outputSlotsAhead;
    }

    private void planChunk(int e) {
        int tokens = prefills.tokensAfter(e);
        boolean ends = tokens >= prefills.targetTokens(prefills.admission(e));
        blocks.hold(events.request(e), blocks.blocksFor(tokens + (ends ? outputSlotsAhead : 0)));
        if (blocks.sharesPrefixes()) {
            plannedChunks.add(e);
        }
    }

    /** Lets residents share what a step has computed, if it began before a moment at which another step may begin. */
    private void shareChunksOfStepsBefore(long tick) {
        if (plannedChunks.size() == 0 || events.tick(plannedChunks.get(0)) >= tick) {
            return;
        }
        growUntil(events.tick(plannedChunks.get(0)));
        for (int k = 0; k < plannedChunks.size(); k++) {
            int chunk = plannedChunks.get(k);
            blocks.shareComputed(events.request(chunk), prefills.tokensAfter(chunk));
        }
        plannedChunks.clear();
    }

    /** Lets residents take the blocks of all steps that have begun at or before a moment. */
    private void growUntil(long tick) {
        steps.seek(tick);
        blocks.growThrough(steps.decodeStepsBegun());
    }

    void save(IntList out) {
        blocks.save(out);
        out.add(plannedChunks.size());
        for (int k = 0; k < plannedChunks.size(); k++) {
            out.add(plannedChunks.get(k));
        }
    }

    /** Forgets all requests, for {@link #load} to follow. */
    void clear() {
        blocks.clear();
        plannedChunks.clear();
    }

    /** Goes to what was saved; see {@link InstanceBlocks#load}. */
    void load(IntReader in) {
        blocks.load(in);
        int chunks = in.next();
        for (int k = 0; k < chunks; k++) {
            plannedChunks.add(in.next());
        }
    }
}
