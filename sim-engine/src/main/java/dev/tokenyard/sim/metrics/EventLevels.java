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
            case ARRIVED, PREEMPTED, HANDED_OVER -> 1;
            case ADMITTED, RECEIVED -> -1;
            default -> 0;
        };
    }

    static int runningDelta(EventKind kind) {
        return switch (kind) {
            case ADMITTED, SWAPPED_IN, JOINED -> 1;
            case PREEMPTED, SWAPPED_OUT, HANDED_OVER, DETACHED, COMPLETED -> -1;
            default -> 0;
        };
    }

    static int inSystemDelta(EventKind kind) {
        return switch (kind) {
            case ARRIVED -> 1;
            case COMPLETED -> -1;
            default -> 0;
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
