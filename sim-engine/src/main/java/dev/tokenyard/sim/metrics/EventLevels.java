package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;

/** A count of requests over time, from the events that raise and lower it, taken in their order. */
final class EventLevels {
    /** What an event does to a count. */
    @FunctionalInterface
    interface Delta {
        int of(EventKind kind);
    }

    private final SeriesBuilder builder;
    private final Delta delta;
    private int level;

    EventLevels(ColumnGrid grid, Delta delta) {
        builder = new SeriesBuilder(grid);
        this.delta = delta;
    }

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

    void take(EventTrack events, int e, EventKind kind) {
        int change = delta.of(kind);
        if (change != 0) {
            if (events.tick(e) > builder.at()) {
                builder.constant(level, events.tick(e));
            }
            level += change;
        }
    }

    Series finish() {
        builder.constant(level, builder.grid().toTick());
        return builder.finish();
    }

    /** Goes through a whole run, or up to the end of a range. */
    static Series series(EventTrack events, Delta delta, ColumnGrid grid) {
        EventLevels levels = new EventLevels(grid, delta);
        for (int e = 0; e < events.size() && events.tick(e) < grid.toTick(); e++) {
            levels.take(events, e, events.kind(e));
        }
        return levels.finish();
    }
}
