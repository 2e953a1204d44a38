package dev.tokenyard.app.session;

import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * A part of a comparison's time that attention is on; see {@link Window} for what counts in it.
 *
 * @param fromTick its first moment, in ticks, 0 or later
 * @param toTick its end, after its first moment
 */
public record TimeRange(long fromTick, long toTick) {
    /** Checks the order. */
    public TimeRange {
        if (fromTick < 0 || toTick <= fromTick) {
            throw new IllegalArgumentException("A range from " + Ticks.toSeconds(fromTick) + " s to "
                    + Ticks.toSeconds(toTick) + " s is not one; give a start of 0 or later and an end after it.");
        }
    }

    /** How long it is, in ticks. */
    public long ticks() {
        return toTick - fromTick;
    }

    /** Whether a moment lies in it, its end included: there a player may stand. */
    public boolean holds(long tick) {
        return tick >= fromTick && tick <= toTick;
    }

    /** As much of it as lies before an end; null if nothing does. */
    public @Nullable TimeRange cutTo(long endTick) {
        return fromTick >= endTick ? null : new TimeRange(fromTick, Math.min(toTick, endTick));
    }

    /** The range that a part of a comparison's time is, null for all of it; the part must begin before the comparison ends. */
    public static @Nullable TimeRange of(Window window, Comparison comparison) {
        return window.isWhole()
                ? null
                : new TimeRange(window.fromTick(), Math.min(window.toTick(), comparison.endTick()));
    }

    /**
     * What figures of a comparison are restricted to under a range, all of time for none. A range that reaches the end of the
     * longest run holds what happens at that end.
     */
    public static Window window(@Nullable TimeRange range, Comparison comparison) {
        return RunPart.of(range).until(comparison.endTick());
    }
}
