package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one instance did up to any moment: busy time, steps, sequences, and how often something happened at it. Made in one pass
 * over its part of the log; each answer is then found by bisection. All answers are for half-open ranges as in {@link Window}, so
 * that those of ranges that follow each other add up.
 */
public final class InstanceUse {
    private final SegmentTrack segments;
    private final int[] prefills;
    private final long[] busyBefore;
    private final long[] stepsBefore;
    private final long[] sequencesBefore;
    private final Map<EventKind, long[]> moments;

    private InstanceUse(SegmentTrack segments, int[] prefills, Map<EventKind, long[]> moments) {
        this.segments = segments;
        this.prefills = prefills;
        this.moments = moments;
        int size = segments.size();
        busyBefore = new long[size + 1];
        stepsBefore = new long[size + 1];
        sequencesBefore = new long[size + 1];
        for (int s = 0; s < size; s++) {
            int steps = segments.steps(s);
            busyBefore[s + 1] = busyBefore[s] + segments.ticksOfSteps(s, steps);
            stepsBefore[s + 1] = stepsBefore[s] + steps;
            sequencesBefore[s + 1] = sequencesBefore[s] + (long) steps * batch(s);
        }
    }

    /**
     * Goes through an instance's part of a run.
     *
     * @throws IllegalStateException if the run was made without a log
     */
    public static InstanceUse of(RunLog log, int instance) {
        TimeSeries.requireRecorded(log);
        EventTrack events = log.events();
        Map<EventKind, long[]> moments = new EnumMap<>(EventKind.class);
        for (EventKind kind :
                new EventKind[] {EventKind.PREEMPTED, EventKind.SWAPPED_OUT, EventKind.LOADING, EventKind.COMPLETED}) {
            long[] ticks = new long[16];
            int count = 0;
            for (int e = 0; e < events.size(); e++) {
                if (events.kind(e) == kind && events.instance(e) == instance) {
                    ticks = count == ticks.length ? Arrays.copyOf(ticks, 2 * count) : ticks;
                    ticks[count++] = events.tick(e);
                }
            }
            moments.put(kind, Arrays.copyOf(ticks, count));
        }
        return new InstanceUse(log.segments(instance), PrefillSequences.of(log).of(instance), moments);
    }

    private int batch(int s) {
        return segments.decodeSequences(s) + prefills[s];
    }

    /** Time in steps, in ticks, from one moment to another. */
    public long busyTicks(long fromTick, long toTick) {
        return busyUntil(toTick) - busyUntil(fromTick);
    }

    private long busyUntil(long tick) {
        int s = segments.segmentAt(tick);
        return s < 0 ? 0 : busyBefore[s] + Math.min(tick, segments.endTick(s)) - segments.startTick(s);
    }

    /** Steps that ended from one moment on and before another. */
    public long steps(long fromTick, long toTick) {
        return stepsBy(toTick - 1) - stepsBy(fromTick - 1);
    }

    private long stepsBy(long tick) {
        int s = segments.segmentAt(tick);
        return s < 0 ? 0 : stepsBefore[s] + segments.stepsEndedBy(s, tick);
    }

    /** Sequences in each of those steps, summed over them. */
    public long sequences(long fromTick, long toTick) {
        return sequencesBy(toTick - 1) - sequencesBy(fromTick - 1);
    }

    private long sequencesBy(long tick) {
        int s = segments.segmentAt(tick);
        return s < 0 ? 0 : sequencesBefore[s] + (long) segments.stepsEndedBy(s, tick) * batch(s);
    }

    /**
     * How often something happened at the instance from one moment on and before another.
     *
     * @param kind {@link EventKind#PREEMPTED}, {@link EventKind#SWAPPED_OUT}, {@link EventKind#LOADING} or {@link
     *     EventKind#COMPLETED}
     */
    public int count(EventKind kind, long fromTick, long toTick) {
        long[] ticks = moments.get(kind);
        if (ticks == null) {
            throw new IllegalArgumentException("Events " + kind + " are not counted by instance.");
        }
        return TickOrder.countUntil(ticks, toTick - 1) - TickOrder.countUntil(ticks, fromTick - 1);
    }

    /** The most KV blocks in use at the beginning or end of a step from one moment on and before another. */
    public int peakBlocks(long fromTick, long toTick) {
        int peak = 0;
        for (int s = Math.max(0, segments.segmentAt(fromTick));
                s < segments.size() && segments.startTick(s) < toTick;
                s++) {
            if (segments.endTick(s) > fromTick) {
                int last = segments.endTick(s) <= toTick ? segments.usedBlocksLast(s) : 0;
                peak = Math.max(peak, Math.max(segments.usedBlocksFirst(s), last));
            }
        }
        return peak;
    }
}
