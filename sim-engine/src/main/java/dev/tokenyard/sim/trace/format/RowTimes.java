package dev.tokenyard.sim.trace.format;

import java.util.List;

/** Reads the times of one file's rows. */
@FunctionalInterface
interface RowTimes {
    /** Reads a time into {@code row}; false if it is none. */
    boolean parse(byte[] bytes, int from, int to, ParsedRow row);

    /** What a time looks like, for reports, where it is not what is usual. */
    default String expected(String usual) {
        return usual;
    }

    /** What the times so far have shown, in sentences for the user. */
    default List<String> notes() {
        return List.of();
    }
}
