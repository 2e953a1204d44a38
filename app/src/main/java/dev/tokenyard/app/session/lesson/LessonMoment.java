package dev.tokenyard.app.session.lesson;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.EventMoments;
import dev.tokenyard.app.session.EventMoments.Kind;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a run: a number of seconds, or the first event of a kind in any lane.
 *
 * @param seconds simulated seconds, 0 or more; not used where {@code firstOf} is given
 * @param firstOf the kind of event, null for a number of seconds
 */
public record LessonMoment(double seconds, @Nullable Kind firstOf) {
    /** The latest moment that a lesson may name. */
    static final double MOST_SECONDS = (double) Ticks.MAX_ARRIVAL / Ticks.PER_SECOND;

    private static final String FIRST = "first ";

    /** A moment in simulated seconds. */
    public static LessonMoment seconds(double seconds) {
        return new LessonMoment(seconds, null);
    }

    /** The moment that is written so, for instance {@code first violation}; empty if that is none. */
    public static Optional<LessonMoment> parse(String words) {
        return Arrays.stream(Kind.values())
                .filter(kind -> words.equals(FIRST + kind.label()))
                .findFirst()
                .map(kind -> new LessonMoment(0, kind));
    }

    /** The moment in a run, in ticks and not after its end; empty where no such event happens. */
    public Optional<Long> tick(Comparison comparison) {
        if (firstOf == null) {
            return Optional.of(Math.min(comparison.endTick(), Ticks.fromSeconds(seconds)));
        }
        long first = EventMoments.of(comparison, firstOf).after(-1);
        return first == Ticks.NEVER ? Optional.empty() : Optional.of(first);
    }
}
