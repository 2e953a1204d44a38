package dev.tokenyard.sim.trace;

import java.util.List;

/**
 * What became of the rows of a trace file. Blank lines, comments and the header are no rows.
 *
 * @param formatId the format in which the file was read
 * @param rowsRead rows that became requests of the trace
 * @param rowsRefused rows that were left out, every one of them, whether listed in {@code problems} or not
 * @param rowsRepaired rows among {@code rowsRead} that were out of order, that is, below a row of a later time; the trace
 *     is sorted, so they are in their place there
 * @param problems the first {@value #MAX_PROBLEMS} refused rows, in the order of the file
 */
public record ImportReport(
        String formatId, long rowsRead, long rowsRefused, long rowsRepaired, List<RowProblem> problems) {
    /** How many problems are kept; the rest are only counted. */
    public static final int MAX_PROBLEMS = 100;

    /** Keeps an unmodifiable copy of the problems. */
    public ImportReport {
        problems = List.copyOf(problems);
    }
}
