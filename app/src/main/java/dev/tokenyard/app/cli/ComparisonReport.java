package dev.tokenyard.app.cli;

import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.ReplicatedComparison;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.export.RequestsCsv;
import dev.tokenyard.sim.export.SummaryJson;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code run} and {@code compare} print and write. */
final class ComparisonReport {
    private final ReplicatedComparison comparison;
    private final List<RunMetrics> metrics;

    /** A report on a scenario that was run with one or more seeds. */
    ComparisonReport(ReplicatedComparison comparison) {
        this.comparison = comparison;
        metrics = comparison.runs();
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            Output.print(out, document());
            return;
        }
        out.println(heading());
        String range = comparison.first().rangeWords();
        if (!range.isEmpty()) {
            out.println(range
                    + (isReplicated() ? ", with seed " + comparison.seeds().get(0) : "") + ".");
            out.println(RangeWords.DEFINITION);
        }
        out.println();
        if (isReplicated()) {
            new ReplicationReport(comparison).print(out);
        } else {
            runs().print(out);
        }
        comparison.caveats().forEach(out::println);
        out.flush();
    }

    private boolean isReplicated() {
        return comparison.seeds().size() > 1;
    }

    private ObjectNode document() {
        ObjectNode document = SummaryJson.document(ScenarioFile.toJson(first().scenario()), metrics);
        if (!comparison.first().rangeWords().isEmpty()) {
            document.put("range", comparison.first().rangeWords());
        }
        ArrayNode notes = document.putArray("notes");
        comparison.notes().forEach(notes::add);
        if (isReplicated()) {
            document.set("replications", new ReplicationReport(comparison).json());
        }
        return document;
    }

    private TextTable runs() {
        boolean moves = metrics.stream()
                .anyMatch(run ->
                        run.effort().moves().handovers() + run.effort().moves().migrations() > 0);
        boolean swaps = metrics.stream().anyMatch(run -> run.effort().swaps() > 0);
        boolean loads = metrics.stream().anyMatch(run -> run.effort().loads().count() > 0);
        boolean refusals = metrics.stream().anyMatch(run -> run.refused() > 0);
        boolean prefixes =
                metrics.stream().anyMatch(run -> !Double.isNaN(run.effort().prefixHitRate()));
        boolean gaps = metrics.stream().anyMatch(run -> !Double.isNaN(run.gapToBound()));
        boolean theory = first().scenario().cluster().isTheory();
        String unit = theory ? "rounds" : "s";
        List<String> columns = new ArrayList<>(List.of(
                "policy",
                ">seed",
                "predictor",
                ">completed",
                ">refused",
                ">SLO attainment",
                ">TTFT mean " + unit,
                ">TTFT p50 " + unit,
                ">TTFT p99 " + unit,
                ">TPOT p99 " + unit,
                ">e2e mean " + unit,
                ">e2e p99 " + unit,
                theory ? ">tokens/round" : ">tokens/s",
                ">KV mean",
                ">preemptions"));
        if (refusals) {
            columns.addAll(List.of(">model not served", ">too large for all", ">too large where sent"));
        }
        if (moves) {
            columns.add(">handovers");
            columns.add(">migrations");
        }
        if (swaps) {
            columns.add(">swaps");
        }
        if (loads) {
            columns.add(">model swaps");
        }
        if (prefixes) {
            columns.add(">prefix hits");
        }
        if (gaps) {
            columns.add(">gap to bound");
        }
        TextTable table = new TextTable(columns.toArray(String[]::new));
        for (RunMetrics run : metrics) {
            List<String> cells = new ArrayList<>(List.of(
                    run.policyTitle(),
                    Long.toString(run.seed()),
                    predictor(run),
                    Numbers.whole(run.completed()),
                    Numbers.whole(run.refused()),
                    Numbers.percent(run.slo().attainment()),
                    Numbers.of(run.latencies().ttft().mean()),
                    Numbers.of(run.latencies().ttft().p50()),
                    Numbers.of(run.latencies().ttft().p99()),
                    Numbers.of(run.latencies().tpot().p99()),
                    Numbers.of(run.latencies().e2e().mean()),
                    Numbers.of(run.latencies().e2e().p99()),
                    Numbers.of(run.throughput().outputTokensPerSecond()),
                    Numbers.percent(run.kv().meanShare()),
                    Numbers.whole(run.effort().preemptions())));
            if (refusals) {
                cells.add(Numbers.whole(run.refusals().noModel()));
                cells.add(Numbers.whole(run.refusals().tooLarge()));
                cells.add(Numbers.whole(run.refusals().tooLargeThere()));
            }
            if (moves) {
                cells.add(Numbers.whole(run.effort().moves().handovers()));
                cells.add(Numbers.whole(run.effort().moves().migrations()));
            }
            if (swaps) {
                cells.add(Numbers.whole(run.effort().swaps()));
            }
            if (loads) {
                cells.add(Numbers.whole(run.effort().loads().count()));
            }
            if (prefixes) {
                cells.add(Numbers.percent(run.effort().prefixHitRate()));
            }
            if (gaps) {
                cells.add(Numbers.percent(run.gapToBound()));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private String predictor(RunMetrics run) {
        for (Lane lane : first().lanes()) {
            if (lane.card().id().equals(run.policyId())) {
                String predictor = RunWords.predictor(lane.log().info());
                return predictor.isEmpty() ? "-" : predictor;
            }
        }
        return "-";
    }

    private String heading() {
        Comparison first = first();
        var info = first.lanes().get(0).log().info();
        return String.format(
                Locale.ROOT,
                "%s: %s on %s, %s, %s each; %s %.0f ms",
                first.trace().name(),
                Numbers.count(first.trace().size(), "request"),
                RunWords.instances(info.instances(), ComparisonReport::words),
                RunWords.engine(first.lanes(), ", "),
                RunWords.kinds(info.instances()).stream()
                        .map(kind -> Numbers.count(kind.example().kvBlocks(), "KV block") + " of "
                                + Numbers.count(kind.example().blockTokens(), "token"))
                        .distinct()
                        .collect(Collectors.joining(" and ")),
                isReplicated() ? "seed " + comparison.seeds().get(0) + " simulated in" : "simulated in",
                first.simulationMillis());
    }

    private static String words(RunWords.Kind kind) {
        InstanceInfo one = kind.example();
        return kind.count() + " x " + kind.machine()
                + (one.modelId().isEmpty() ? "" : " with " + one.modelId())
                + (one.tensorParallel() > 1 ? " (tensor parallel " + one.tensorParallel() + ")" : "");
    }

    private Comparison first() {
        return comparison.first().comparison();
    }

    /**
     * Writes {@code summary.json}, the values of each seed in {@code replications.csv} and their means and differences in
     * {@code replications-summary.csv} if there are several seeds, and of the first seed {@code comparison.csv}, a table of
     * requests for each policy, and the charts.
     *
     * @param err where warnings go
     */
    void write(Path folder, ExportOptions figures, PrintWriter err) throws CommandFailure {
        try {
            ResultFolder.Filling results = ResultFolder.COMPARISON.fill(folder);
            SummaryJson.write(results.index(), document());
            MetricTable table = MetricTable.of(comparison.first(), MetricColumns.of(comparison.first()));
            AtomicFiles.writeText(results.table("comparison.csv"), out -> out.append(table.toCsv()));
            if (isReplicated()) {
                ReplicationReport replications = new ReplicationReport(comparison);
                replications.writeValues(results.table("replications.csv"));
                replications.writeSummary(results.table("replications-summary.csv"));
            }
            for (Lane lane : first().lanes()) {
                RequestsCsv.write(
                        results.policyTable(lane.card().id()),
                        lane.log(),
                        comparison.first().window());
            }
            results.charts(ComparisonChart.all(comparison.first()), figures);
            results.finish(err);
        } catch (IOException | ExportException unwritable) {
            throw CommandFailure.unwritable(folder, unwritable);
        }
    }
}
