package dev.tokenyard.sim.trace.format;

/**
 * Reads a wall clock such as {@code 2023-11-16 18:15:46.6805900}: up to twelve digits of fraction count, a {@code T} may stand
 * between date and time, and an offset ({@code Z}, {@code +00:00}, {@code  UTC}) may follow.
 */
final class WallClock {
    private static final int CHARS = "2023-11-16 18:15:46".length();
    private static final int OFFSET_CHARS = "+00:00".length();
    private static final int UNIVERSAL_CHARS = " UTC".length();
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private WallClock() {}

    /** Whether some bytes look like a wall clock rather than a number. */
    static boolean looksLikeOne(byte[] bytes, int from, int to) {
        return to - from >= CHARS && bytes[from + 4] == '-';
    }

    /** Whether a wall clock states its offset from universal time. */
    static boolean hasOffset(byte[] bytes, int from, int to) {
        if (!looksLikeOne(bytes, from, to)) {
            return false;
        }
        for (int i = from + CHARS; i < to; i++) {
            if (bytes[i] == 'Z' || bytes[i] == '+' || bytes[i] == '-') {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads the time, as seconds since the Unix epoch, into {@code row}.
     *
     * @return whether it is one
     */
    static boolean parse(byte[] bytes, int from, int to, ParsedRow row) {
        if (!looksLikeOne(bytes, from, to)) {
            return false;
        }
        boolean separated = bytes[from + 7] == '-'
                && (bytes[from + 10] == ' ' || bytes[from + 10] == 'T')
                && bytes[from + 13] == ':'
                && bytes[from + 16] == ':';
        int secondOfDay = secondOfDay(bytes, from + 11);
        if (!separated || secondOfDay < 0) {
            return false;
        }
        int i = from + CHARS;
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
        int year = AsciiNumbers.digits(bytes, from, 4);
        int month = AsciiNumbers.digits(bytes, from + 5, 2);
        int day = AsciiNumbers.digits(bytes, from + 8, 2);
        if (offsetSeconds == NO_OFFSET || !isDate(year, month, day)) {
            return false;
        }
        row.setTime(epochDay(year, month, day) * 86_400 + secondOfDay - offsetSeconds, ticks);
        return true;
    }

    private static boolean isDate(int year, int month, int day) {
        if (year < 0 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        int days = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
        return day <= (month == 2 && isLeap(year) ? 29 : days);
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days from 1 January 1970, in the Gregorian calendar; as {@code LocalDate} has it, but without an object a row. */
    private static long epochDay(int year, int month, int day) {
        int before = year - 1;
        long days = year == 0 ? -366 : 365L * before + before / 4 - before / 100 + before / 400;
        int leapDay = month > 2 && isLeap(year) ? 1 : 0;
        return days + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1 - 719_162;
    }

    /** Reads {@code hh:mm:ss}; -1 if it is none. */
    private static int secondOfDay(byte[] bytes, int from) {
        int hour = AsciiNumbers.digits(bytes, from, 2);
        int minute = AsciiNumbers.digits(bytes, from + 3, 2);
        int second = AsciiNumbers.digits(bytes, from + 6, 2);
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return valid ? (hour * 60 + minute) * 60 + second : -1;
    }

    /** Whether it is the name of universal time, behind a blank. */
    private static boolean isUniversal(byte[] bytes, int from, int to) {
        if (to - from != UNIVERSAL_CHARS || bytes[from] != ' ') {
            return false;
        }
        boolean utc = bytes[from + 1] == 'U' && bytes[from + 2] == 'T' && bytes[from + 3] == 'C';
        return utc || (bytes[from + 1] == 'G' && bytes[from + 2] == 'M' && bytes[from + 3] == 'T');
    }

    /** Reads what follows the time: nothing, {@code Z}, {@code UTC}, or {@code +hh:mm}. */
    private static int offsetSeconds(byte[] bytes, int from, int to) {
        if (from == to || (to - from == 1 && bytes[from] == 'Z') || isUniversal(bytes, from, to)) {
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
