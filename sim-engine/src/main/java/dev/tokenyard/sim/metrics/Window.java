package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;

/**
 * A range of time that figures are restricted to, half-open: what happens at {@code fromTick} counts, what happens at
 * {@code toTick} does not. One definition holds for all figures:
 *
 * <ul>
 *   <li>Figures of requests (counts, latencies, objectives) are those of the requests that <em>arrived</em> in the range,
 *       whatever became of them later.
 *   <li>Levels (KV cache, queue, batch) and rates (throughput, goodput), steps, evictions and loads are those of the range's
 *       <em>time</em>: what was held, completed or done in it, whichever requests it concerned.
 * </ul>
 *
 * So the figures of ranges that make up a run add up to those of the run.
 *
 * @param fromTick the first moment, in ticks, 0 or later
 * @param toTick the moment after the last, not before {@code fromTick}; {@link Ticks#NEVER} for no end
 */
public record Window(long fromTick, long toTick) {
    /** All of time. */
    public static final Window WHOLE = new Window(0, Ticks.NEVER);

    /** Checks the order. */
    public Window {
        if (fromTick < 0 || toTick < fromTick) {
            throw new IllegalArgumentException("A range from " + Ticks.toSeconds(fromTick) + " s to "
                    + Ticks.toSeconds(toTick) + " s is not one; give a start of 0 or later and an end not before it.");
        }
    }

    /** Whether it leaves out nothing. */
    public boolean isWhole() {
        return fromTick == 0 && toTick == Ticks.NEVER;
    }

    /** Whether a moment lies in it. */
    public boolean contains(long tick) {
        return tick >= fromTick && tick < toTick;
    }

    /** Whether a request of a run arrived in it. */
    public boolean counts(RunLog log, int request) {
        return contains(log.trace().arrivalTick(request));
    }

    /** How much of the time up to {@code endTick} lies in it, in ticks. */
    public long ticksUntil(long endTick) {
        return Math.max(0, Math.min(toTick, endTick) - fromTick);
    }
}
