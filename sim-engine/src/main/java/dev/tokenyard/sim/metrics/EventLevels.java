package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;

/** Counts of requests over time, from the events that raise and lower them. */
final class EventLevels {
    /** What an event does to a count. */
    @FunctionalInterface
    interface Delta {
        int of(EventKind kind);
    }

    private EventLevels() {}

    static int queueDelta(EventKind kind) {
        return switch (kind) {
            case ARRIVED, PREEMPTED -> 1;
            case ADMITTED -> -1;
            case REFUSED, CHUNK, PREFILL_DONE, SWAPPED_OUT, SWAPPED_IN, COMPLETED, BLOCKED -> 0;
        };
    }

    static int runningDelta(EventKind kind) {
        return switch (kind) {
            case ADMITTED, SWAPPED_IN -> 1;
            case PREEMPTED, SWAPPED_OUT, COMPLETED -> -1;
            case ARRIVED, REFUSED, CHUNK, PREFILL_DONE, BLOCKED -> 0;
        };
    }

    static int inSystemDelta(EventKind kind) {
        return switch (kind) {
            case ARRIVED -> 1;
            case COMPLETED -> -1;
            case REFUSED, ADMITTED, CHUNK, PREFILL_DONE, PREEMPTED, SWAPPED_OUT, SWAPPED_IN, BLOCKED -> 0;
        };
    }

    static Series series(EventTrack events, Delta delta, ColumnGrid grid) {
        SeriesBuilder builder = new SeriesBuilder(grid);
        int level = 0;
        for (int e = 0; e < events.size() && events.tick(e) < grid.toTick(); e++) {
            int change = delta.of(events.kind(e));
            if (change != 0) {
                if (events.tick(e) > builder.at()) {
                    builder.constant(level, events.tick(e));
                }
                level += change;
            }
        }
        builder.constant(level, grid.toTick());
        return builder.finish();
    }
}
