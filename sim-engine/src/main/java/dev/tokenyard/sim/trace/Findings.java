package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts rows by reason and keeps the first of each as examples. */
final class Findings {
    private final Map<RowReason, Counted> counted = new EnumMap<>(RowReason.class);

    private static final class Counted {
        private final List<RowProblem> examples = new ArrayList<>();
        private long rows;
    }

    /** Whether another example of a reason is of use. */
    boolean wantsExample(RowReason reason) {
        return of(reason).examples.size() < ImportReport.MAX_EXAMPLES;
    }

    /** Counts a row and keeps it as an example if there is room. */
    void add(RowProblem problem) {
        if (wantsExample(problem.reason())) {
            of(problem.reason()).examples.add(problem);
        }
        count(problem.reason(), 1);
    }

    /** Counts rows that need no example. */
    void count(RowReason reason, long rows) {
        of(reason).rows += rows;
    }

    List<ImportReport.Finding> list() {
        List<ImportReport.Finding> findings = new ArrayList<>();
        counted.forEach((reason, rows) -> {
            if (rows.rows > 0) {
                findings.add(new ImportReport.Finding(reason, rows.rows, rows.examples));
            }
        });
        return findings;
    }

    private Counted of(RowReason reason) {
        return counted.computeIfAbsent(reason, unused -> new Counted());
    }
}
