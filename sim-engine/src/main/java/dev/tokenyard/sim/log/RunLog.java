package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that happened in one run, as columns. Animation, charts, metrics and exports read this and nothing else.
 *
 * <p>It has three parts: what became of each request (always there), the events in order of time, and the segments of
 * each instance (both only if the run was recorded in full, see {@link #isRecorded()}). A log does not change once the
 * run is over and may be read from any thread.
 */
public final class RunLog {
    private final RunInfo info;
    private final Trace trace;
    private final RequestOutcomes outcomes;
    private final EventTrack events;
    private final List<SegmentTrack> segments;
    private final PolicyStages stages;
    private @Nullable Snapshots keyframes;

    RunLog(
            RunInfo info,
            Trace trace,
            RequestOutcomes outcomes,
            EventTrack events,
            List<SegmentTrack> segments,
            PolicyStages stages) {
        this.info = info;
        this.trace = trace;
        this.outcomes = outcomes;
        this.events = events;
        this.segments = List.copyOf(segments);
        this.stages = stages;
    }

    /** The run's circumstances: policy, seed, batching mode, instances and totals. */
    public RunInfo info() {
        return info;
    }

    /** The requests. */
    public Trace trace() {
        return trace;
    }

    /** What became of each request. */
    public RequestOutcomes outcomes() {
        return outcomes;
    }

    /** The events in order of time; empty if the run was not recorded in full. */
    public EventTrack events() {
        return events;
    }

    /** The segments of an instance; empty if the run was not recorded in full. */
    public SegmentTrack segments(int instance) {
        return segments.get(instance);
    }

    /**
     * The groups and virtual queues of the policy in charge at a moment; null if it does not plan, and if the run was not
     * recorded in full. Where another policy takes over, its plans are others, and so are the numbers of groups.
     */
    public @Nullable PlanTrack plans(long tick) {
        return stages.plans(tick);
    }

    /** Whether any policy of the run plans, so that there are {@link #plans} at some moment. */
    public boolean hasPlans() {
        return stages.anyPlans();
    }

    /** Whether requests wait in a pool at a moment, from which instances pull. */
    public boolean isPulled(long tick) {
        return stages.isPulled(tick);
    }

    /** Whether they do at any moment. */
    public boolean isEverPulled() {
        return stages.isEverPulled();
    }

    /** The instances. */
    public List<InstanceInfo> instances() {
        return info.instances();
    }

    /** Whether events and segments were recorded. */
    public boolean isRecorded() {
        return info.recorded();
    }

    /** Whether the policy forecast the memory of its instances, and the run was recorded; see {@link CursorForecast}. */
    public boolean foreseesMemory() {
        return events.has(EventKind.FORESEEN);
    }

    /** The SLO class of request {@code r}. */
    public SloClass sloClass(int r) {
        return info.sloClasses().get(outcomes.sloClass(r));
    }

    /** The moment of the last event, in ticks. */
    public long endTick() {
        return info.endTick();
    }

    /**
     * A new cursor at the start of the run.
     *
     * @throws IllegalStateException if the run was not recorded
     */
    public RunCursor cursor() {
        return new RunCursor(this);
    }

    /**
     * The keyframes, made on first use so that a run which nobody looks at does not pay for them.
     *
     * @throws IllegalStateException if the run was not recorded
     */
    synchronized Snapshots keyframes() {
        if (!isRecorded()) {
            throw new IllegalStateException("This run was made without a log, so its moments cannot be looked up.");
        }
        if (keyframes == null) {
            keyframes = Keyframes.of(this);
        }
        return keyframes;
    }

    /**
     * Makes what lets cursors go back, which otherwise happens when one first does; a pass over the log.
     *
     * @throws IllegalStateException if the run was not recorded
     */
    public void prepareSeeks() {
        keyframes();
    }

    /** The keyframes if there are any yet. */
    synchronized @Nullable Snapshots keyframesSoFar() {
        return keyframes;
    }

    /** About how much memory its columns take, in bytes. */
    public long approximateBytes() {
        long bytes = events.bytes() + outcomes.bytes();
        for (SegmentTrack track : segments) {
            bytes += track.bytes();
        }
        return bytes;
    }

    /** Whether both logs say the same of every request, event and segment. */
    public boolean sameHistoryAs(RunLog other) {
        if (!info.totals().equals(other.info.totals())
                || info.endTick() != other.info.endTick()
                || !outcomes.sameAs(other.outcomes)
                || !events.sameAs(other.events)
                || !stages.sameAs(other.stages)
                || segments.size() != other.segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).sameAs(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
