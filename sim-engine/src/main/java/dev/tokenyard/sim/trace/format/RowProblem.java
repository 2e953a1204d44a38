package dev.tokenyard.sim.trace.format;

/**
 * Why one row of a trace file was refused or repaired.
 *
 * @param reason the kind of problem
 * @param line the line in the file, from 1, counting comments and the header
 * @param column the column or JSON field at fault, {@code row} where it is the row as a whole
 * @param value what the file has there, shortened if long, empty where there is nothing
 * @param expected what would have been accepted, for instance {@code a whole number from 1 to 10,000,000}
 */
public record RowProblem(RowReason reason, long line, String column, String value, String expected) {

    /** The problem as part of a sentence: {@code line 7: ContextTokens is "-3", expected a whole number ...}. */
    public String text() {
        return "line " + line + ": " + column + " is " + (value.isEmpty() ? "empty or missing" : '"' + value + '"')
                + ", expected " + expected;
    }
}
