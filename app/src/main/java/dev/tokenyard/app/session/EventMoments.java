package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Violations;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The moments at which something of one kind happens in any lane of a comparison: where a viewer may step to. */
public final class EventMoments {
    /** No moment before this one. */
    public static final long NONE = -1;

    /** What a viewer may step to. */
    public enum Kind {
        /** A request arrives. */
        ARRIVAL("arrival"),
        /** A request leaves a queue and enters a batch. */
        ADMISSION("admission"),
        /** A request gets its first output token. */
        FIRST_TOKEN("first token"),
        /** A request is evicted from a batch. */
        PREEMPTION("preemption"),
        /** A request gets its last output token. */
        COMPLETION("completion"),
        /** It becomes certain that a request misses its objectives. */
        VIOLATION("violation");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The words for people. */
        public String label() {
            return label;
        }
    }

    /** No moment at all. */
    public static final EventMoments EMPTY = new EventMoments(new long[0]);

    private final long[] ticks;

    private EventMoments(long[] ticks) {
        this.ticks = ticks;
    }

    /** Finds the moments of a kind in all lanes. */
    public static EventMoments of(Comparison comparison, Kind kind) {
        return new EventMoments(comparison.lanes().stream()
                .flatMapToLong(lane -> moments(lane.log(), kind))
                .sorted()
                .distinct()
                .toArray());
    }

    private static LongStream moments(RunLog log, Kind kind) {
        RequestOutcomes outcomes = log.outcomes();
        LongStream found = switch (kind) {
            case ARRIVAL ->
                LongStream.range(0, log.trace().size()).map(r -> log.trace().arrivalTick((int) r));
            case ADMISSION -> events(log.events(), EventKind.ADMITTED);
            case FIRST_TOKEN -> LongStream.range(0, outcomes.size()).map(r -> outcomes.firstTokenTick((int) r));
            case PREEMPTION ->
                LongStream.concat(
                        events(log.events(), EventKind.PREEMPTED), events(log.events(), EventKind.SWAPPED_OUT));
            case COMPLETION -> LongStream.range(0, outcomes.size()).map(r -> outcomes.completedTick((int) r));
            case VIOLATION -> violations(Violations.of(log));
        };
        return found.filter(tick -> tick >= 0);
    }

    private static LongStream events(EventTrack events, EventKind kind) {
        return LongStream.range(0, events.size())
                .filter(e -> events.kind((int) e) == kind)
                .map(e -> events.tick((int) e));
    }

    private static LongStream violations(Violations violations) {
        return LongStream.range(0, violations.size()).map(k -> violations.tick((int) k));
    }

    /** How many moments there are. */
    public int size() {
        return ticks.length;
    }

    /** The first moment after {@code tick}, or {@link Ticks#NEVER}. */
    public long after(long tick) {
        int i = Arrays.binarySearch(ticks, tick);
        int next = i >= 0 ? i + 1 : -i - 1;
        return next < ticks.length ? ticks[next] : Ticks.NEVER;
    }

    /** The last moment before {@code tick}, or {@link #NONE}. */
    public long before(long tick) {
        int i = Arrays.binarySearch(ticks, tick);
        int previous = (i >= 0 ? i : -i - 1) - 1;
        return previous >= 0 ? ticks[previous] : NONE;
    }
}
