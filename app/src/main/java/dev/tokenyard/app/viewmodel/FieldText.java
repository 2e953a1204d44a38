package dev.tokenyard.app.viewmodel;

import java.util.Locale;

/** Numbers as they stand in fields, and back. What cannot be read is refused with a sentence for the user. */
public final class FieldText {
    private FieldText() {}

    /** Seconds as typed; empty for no target. */
    public static String seconds(double seconds) {
        return Double.isInfinite(seconds) ? "" : number(seconds);
    }

    /**
     * Reads seconds; nothing, a dash or "none" stand for no target.
     *
     * @param what what the seconds are, to begin a sentence with
     * @throws IllegalArgumentException if the text is no positive number
     */
    public static double parseSeconds(String what, String text) {
        String typed = text.trim().toLowerCase(Locale.ROOT);
        if (typed.isEmpty() || typed.equals("-") || typed.equals("–") || typed.equals("none")) {
            return Double.POSITIVE_INFINITY;
        }
        String figure =
                typed.endsWith("s") ? typed.substring(0, typed.length() - 1).trim() : typed;
        double seconds = parse(what, text, figure, "a positive number of seconds, or nothing for no target");
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw refused(what, text, "a positive number of seconds, or nothing for no target");
        }
        return seconds;
    }

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static double parseNumber(String what, String text) {
        double number = parse(what, text, text.trim(), "a number");
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw refused(what, text, "a number");
        }
        return number;
    }

    /**
     * Reads a whole number.
     *
     * @throws IllegalArgumentException if the text is none, or one of more than 64 bits
     */
    public static long parseWhole(String what, String text) {
        String figures = text.trim().replace(",", "");
        try {
            return Long.parseLong(figures);
        } catch (NumberFormatException notANumber) {
            boolean beyond = figures.matches("[+-]?\\d+");
            throw refused(
                    what,
                    text,
                    beyond ? "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE : "a whole number");
        }
    }

    /**
     * Reads a whole number that fits 32 bits.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static int parseCount(String what, String text) {
        long whole = parseWhole(what, text);
        if (whole < 0 || whole > Integer.MAX_VALUE) {
            throw refused(what, text, "a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) whole;
    }

    /** A number without trailing zeros. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static double parse(String what, String text, String figure, String expected) {
        try {
            return Double.parseDouble(figure.replace(',', '.'));
        } catch (NumberFormatException notANumber) {
            throw refused(what, text, expected);
        }
    }

    private static IllegalArgumentException refused(String what, String text, String expected) {
        return new IllegalArgumentException(what + " is \"" + text.trim() + "\"; give " + expected + ".");
    }
}
