package dev.tokenyard.sim.model;

/**
 * A service class and its objectives.
 *
 * @param name the name that traces and people use, for instance {@code Interactive}
 * @param ttftSeconds target for the time to first token, in seconds, positive; {@link Double#POSITIVE_INFINITY} for none
 * @param tpotSeconds target for the time per output token after the first, in seconds, positive;
 *     {@link Double#POSITIVE_INFINITY} for none
 */
public record SloClass(String name, double ttftSeconds, double tpotSeconds) {
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

    private static void requirePositive(String name, String what, double seconds) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("SLO class " + name + " has a target of " + seconds + " s for its "
                    + what + "; give a positive number of seconds.");
        }
    }
}
