package dev.tokenyard.app.cli;

import dev.tokenyard.app.chart.sweep.SweepCharts;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.SeedWords;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.LatencyKnee;
import dev.tokenyard.app.session.sweep.PartWords;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepPoint;
import dev.tokenyard.app.session.sweep.SweepSeries;
import dev.tokenyard.app.session.sweep.SweepWords;
import dev.tokenyard.sim.export.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What {@code sweep} prints and writes. */
final class SweepReport {
    private final ScenarioSpec scenario;
    private final MetricColumn figure;
    private final @Nullable Sweep sweep;
    private final List<GpuAnswer> answers;
    private final int seeds;
    private final RunPart part;
    private final Effort effort;

    /**
     * What it took.
     *
     * @param runs simulations that were made
     * @param seconds of wall-clock time
     */
    record Effort(long runs, double seconds) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s in %.1f s, %,.0f a second",
                    Numbers.count(runs, "simulation"),
                    seconds,
                    runs / seconds);
        }
    }

    /**
     * A report.
     *
     * @param figure what is printed and drawn
     * @param sweep null if nothing was swept
     * @param answers how many GPUs are needed; empty if that was not asked
     * @param part the part of each run's time that all of it is of
     */
    SweepReport(
            ScenarioSpec scenario,
            MetricColumn figure,
            @Nullable Sweep sweep,
            List<GpuAnswer> answers,
            int seeds,
            RunPart part,
            Effort effort) {
        this.scenario = scenario;
        this.figure = figure;
        this.sweep = sweep;
        this.answers = answers;
        this.seeds = seeds;
        this.part = part;
        this.effort = effort;
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            Output.print(out, document());
            return;
        }
        out.println(scenario.name() + ": " + effort.text());
        String range = PartWords.of(part, scenario);
        if (!range.isEmpty()) {
            out.println(range + ".");
            out.println(RangeWords.DEFINITION);
        }
        out.println();
        if (sweep != null) {
            printSweep(out, sweep);
        }
        for (GpuAnswer answer : answers) {
            out.println(SweepWords.of(answer) + "; " + SweepWords.tried(answer) + ".");
        }
        if (!answers.isEmpty()) {
            out.println(SweepWords.gpuMethod(answers.get(0), seeds));
        }
        out.flush();
    }

    private ObjectNode document() {
        return SweepTables.document(scenario, sweep, answers, part);
    }

    private void printSweep(PrintWriter out, Sweep swept) {
        List<String> titles = new ArrayList<>(List.of(">" + swept.plan().knob().titleWithUnit()));
        swept.series().forEach(series -> titles.add(">" + series.title()));
        TextTable table = new TextTable(titles.toArray(String[]::new));
        out.println(figure.nameWithUnit());
        out.println();
        for (double value : swept.plan().range().values(swept.plan().knob())) {
            List<String> cells = new ArrayList<>(List.of(SweepWords.number(value)));
            swept.series().forEach(series -> cells.add(cell(series, value)));
            table.row(cells.toArray(String[]::new));
        }
        table.print(out);
        out.println();
        SweepWords.seedNotes(swept).forEach(out::println);
        if (!part.isWhole()) {
            out.println(PartWords.rule(swept.plan().knob()));
        }
        PartWords.gaps(swept).forEach(out::println);
        if (swept.series().stream()
                .flatMap(series -> series.points().stream())
                .anyMatch(point -> point.isOfFewer(figure))) {
            out.println(SeedWords.FEWER);
        }
        if (!swept.knees().isEmpty()) {
            out.println();
            swept.knees().forEach(knee -> {
                String how = SweepWords.howToSimulate(knee, swept);
                out.println(SweepWords.of(knee, swept) + (how.isEmpty() ? "." : "; " + how + "."));
            });
            out.println(SweepWords.kneeMethod(swept));
            MetricColumn latency = SweepFigures.latencyFor(figure, scenario);
            List<String> bends = LatencyKnee.of(swept, latency).stream()
                    .map(bend -> SweepWords.of(bend, swept))
                    .toList();
            if (!bends.isEmpty()) {
                out.println(latency.name() + ": " + String.join(", ", bends) + ". " + SweepWords.latencyKneeMethod());
            }
        }
        if (!answers.isEmpty()) {
            out.println();
        }
    }

    private String cell(SweepSeries series, double value) {
        return series.points().stream()
                .filter(point -> point.value() == value)
                .map(this::withCount)
                .findFirst()
                .orElse("-");
    }

    private String withCount(SweepPoint point) {
        return IntervalWords.withCount(point.interval(figure), point.isOfFewer(figure));
    }

    /**
     * Writes {@code sweep.json}, the tables as CSV, and the charts.
     *
     * @param err where warnings go
     */
    void write(Path folder, ExportOptions figures, PrintWriter err) throws CommandFailure {
        try {
            ResultFolder.Filling results = ResultFolder.SWEEP.fill(folder);
            AtomicFiles.writeText(results.index(), out -> out.append(document().toPrettyString()));
            if (!answers.isEmpty()) {
                AtomicFiles.writeText(
                        results.table("gpus.csv"),
                        out -> SweepTables.writeGpus(answers, PartWords.of(part, scenario), out));
            }
            if (sweep != null) {
                write(sweep, results, figures);
            }
            results.finish(err);
        } catch (IOException | ExportException unwritable) {
            throw CommandFailure.unwritable(folder, unwritable);
        }
    }

    private void write(Sweep swept, ResultFolder.Filling results, ExportOptions figures)
            throws IOException, ExportException {
        AtomicFiles.writeText(results.table("sweep.csv"), out -> SweepTables.writeMeans(swept, out));
        AtomicFiles.writeText(results.table("sweep-runs.csv"), out -> SweepTables.writeRuns(swept, out));
        if (!swept.knees().isEmpty()) {
            AtomicFiles.writeText(results.table("knees.csv"), out -> SweepTables.writeKnees(swept, out));
        }
        results.charts(
                List.of(
                        SweepCharts.figure(swept, figure, swept.plan().knob().present(scenario)),
                        SweepCharts.latencyOverThroughput(swept, figure)),
                figures);
    }
}
