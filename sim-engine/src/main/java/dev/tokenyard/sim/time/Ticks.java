package dev.tokenyard.sim.time;

/**
 * Simulated time is a {@code long} count of picoseconds, called ticks, since the start of the trace.
 *
 * <p>Integers make a run reproducible to the bit on every machine. A {@code long} holds 106 days of picoseconds.
 */
public final class Ticks {
    /** Ticks in one second: 10<sup>12</sup>. */
    public static final long PER_SECOND = 1_000_000_000_000L;

    /** Ticks in one millisecond. */
    public static final long PER_MILLISECOND = 1_000_000_000L;

    /** Ticks in one microsecond. */
    public static final long PER_MICROSECOND = 1_000_000L;

    /** The latest moment that a trace may name, in ticks: 100 days. The rest of the range is left for the run itself. */
    public static final long MAX_ARRIVAL = 100L * 86_400L * PER_SECOND;

    /** A moment that never comes; also marks "did not happen yet" in comparisons. */
    public static final long NEVER = Long.MAX_VALUE;

    private Ticks() {}

    /**
     * Rounds seconds to the nearest tick.
     *
     * @param seconds any finite number of seconds within plus or minus 106 days
     * @throws IllegalArgumentException if {@code seconds} is not finite or out of range
     */
    public static long fromSeconds(double seconds) {
        double ticks = seconds * PER_SECOND;
        if (!(Math.abs(ticks) < 9.2e18)) {
            throw new IllegalArgumentException(
                    "A time of " + seconds + " s is outside the range of the clock (106 days); use smaller times.");
        }
        return Math.round(ticks);
    }

    /**
     * The moment that comes {@code durationTicks} after another; {@link #NEVER} if that is beyond the range of the clock.
     *
     * @param tick a moment, 0 or later
     * @param durationTicks ticks from then, 0 or more
     */
    public static long after(long tick, long durationTicks) {
        return durationTicks >= NEVER - tick ? NEVER : tick + durationTicks;
    }

    /** Converts ticks to seconds, to double precision. */
    public static double toSeconds(long ticks) {
        return (double) ticks / PER_SECOND;
    }
}
