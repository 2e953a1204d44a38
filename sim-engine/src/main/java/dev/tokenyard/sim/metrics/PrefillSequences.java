package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;

/**
 * How many residents prefill in each segment of each instance: those whose chunk was planned since the segment before started,
 * less those preempted in the same plan. A segment with prefill has one step, so the count is that of the step. It is filled
 * by going through the events in their order.
 */
final class PrefillSequences {
    private final RunLog log;
    private final int[][] counts;
    /** By instance the first segment that starts no earlier than the events that were taken. */
    private final int[] segment;

    /** No counts yet. */
    PrefillSequences(RunLog log) {
        this.log = log;
        int instances = log.instances().size();
        segment = new int[instances];
        counts = new int[instances][];
        for (int i = 0; i < instances; i++) {
            counts[i] = new int[log.segments(i).size()];
        }
    }

    /** The counts of a whole run. */
    static PrefillSequences of(RunLog log) {
        PrefillSequences all = new PrefillSequences(log);
        EventTrack events = log.events();
        for (int e = 0; e < events.size(); e++) {
            all.take(events, e, events.kind(e));
        }
        return all;
    }

    void take(EventTrack events, int e, EventKind kind) {
        int change = chunkDelta(events, e, kind);
        if (change == 0) {
            return;
        }
        int i = events.instance(e);
        SegmentTrack track = log.segments(i);
        while (segment[i] < track.size() && track.startTick(segment[i]) < events.tick(e)) {
            segment[i]++;
        }
        // A run that was cut short may have planned a step that never started.
        if (segment[i] < track.size()) {
            counts[i][segment[i]] += change;
        }
    }

    private static int chunkDelta(EventTrack events, int e, EventKind kind) {
        return switch (kind) {
            case ADMITTED, CHUNK -> 1;
            case PREEMPTED -> {
                int before = events.previousOfRequest(e);
                boolean undone = before != EventTrack.NONE
                        && events.tick(before) == events.tick(e)
                        && (events.kind(before) == EventKind.ADMITTED || events.kind(before) == EventKind.CHUNK);
                yield undone ? -1 : 0;
            }
            default -> 0;
        };
    }

    /** The counts of an instance, by segment; not a copy. */
    int[] of(int instance) {
        return counts[instance];
    }
}
