package dev.tokenyard.sim.model;

import dev.tokenyard.sim.time.Ticks;

/**
 * A service class and its objectives.
 *
 * @param name the name that traces and people use, for instance {@code Interactive}
 * @param ttftSeconds target for the time to first token, in seconds, positive; {@link Double#POSITIVE_INFINITY} for none
 * @param tpotSeconds target for the time per output token after the first, in seconds, positive;
 *     {@link Double#POSITIVE_INFINITY} for none
 */
public record SloClass(String name, double ttftSeconds, double tpotSeconds) {
    /** A target of 104 days or more is as good as none: no run lasts so long. */
    private static final double LONGEST_TARGET_SECONDS = 9e6;

    /** Checks the ranges. */
    public SloClass {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An SLO class has an empty name; give it one.");
        }
        requirePositive(name, "time to first token", ttftSeconds);
        requirePositive(name, "time per output token", tpotSeconds);
    }

    /** A class with a target for the first token only. */
    public static SloClass ttft(String name, double ttftSeconds) {
        return new SloClass(name, ttftSeconds, Double.POSITIVE_INFINITY);
    }

    /** The target for the time to first token in ticks, {@link Ticks#NEVER} for none. */
    public long ttftTicks() {
        return ticks(ttftSeconds);
    }

    /** The target for the time per output token in ticks, {@link Ticks#NEVER} for none. */
    public long tpotTicks() {
        return ticks(tpotSeconds);
    }

    private static long ticks(double seconds) {
        return seconds < LONGEST_TARGET_SECONDS ? Ticks.fromSeconds(seconds) : Ticks.NEVER;
    }

    private static void requirePositive(String name, String what, double seconds) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("SLO class " + name + " has a target of " + seconds + " s for its "
                    + what + "; give a positive number of seconds.");
        }
    }
}
