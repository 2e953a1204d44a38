package dev.tokenyard.sim.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns the lines of one file into requests. It may keep buffers from line to line, and serves one file only. */
public interface RowParser {
    /**
     * Reads one line. Tokens must be checked here, against {@link TraceLimits}, but for an output of 0, a failed request,
     * which the reader deals with, as it does with the distance between times.
     *
     * @param line the line; valid during the call only
     * @param rows takes the requests and problems
     */
    void parse(TextLine line, RowSink rows);

    /**
     * The time of the row last parsed as the file has it, for a report.
     *
     * @param line the same line again
     */
    String timeText(TextLine line);

    /**
     * What a report calls the place of a byte of the row last parsed: its column where that is known.
     *
     * @param line the same line again
     * @param position within the line's bytes
     */
    default String placeOf(TextLine line, int position) {
        int before = new String(line.bytes(), line.start(), position - line.start(), StandardCharsets.UTF_8).length();
        return "character " + (before + 1);
    }

    /** What the rows so far have shown of the file as a whole, each in a sentence for the user. */
    default List<String> notes() {
        return List.of();
    }
}
