package dev.tokenyard.sim.trace.format;

/** What counts as a sane row, the same for every format. */
public final class TraceLimits {
    /** The longest prompt or output that is believed, in tokens. */
    public static final int MAX_TOKENS = 10_000_000;

    /** What a token count must be, for reports. */
    public static final String EXPECTED_TOKENS = "a whole number from 1 to 10,000,000";

    /** The most requests of a trace that are read. */
    public static final int MAX_REQUESTS = 200_000_000;

    /** The largest time that is worth parsing, in seconds: beyond any calendar, and far from overflow. */
    public static final long MAX_SECOND = 10_000_000_000_000L;

    private TraceLimits() {}

    /** Whether a prompt or output may have so many tokens. */
    public static boolean isTokenCount(long tokens) {
        return tokens >= 1 && tokens <= MAX_TOKENS;
    }
}
