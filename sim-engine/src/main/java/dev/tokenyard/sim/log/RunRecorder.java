package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.PlanLog;
import java.util.ArrayList;
import java.util.List;

/** Collects a run as the engine reports it, and becomes a {@link RunLog} at its end. Append-only. */
public final class RunRecorder {
    private final Trace trace;
    private final EventTrack events;
    private final List<SegmentTrack> segments = new ArrayList<>();
    private final PolicyStages stages = new PolicyStages();

    /**
     * Starts a recording.
     *
     * @param trace the requests
     * @param instances number of instances
     */
    public RunRecorder(Trace trace, int instances) {
        this.trace = trace;
        events = new EventTrack(trace.size());
        for (int i = 0; i < instances; i++) {
            segments.add(new SegmentTrack());
        }
        stages.add(0, false);
    }

    /**
     * A policy is in charge from a moment on; until this is said, one whose requests wait at instances.
     *
     * @param pulled whether requests wait in a pool from which instances pull
     */
    public void inCharge(long fromTick, boolean pulled) {
        stages.add(fromTick, pulled);
    }

    /** Where the policy in charge writes its plans down, if it plans. */
    public PlanLog plans() {
        PlanTrack track = new PlanTrack(trace.size(), segments.size());
        stages.setPlans(track);
        return track.writer();
    }

    /** Appends an event; see {@link EventKind} for the details a, b and c. Moments must not decrease. */
    public void event(long tick, EventKind kind, int instance, int request, int a, int b, int c) {
        events.add(tick, kind, instance, request, a, b, c);
        if (instance >= 0 && changesBatch(kind)) {
            segments.get(instance).batchChanged();
        }
    }

    private static boolean changesBatch(EventKind kind) {
        return kind != EventKind.ARRIVED
                && kind != EventKind.BLOCKED
                && kind != EventKind.REFUSED
                && kind != EventKind.COPIED
                && kind != EventKind.REORDERED
                && kind != EventKind.REQUEUED
                && kind != EventKind.FORESEEN;
    }

    /**
     * Appends steps with the same batch; they continue the last segment if the batch has not changed since. Parameters
     * as the accessors of {@link SegmentTrack}.
     *
     * @param decodeSequences {@link SegmentTrack#HELD} where the policy held the decodes
     */
    public void segment(
            int instance,
            long startTick,
            int steps,
            long firstStepTicks,
            long stepGrowthTicks,
            int decodeSequences,
            int prefillTokens,
            int usedBlocksFirst,
            int usedBlocksLast,
            int decodeStepsBefore) {
        segments.get(instance)
                .add(
                        startTick,
                        steps,
                        firstStepTicks,
                        stepGrowthTicks,
                        decodeSequences,
                        prefillTokens,
                        usedBlocksFirst,
                        usedBlocksLast,
                        decodeStepsBefore);
    }

    /** Notes that the next steps differ from the last, though the batch is the same: those moved KV blocks as well. */
    public void endSegment(int instance) {
        segments.get(instance).batchChanged();
    }

    /** The moment of the last event, in ticks; 0 before the first. */
    public long lastTick() {
        return events.size() == 0 ? 0 : events.tick(events.size() - 1);
    }

    /** Ends the recording. */
    public RunLog finish(RunInfo info, RequestOutcomes outcomes) {
        return new RunLog(info, trace, outcomes, events, segments, stages.until(info.endTick()));
    }

    /** A log that holds the outcomes only. */
    public static RunLog withoutHistory(RunInfo info, Trace trace, RequestOutcomes outcomes) {
        List<SegmentTrack> none = new ArrayList<>();
        for (int i = 0; i < info.instances().size(); i++) {
            none.add(new SegmentTrack());
        }
        PolicyStages stage = new PolicyStages();
        stage.add(0, info.isPulled());
        return new RunLog(info, trace, outcomes, new EventTrack(0), none, stage);
    }
}
