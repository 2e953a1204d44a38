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

    private static final EventKind[] KINDS = EventKind.values();

    private EventLevels() {}

    static int queueDelta(EventKind kind) {
        return switch (kind) {
            case ARRIVED, PREEMPTED -> 1;
            case ADMITTED -> -1;
            case REFUSED, CHUNK, PREFILL_DONE, COMPLETED, BLOCKED -> 0;
        };
    }

    static int runningDelta(EventKind kind) {
        return switch (kind) {
            case ADMITTED -> 1;
            case PREEMPTED, COMPLETED -> -1;
            case ARRIVED, REFUSED, CHUNK, PREFILL_DONE, BLOCKED -> 0;
        };
    }

    static int inSystemDelta(EventKind kind) {
        return queueDelta(kind) + runningDelta(kind);
    }

    /** The change that each kind of event makes, by its ordinal. */
    static int[] table(Delta delta) {
        int[] table = new int[KINDS.length];
        for (EventKind kind : KINDS) {
            table[kind.ordinal()] = delta.of(kind);
        }
        return table;
    }

    static Series series(EventTrack events, Delta delta, ColumnGrid grid) {
        int[] deltas = table(delta);
        SeriesBuilder builder = new SeriesBuilder(grid);
        int level = 0;
        for (int e = 0; e < events.size() && events.tick(e) < grid.toTick(); e++) {
            int change = deltas[events.kind(e).ordinal()];
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
