package dev.tokenyard.app.cli;

import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.ImportReport.Finding;
import dev.tokenyard.sim.trace.format.RowProblem;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the reading of a trace went: counts by reason, with the first rows of each. */
final class ImportReportOutput {
    private final ImportReport report;

    ImportReportOutput(ImportReport report) {
        this.report = report;
    }

    /** Adds the report to a document. */
    void addTo(ObjectNode root) {
        root.put("format", report.formatId());
        root.put("rows_read", report.rowsRead());
        root.put("rows_refused", report.rowsRefused());
        root.put("rows_repaired", report.rowsRepaired());
        addFindings(root.putArray("refused"), report.refused());
        addFindings(root.putArray("repaired"), report.repaired());
        addProblems(root.putArray("problems"), report.problems());
        if (report.stepSeconds() > 0) {
            Output.put(root, "time_step_s", report.stepSeconds());
        }
        if (!report.notes().isEmpty()) {
            report.notes().forEach(root.putArray("notes")::add);
        }
    }

    private static void addFindings(ArrayNode list, List<Finding> findings) {
        for (Finding finding : findings) {
            ObjectNode node = list.addObject()
                    .put("reason", finding.reason().id())
                    .put("words", finding.reason().words())
                    .put("rows", finding.rows());
            addProblems(node.putArray("examples"), finding.examples());
        }
    }

    private static void addProblems(ArrayNode list, List<RowProblem> problems) {
        for (RowProblem problem : problems) {
            list.addObject()
                    .put("reason", problem.reason().id())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("value", problem.value())
                    .put("expected", problem.expected());
        }
    }

    /** Adds the counts to a table of facts. */
    void addCounts(TextTable facts) {
        facts.row("format", report.formatId());
        facts.row("rows read", Numbers.whole(report.rowsRead()));
        facts.row("rows refused", Numbers.whole(report.rowsRefused()));
        for (Finding finding : report.refused()) {
            facts.row("  " + finding.reason().words(), Numbers.whole(finding.rows()));
        }
        facts.row("rows repaired", Numbers.whole(report.rowsRepaired()));
        for (Finding finding : report.repaired()) {
            facts.row(
                    "  " + finding.reason().words() + ", " + finding.reason().repair(), Numbers.whole(finding.rows()));
        }
        if (report.stepSeconds() > 0) {
            facts.row("times come in steps of, s", Numbers.of(report.stepSeconds()));
        }
    }

    /** Prints the notes, and the examples of what was refused and repaired, if there are any. */
    void printExamples(PrintWriter out) {
        if (!report.notes().isEmpty()) {
            out.println();
            report.notes().forEach(out::println);
        }
        printExamples(out, "Refused", report.refused());
        printExamples(out, "Repaired", report.repaired());
    }

    private static void printExamples(PrintWriter out, String what, List<Finding> findings) {
        TextTable table = new TextTable(">line", "column", "value", "expected");
        long shown = 0;
        long rows = 0;
        for (Finding finding : findings) {
            for (RowProblem example : finding.examples()) {
                table.row(Long.toString(example.line()), example.column(), example.value(), example.expected());
                shown++;
            }
            rows += finding.examples().isEmpty() ? 0 : finding.rows();
        }
        if (shown == 0) {
            return;
        }
        out.println();
        out.println(what);
        table.print(out);
        if (rows > shown) {
            out.println("and " + Numbers.whole(rows - shown) + " more of these");
        }
    }
}
