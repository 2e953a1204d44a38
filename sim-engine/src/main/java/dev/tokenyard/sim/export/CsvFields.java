package dev.tokenyard.sim.export;

/** Fields of comma-separated values, as RFC 4180 wants them. */
public final class CsvFields {
    /** Up to here every whole number is a {@code double} of its own. */
    private static final double LARGEST_WHOLE = 1e15;

    private CsvFields() {}

    /** A text, in quotes if it has a comma, a quote or a line break. */
    public static String text(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** A number that reads back to the same {@code double}; empty if it is not finite. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
