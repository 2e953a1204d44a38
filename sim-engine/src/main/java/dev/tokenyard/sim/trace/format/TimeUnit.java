package dev.tokenyard.sim.trace.format;

/** How a column of any table writes the time of arrival. Only differences count: the earliest request arrives at 0. */
public enum TimeUnit {
    /** A number of seconds. */
    SECONDS("s", "seconds", "a number of seconds"),
    /** A number of milliseconds. */
    MILLISECONDS("ms", "milliseconds", "a number of milliseconds"),
    /** A number of microseconds. */
    MICROSECONDS("us", "microseconds", "a number of microseconds"),
    /** A number of nanoseconds. */
    NANOSECONDS("ns", "nanoseconds", "a number of nanoseconds"),
    /** Date and time of day. */
    CLOCK("clock", "date and time", "a date and time such as 2023-11-16 18:15:46.68"),
    /** Time since 1970 in seconds, milliseconds, microseconds or nanoseconds, which its magnitude tells apart. */
    EPOCH("epoch", "since 1970", "a time since 1970, in seconds, milliseconds, microseconds or nanoseconds");

    /** Digits of the whole number up to which an epoch time counts seconds: far beyond any calendar. */
    private static final int SECOND_DIGITS = 11;

    private final String word;
    private final String title;
    private final String expected;

    TimeUnit(String word, String title, String expected) {
        this.word = word;
        this.title = title;
        this.expected = expected;
    }

    /** How it is written in a {@link ColumnMapping}. */
    public String word() {
        return word;
    }

    /** What it is called in the window. */
    public String title() {
        return title;
    }

    /** What such a time looks like, for reports. */
    String expected() {
        return expected;
    }

    /** Reads a time into {@code row}; false if it is none. */
    boolean parse(byte[] bytes, int from, int to, ParsedRow row) {
        return switch (this) {
            case SECONDS -> AsciiNumbers.seconds(bytes, from, to, row);
            case MILLISECONDS -> AsciiNumbers.milliseconds(bytes, from, to, row);
            case MICROSECONDS -> AsciiNumbers.parts(bytes, from, to, 1_000_000, row);
            case NANOSECONDS -> AsciiNumbers.parts(bytes, from, to, 1_000_000_000, row);
            case CLOCK -> WallClock.parse(bytes, from, to, row);
            case EPOCH -> ofMagnitude(bytes, from, to).parse(bytes, from, to, row);
        };
    }

    /** The unit in which a time since 1970 is written, told by the digits before its point. */
    static TimeUnit ofMagnitude(byte[] bytes, int from, int to) {
        int first = from < to && bytes[from] == '-' ? from + 1 : from;
        int digits = AsciiNumbers.endOfDigits(bytes, first, to) - first;
        if (to > first && digits == 1) {
            // 1.7e12, as tables write large numbers.
            digits += exponent(bytes, first, to);
        }
        if (digits <= SECOND_DIGITS) {
            return SECONDS;
        }
        return digits <= SECOND_DIGITS + 3 ? MILLISECONDS : digits <= SECOND_DIGITS + 6 ? MICROSECONDS : NANOSECONDS;
    }

    private static int exponent(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 'e' || bytes[i] == 'E') {
                int digit = i + 1 < to && bytes[i + 1] == '+' ? i + 2 : i + 1;
                boolean plain = to > digit && to - digit <= 2 && AsciiNumbers.endOfDigits(bytes, digit, to) == to;
                return plain ? AsciiNumbers.digits(bytes, digit, to - digit) : 0;
            }
        }
        return 0;
    }
}
