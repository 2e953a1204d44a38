package dev.tokenyard.sim.trace;

import org.jspecify.annotations.Nullable;

/** Turns the lines of one file into requests. It may keep buffers from line to line, and serves one file only. */
public interface RowParser {
    /**
     * Reads one row. Tokens must be checked here, against {@link TraceLimits}; the distance between times is checked by
     * the reader.
     *
     * @param line the row; valid during the call only
     * @param row takes the request
     * @return what is wrong with the row, or {@code null} if it was read
     */
    @Nullable
    RowProblem parse(TextLine line, ParsedRow row);

    /**
     * The time of the row last parsed as the file has it, for a report.
     *
     * @param line the same line again
     */
    String timeText(TextLine line);
}
