package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.time.Ticks;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The Azure LLM inference traces of 2023: {@code TIMESTAMP,ContextTokens,GeneratedTokens}.
 *
 * <p>A time is a wall clock, {@code 2023-11-16 18:15:46.6805900}; up to twelve digits of fraction, a {@code T} between
 * date and time, and an offset ({@code Z}, {@code +00:00}) are understood too, as later releases have them. Copies of the
 * trace that carry an integer under the same header mean milliseconds since the Unix epoch; this is told row by row.
 */
final class Azure2023Format extends CsvTraceFormat {
    private static final int CLOCK_CHARS = "2023-11-16 18:15:46".length();
    private static final int OFFSET_CHARS = "+00:00".length();
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    Azure2023Format() {
        super(new Columns("TIMESTAMP", "ContextTokens", "GeneratedTokens"));
    }

    @Override
    public String id() {
        return "azure-2023";
    }

    @Override
    public String title() {
        return "Azure LLM inference trace 2023, CSV";
    }

    @Override
    public String citation() {
        return "Patel et al., \"Splitwise: Efficient Generative LLM Inference Using Phase Splitting\", ISCA 2024";
    }

    @Override
    public boolean timesCountFromStart() {
        return false;
    }

    @Override
    String expectedTime() {
        return "a time such as 2023-11-16 18:15:46.6805900, or whole milliseconds since 1970";
    }

    @Override
    boolean parseTime(byte[] bytes, int from, int to, ParsedRow row) {
        if (to - from >= CLOCK_CHARS && bytes[from + 4] == '-') {
            return wallClock(bytes, from, to, row);
        }
        long milliseconds = AsciiNumbers.wholeNumber(bytes, from, to);
        if (milliseconds < 0 || milliseconds / 1000 > TraceLimits.MAX_SECOND) {
            return false;
        }
        row.setTime(milliseconds / 1000, milliseconds % 1000 * Ticks.PER_MILLISECOND);
        return true;
    }

    private static boolean wallClock(byte[] bytes, int from, int to, ParsedRow row) {
        boolean separated = bytes[from + 7] == '-'
                && (bytes[from + 10] == ' ' || bytes[from + 10] == 'T')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        int secondOfDay = secondOfDay(bytes, from + 11);
        if (!separated || secondOfDay < 0) {
            return false;
        }
        int i = from + CLOCK_CHARS;
        long ticks = 0;
        if (i < to && bytes[i] == '.') {
            int end = AsciiNumbers.endOfDigits(bytes, i + 1, to);
            ticks = AsciiNumbers.fractionTicks(bytes, i + 1, end);
            if (end == i + 1) {
                return false;
            }
            i = end;
        }
        int offsetSeconds = offsetSeconds(bytes, i, to);
        if (offsetSeconds == NO_OFFSET) {
            return false;
        }
        try {
            // A date out of range, 30 February or a letter among the digits (-1) ends in the exception.
            long day = LocalDate.of(
                            AsciiNumbers.digits(bytes, from, 4),
                            AsciiNumbers.digits(bytes, from + 5, 2),
                            AsciiNumbers.digits(bytes, from + 8, 2))
                    .toEpochDay();
            row.setTime(day * 86_400 + secondOfDay - offsetSeconds, ticks);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Reads {@code hh:mm:ss}; -1 if it is none. */
    private static int secondOfDay(byte[] bytes, int from) {
        int hour = AsciiNumbers.digits(bytes, from, 2);
        int minute = AsciiNumbers.digits(bytes, from + 3, 2);
        int second = AsciiNumbers.digits(bytes, from + 6, 2);
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return valid ? (hour * 60 + minute) * 60 + second : -1;
    }

    /** Reads what follows the time: nothing, {@code Z}, or {@code +hh:mm}. */
    private static int offsetSeconds(byte[] bytes, int from, int to) {
        if (from == to || (to - from == 1 && bytes[from] == 'Z')) {
            return 0;
        }
        if (to - from != OFFSET_CHARS || (bytes[from] != '+' && bytes[from] != '-') || bytes[from + 3] != ':') {
            return NO_OFFSET;
        }
        int hours = AsciiNumbers.digits(bytes, from + 1, 2);
        int minutes = AsciiNumbers.digits(bytes, from + 4, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NO_OFFSET;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return bytes[from] == '-' ? -seconds : seconds;
    }
}
