package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the rows of a trace file. Blank lines, comments and the header are no rows.
 *
 * @param formatId the format in which the file was read
 * @param rowsRead rows that became requests of the trace
 * @param refused rows that were left out, by reason
 * @param repaired rows among {@code rowsRead} that were changed or moved, by reason; a row may count for several
 * @param problems the first {@value #MAX_PROBLEMS} refused rows, in the order of the file
 * @param stepSeconds the steps in which times come, where they were rounded so coarsely that requests share them; else 0
 * @param notes what was found out of the file as a whole, each in a sentence
 */
public record ImportReport(
        String formatId,
        long rowsRead,
        List<Finding> refused,
        List<Finding> repaired,
        List<RowProblem> problems,
        double stepSeconds,
        List<String> notes) {
    /** How many problems are kept; the rest are only counted. */
    public static final int MAX_PROBLEMS = 100;

    /** How many examples are kept of each finding. */
    public static final int MAX_EXAMPLES = 3;

    /**
     * Rows with the same problem.
     *
     * @param reason the problem
     * @param rows how many rows have it
     * @param examples the first of them
     */
    public record Finding(RowReason reason, long rows, List<RowProblem> examples) {
        /** Keeps an unmodifiable copy of the examples. */
        public Finding {
            examples = List.copyOf(examples);
        }
    }

    /** Keeps unmodifiable copies of the lists. */
    public ImportReport {
        refused = List.copyOf(refused);
        repaired = List.copyOf(repaired);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** A report without notes. */
    public ImportReport(
            String formatId,
            long rowsRead,
            List<Finding> refused,
            List<Finding> repaired,
            List<RowProblem> problems,
            double stepSeconds) {
        this(formatId, rowsRead, refused, repaired, problems, stepSeconds, List.of());
    }

    /** The same with more notes. */
    ImportReport withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new ImportReport(formatId, rowsRead, refused, repaired, problems, stepSeconds, all);
    }

    /** The report of rows that were all in order. */
    public static ImportReport clean(String formatId, long rowsRead) {
        return new ImportReport(formatId, rowsRead, List.of(), List.of(), List.of(), 0);
    }

    /** Rows that were left out, every one of them, whether listed in {@link #problems} or not. */
    public long rowsRefused() {
        return refused.stream().mapToLong(Finding::rows).sum();
    }

    /** How many rows were refused for one reason. */
    public long rowsRefused(RowReason reason) {
        return rows(refused, reason);
    }

    /** Repairs that were made, of all reasons. */
    public long rowsRepaired() {
        return repaired.stream().mapToLong(Finding::rows).sum();
    }

    /** How many rows were repaired for one reason. */
    public long rowsRepaired(RowReason reason) {
        return rows(repaired, reason);
    }

    private static long rows(List<Finding> findings, RowReason reason) {
        return findings.stream()
                .filter(finding -> finding.reason() == reason)
                .mapToLong(Finding::rows)
                .sum();
    }
}
