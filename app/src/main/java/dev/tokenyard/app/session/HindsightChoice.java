package dev.tokenyard.app.session;

/**
 * Whether the hindsight optimum is a contestant of a scenario, and how long it may be looked for.
 *
 * @param wanted whether it is; it comes into effect in the theory mode only
 * @param seconds the time limit of the search, in seconds of wall-clock time, {@link #LEAST_SECONDS} to {@link
 *     #MOST_SECONDS}
 */
public record HindsightChoice(boolean wanted, int seconds) {
    /** Shortest time limit. */
    public static final int LEAST_SECONDS = 1;

    /** Longest time limit. */
    public static final int MOST_SECONDS = 600;

    /** Not wanted. */
    public static final HindsightChoice NONE = new HindsightChoice(false, 10);

    /** Checks the time limit; the message is for the user. */
    public HindsightChoice {
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("The time limit of the hindsight optimum is " + seconds + " s; give "
                    + LEAST_SECONDS + " to " + MOST_SECONDS + " seconds.");
        }
    }
}
