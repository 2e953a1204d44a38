package dev.tokenyard.sim.trace.format;

import dev.tokenyard.sim.time.Ticks;
import java.nio.charset.StandardCharsets;

/** Reads numbers straight from bytes, so that a row costs no garbage. */
final class AsciiNumbers {
    private static final int TICK_DIGITS = 12;
    private static final int MAX_SCIENTIFIC_CHARS = 40;

    private AsciiNumbers() {}

    /**
     * Reads a whole number that is not negative; {@code 12.0} is one too, as table tools write it.
     *
     * @return the number, {@link Long#MAX_VALUE} if it is larger, -1 if the bytes are anything else
     */
    static long wholeNumber(byte[] bytes, int from, int to) {
        int i = from;
        long value = 0;
        while (i < to && isDigit(bytes[i])) {
            value = value > Long.MAX_VALUE / 10 - 1 ? Long.MAX_VALUE / 10 : value * 10 + (bytes[i] - '0');
            i++;
        }
        if (i == from) {
            return -1;
        }
        if (i < to && bytes[i] == '.') {
            i++;
            while (i < to && bytes[i] == '0') {
                i++;
            }
        }
        return i == to ? value : -1;
    }

    /**
     * Reads exactly {@code count} digits.
     *
     * @return the number, or -1 if there is anything but digits
     */
    static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    /**
     * Reads a number of seconds into the time of {@code row}: plain decimals exactly to the tick (further digits are
     * rounded), scientific notation to double precision.
     *
     * @return whether it is a finite number within {@link TraceLimits#MAX_SECOND}
     */
    static boolean seconds(byte[] bytes, int from, int to, ParsedRow row) {
        return parts(bytes, from, to, 1, row);
    }

    /** Position of the first byte from {@code from} on that is no digit, or {@code to}. */
    static int endOfDigits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isDigit(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The digits after a decimal point as ticks, rounded to the nearest; 0 to one second. */
    static long fractionTicks(byte[] bytes, int from, int to) {
        long ticks = 0;
        for (int k = 0; k < TICK_DIGITS; k++) {
            ticks = ticks * 10 + (from + k < to ? bytes[from + k] - '0' : 0);
        }
        boolean roundUp = to - from > TICK_DIGITS && bytes[from + TICK_DIGITS] >= '5';
        return roundUp ? ticks + 1 : ticks;
    }

    /** Reads a number of milliseconds into the time of {@code row}; see the other method. */
    static boolean milliseconds(byte[] bytes, int from, int to, ParsedRow row) {
        return parts(bytes, from, to, 1000, row);
    }

    /**
     * Reads a number of parts of a second into the time of {@code row}: plain decimals exactly to the tick, scientific
     * notation to double precision.
     *
     * @param perSecond how many make a second: a power of ten, from 1 to a thousand million
     * @return whether it is a finite number within {@link TraceLimits#MAX_SECOND}
     */
    static boolean parts(byte[] bytes, int from, int to, long perSecond, ParsedRow row) {
        boolean negative = from < to && bytes[from] == '-';
        boolean signed = negative || (from < to && bytes[from] == '+');
        int firstDigit = signed ? from + 1 : from;
        int end = firstDigit;
        long whole = 0;
        while (end < to && isDigit(bytes[end])) {
            if (whole > (Long.MAX_VALUE - 9) / 10) {
                return false;
            }
            whole = whole * 10 + (bytes[end] - '0');
            end++;
        }
        if (whole / perSecond > TraceLimits.MAX_SECOND) {
            return false;
        }
        long ticks = whole % perSecond * (Ticks.PER_SECOND / perSecond);
        int i = end;
        int digitCount = end - firstDigit;
        if (i < to && bytes[i] == '.') {
            i = endOfDigits(bytes, end + 1, to);
            digitCount += i - end - 1;
            ticks += (fractionTicks(bytes, end + 1, i) + perSecond / 2) / perSecond;
        }
        if (digitCount == 0) {
            return false;
        }
        if (i < to) {
            return setSeconds(scientific(bytes, from, to) / perSecond, row);
        }
        row.setTime(negative ? -(whole / perSecond) : whole / perSecond, negative ? -ticks : ticks);
        return true;
    }

    /** A number in scientific notation; NaN if it is none. */
    private static double scientific(byte[] bytes, int from, int to) {
        if (to - from > MAX_SCIENTIFIC_CHARS) {
            return Double.NaN;
        }
        for (int i = from; i < to; i++) {
            // Java's own parser also takes hexadecimal floats and suffixes such as "1d"; a trace has none.
            if (!isDigit(bytes[i]) && "+-.eE".indexOf(bytes[i]) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Sets the time of {@code row}; {@code false} if it is not finite or beyond {@link TraceLimits#MAX_SECOND}. */
    static boolean setSeconds(double seconds, ParsedRow row) {
        if (!(Math.abs(seconds) <= TraceLimits.MAX_SECOND)) {
            return false;
        }
        double whole = Math.floor(seconds);
        row.setTime((long) whole, Math.round((seconds - whole) * Ticks.PER_SECOND));
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
