package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.fidelity.FidelityCheck;
import dev.tokenyard.app.session.fidelity.FidelityCheck.Verdict;
import dev.tokenyard.app.session.fidelity.FidelityChecks;
import dev.tokenyard.app.session.fidelity.FidelityFigure;
import dev.tokenyard.app.session.fidelity.FidelityReport;
import dev.tokenyard.app.session.fidelity.StepComparison;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.export.CsvFields;
import dev.tokenyard.sim.table.TableException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares the simulator with recorded runs of another. */
@Command(
        name = "fidelity",
        mixinStandardHelpOptions = true,
        description = "Compares the simulator with recorded runs of another one and prints the errors.")
@SuppressWarnings("NullAway.Init")
final class FidelityCommand implements Callable<Integer> {
    /** Where the grids lie beside the runs. */
    private static final String SIBLING = "step_time_grids";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "A folder with X.config.json, X.requests.csv.gz and X.batches.csv.gz of each run X.")
    private Path folder;

    @Option(
            names = "--grids",
            paramLabel = "DIR",
            description = "A folder of step-time grids; by default " + SIBLING + " beside DIR, if there is one.")
    private @Nullable Path grids;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--csv", description = "Print a CSV table, a row for each figure.")
    private boolean csv;

    @Override
    public Integer call() throws CommandFailure {
        if (json && csv) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Options --json and --csv exclude each other; use one.");
        }
        FidelityReport report;
        try {
            report = new FidelityChecks(folder, gridFolder(), HardwareCatalog.builtIn()).run(name -> {});
        } catch (TableException unusable) {
            throw CommandFailure.badInput(unusable);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Output.print(out, asJson(report));
        } else if (csv) {
            printCsv(out, report);
        } else {
            printText(out, report);
        }
        report.problems().forEach(problem -> spec.commandLine().getErr().println("tokenyard: " + problem));
        if (!report.isComplete()) {
            spec.commandLine().getErr().println("tokenyard: " + incomplete(report));
        }
        spec.commandLine().getErr().flush();
        return report.isComplete() ? 0 : CommandFailure.BAD_INPUT;
    }

    private Optional<Path> gridFolder() {
        if (grids != null) {
            return Optional.of(grids);
        }
        Path beside = folder.toAbsolutePath().normalize().resolveSibling(SIBLING);
        return Files.isDirectory(beside) ? Optional.of(beside) : Optional.empty();
    }

    private static void printText(PrintWriter out, FidelityReport report) {
        for (FidelityReport.Run run : report.runs()) {
            out.println(run.name() + ": " + Numbers.whole(run.requests()) + " requests, "
                    + (run.overloaded() ? "overload" : "moderate load") + ", " + run.batching());
            printChecks(out, run);
            out.println();
        }
        for (FidelityCheck.Kind kind : FidelityCheck.Kind.values()) {
            out.println(kind.title() + ": " + kind.meaning());
        }
        out.println(summary(report) + (report.isComplete() ? "" : " " + incomplete(report)));
        out.flush();
    }

    private static String summary(FidelityReport report) {
        long within = report.count(Verdict.WITHIN);
        long missed = report.count(Verdict.MISSED);
        StringBuilder text =
                new StringBuilder(within == 1 ? "1 check within its bars" : within + " checks within their bars");
        if (missed > 0) {
            text.append(missed == 1 ? ", 1 misses a bar" : ", " + missed + " miss a bar");
        }
        if (report.count(Verdict.NO_BAR) > 0) {
            text.append(", ").append(report.count(Verdict.NO_BAR)).append(" without a bar");
        }
        if (report.count(Verdict.SKIPPED) > 0) {
            text.append(", ").append(report.count(Verdict.SKIPPED)).append(" skipped");
        }
        return text.append('.').toString();
    }

    /** Why the report proves less than the folder promises. */
    private static String incomplete(FidelityReport report) {
        StringJoiner reasons = new StringJoiner(" ");
        long failed = report.failed();
        if (failed > 0) {
            reasons.add((failed == 1 ? "1 check was" : failed + " checks were")
                    + " skipped because a file is damaged or missing or a simulation failed.");
        }
        int unread = report.unreadRuns();
        if (unread > 0) {
            reasons.add((unread == 1 ? "1 run" : unread + " runs") + " could not be read.");
        }
        return reasons.length() == 0 ? "No check could be made." : reasons.toString();
    }

    private static void printChecks(PrintWriter out, FidelityReport.Run run) {
        TextTable table = new TextTable(
                "check",
                ">steps identical",
                ">mean TTFT s",
                ">error",
                ">p99 TTFT s",
                ">error",
                ">mean e2e s",
                ">error",
                ">p99 e2e s",
                ">error",
                "verdict");
        run.checks().stream()
                .filter(check -> !check.figures().isEmpty())
                .findFirst()
                .ifPresent(check -> {
                    String[] reference = new String[11];
                    Arrays.fill(reference, "");
                    reference[0] = "reference";
                    for (int f = 0; f < 4; f++) {
                        reference[2 + 2 * f] =
                                Numbers.of(latencies(check).get(f).reference());
                    }
                    table.row(reference);
                });
        for (FidelityCheck check : run.checks()) {
            String[] cells = new String[11];
            Arrays.fill(cells, "");
            cells[0] = check.kind().title();
            cells[10] = words(check.verdict());
            if (!check.figures().isEmpty()) {
                List<FidelityFigure> latencies = latencies(check);
                for (int f = 0; f < 4; f++) {
                    cells[2 + 2 * f] = Numbers.of(latencies.get(f).ours());
                    cells[3 + 2 * f] = signedPercent(latencies.get(f).error());
                }
            }
            if (check.steps() != null) {
                cells[1] = share(check.steps().alignedShare());
            }
            table.row(cells);
        }
        table.print(out);
        for (FidelityCheck check : run.checks()) {
            if (!check.skipped().isEmpty()) {
                out.println("  " + check.kind().title() + " skipped: " + check.skipped());
            }
            if (check.steps() != null) {
                printSteps(out, check.steps());
            }
        }
    }

    private static List<FidelityFigure> latencies(FidelityCheck check) {
        return check.figures()
                .subList(check.figures().size() - 4, check.figures().size());
    }

    private static void printSteps(PrintWriter out, StepComparison steps) {
        out.println("  " + Numbers.whole(steps.referenceSteps()) + " steps, ours "
                + Numbers.whole(steps.replayedSteps())
                + "; identical in order " + Numbers.whole(steps.aligned()) + " (" + share(steps.alignedShare())
                + "), at the same number " + Numbers.whole(steps.sameIndex()) + " (" + share(steps.sameIndexShare())
                + ")");
        StepComparison.Difference first = steps.firstDifference();
        if (first != null) {
            out.println("  first difference: step " + Numbers.whole(first.step()) + " at "
                    + Numbers.of(first.startSeconds()) + " s has " + first.reference() + ", ours " + first.replayed());
        }
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case WITHIN -> "within";
            case MISSED -> "missed";
            case NO_BAR -> "no bar";
            case SKIPPED -> "skipped";
        };
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String signedPercent(double error) {
        return Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%+.2f %%", 100 * error);
    }

    private static void printCsv(PrintWriter out, FidelityReport report) {
        out.println("run,load,check,figure,reference,ours,error,bar,verdict");
        for (FidelityReport.Run run : report.runs()) {
            for (FidelityCheck check : run.checks()) {
                String head = CsvFields.text(run.name()) + "," + load(run) + ","
                        + check.kind().id() + ",";
                if (check.figures().isEmpty()) {
                    out.println(head + CsvFields.text(check.skipped()) + ",,,,," + words(check.verdict()));
                }
                for (FidelityFigure figure : check.figures()) {
                    out.println(head + CsvFields.text(figure.name()) + "," + CsvFields.number(figure.reference()) + ","
                            + CsvFields.number(figure.ours()) + "," + CsvFields.number(figure.error()) + ","
                            + CsvFields.number(figure.bar()) + "," + verdict(figure));
                }
            }
        }
        out.flush();
    }

    private static String load(FidelityReport.Run run) {
        return run.overloaded() ? "overload" : "moderate";
    }

    private static String verdict(FidelityFigure figure) {
        return figure.judged() ? figure.passes() ? "within" : "missed" : "no bar";
    }

    private static ObjectNode asJson(FidelityReport report) {
        ObjectNode root = Output.object();
        ArrayNode runs = root.putArray("runs");
        for (FidelityReport.Run run : report.runs()) {
            ObjectNode node = runs.addObject()
                    .put("run", run.name())
                    .put("load", load(run))
                    .put("batching", run.batching())
                    .put("requests", run.requests());
            ArrayNode checks = node.putArray("checks");
            run.checks().forEach(check -> checks.add(asJson(check)));
        }
        ArrayNode problems = root.putArray("problems");
        report.problems().forEach(problems::add);
        return root.put("within", report.count(Verdict.WITHIN))
                .put("missed", report.count(Verdict.MISSED))
                .put("no_bar", report.count(Verdict.NO_BAR))
                .put("skipped", report.count(Verdict.SKIPPED))
                .put("failed", report.failed())
                .put("unread_runs", report.unreadRuns());
    }

    private static ObjectNode asJson(FidelityCheck check) {
        ObjectNode node = Output.object()
                .put("check", check.kind().id())
                .put("verdict", words(check.verdict()))
                .put("skipped", check.skipped());
        ArrayNode figures = node.putArray("figures");
        for (FidelityFigure figure : check.figures()) {
            ObjectNode one = figures.addObject().put("figure", figure.name());
            Output.put(one, "reference", figure.reference());
            Output.put(one, "ours", figure.ours());
            Output.put(one, "error", figure.error());
            Output.put(one, "bar", figure.bar());
            one.put("verdict", verdict(figure));
        }
        StepComparison steps = check.steps();
        if (steps != null && steps.firstDifference() != null) {
            node.putObject("first_difference")
                    .put("step", steps.firstDifference().step())
                    .put("start_s", steps.firstDifference().startSeconds())
                    .put("reference", steps.firstDifference().reference().toString())
                    .put("ours", steps.firstDifference().replayed().toString());
        }
        return node;
    }
}
