package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.ReplicatedComparison;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.session.SeedWords;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.export.CsvFields;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.PairedDifference;
import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Means over seeds with their intervals, and paired differences, as text, JSON and CSV. */
final class ReplicationReport {
    private static final Set<String> MEANS = Set.of("ttft-mean", "e2e-mean");
    private static final String MARK = " *";
    private static final String DRAWN_ANEW =
            "A workload recipe as --trace, such as chat.json, is drawn anew for each seed.";

    private final ReplicatedComparison comparison;
    private final List<MetricColumn> figures;

    ReplicationReport(ReplicatedComparison comparison) {
        this.comparison = comparison;
        figures = MetricColumns.of(comparison.first());
    }

    void print(PrintWriter out) {
        means().print(out);
        out.println();
        if (comparison.lanes().size() > 1) {
            out.println("Difference from " + baseline().policyTitle() + ", by pairs of the same seed:");
            out.println();
            differences().print(out);
            out.println();
        }
        notes().forEach(out::println);
    }

    private Replications baseline() {
        return comparison.lanes().get(comparison.baseline());
    }

    /** The figures that say most, without those that no run has. */
    private List<MetricColumn> printed() {
        return figures.stream()
                .filter(figure -> figure.isKey() || MEANS.contains(figure.id()))
                .filter(figure -> comparison.lanes().stream()
                        .anyMatch(lane -> lane.interval(figure.value()).count() > 0))
                .toList();
    }

    private TextTable means() {
        TextTable table = new TextTable(titles(comparison.lanes()));
        for (MetricColumn figure : printed()) {
            List<String> cells = new ArrayList<>(List.of(figure.nameWithUnit()));
            IntStream.range(0, comparison.lanes().size()).forEach(lane -> cells.add(withCount(lane, figure)));
            table.row(cells.toArray(new String[0]));
        }
        return table;
    }

    private String withCount(int lane, MetricColumn figure) {
        SeedRuns runs = comparison.replications();
        return IntervalWords.withCount(runs.interval(lane, figure), runs.isOfFewer(lane, figure));
    }

    private TextTable differences() {
        List<Replications> others = new ArrayList<>(comparison.lanes());
        others.remove(comparison.baseline());
        TextTable table = new TextTable(titles(others));
        for (MetricColumn figure : printed()) {
            List<String> cells = new ArrayList<>(List.of(figure.nameWithUnit()));
            for (Replications lane : others) {
                PairedDifference pair = lane.differenceFrom(baseline(), figure.value());
                double size = Math.abs(baseline().interval(figure.value()).mean());
                String words = IntervalWords.of(pair.difference(), size);
                boolean marked = pair.excludesZero() && !words.equals(IntervalWords.ALMOST_ZERO);
                cells.add(words + (marked ? MARK : " ".repeat(MARK.length())));
            }
            table.row(cells.toArray(new String[0]));
        }
        return table;
    }

    private static String[] titles(List<Replications> lanes) {
        List<String> titles = new ArrayList<>(List.of("figure"));
        lanes.forEach(lane -> titles.add(">" + lane.policyTitle()));
        return titles.toArray(new String[0]);
    }

    /** How to read the tables, and what the seeds could not vary. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(comparison.replications().meaning()
                + "; with each seed every policy met the same requests and predictions.");
        notes.add(
                "*: the interval of the difference excludes zero. Each interval holds by itself, not all of them at once;"
                        + " a figure without ± was the same with every seed, and ~0 is less than a hundred-thousandth of the"
                        + " figure itself.");
        notes.addAll(SeedWords.onFewer(comparison.replications(), printed()));
        String limits =
                comparison.replications().limits(comparison.first().comparison().scenario());
        if (!limits.isEmpty()) {
            notes.add(limits + ". " + DRAWN_ANEW);
        }
        List<String> alike = comparison.replications().alike();
        if (!alike.isEmpty()) {
            boolean nothing = limits.isEmpty() && !comparison.generated();
            notes.add("The seed changed nothing for " + String.join(", ", alike)
                    + ": one run says all that these replications do, and there is no interval to give."
                    + (nothing ? " " + DRAWN_ANEW : ""));
        }
        return notes;
    }

    /** The same as JSON, with all figures. */
    ObjectNode json() {
        ObjectNode root = Output.object();
        ArrayNode seeds = root.putArray("seeds");
        comparison.seeds().forEach(seeds::add);
        root.put("level", ConfidenceInterval.USUAL_LEVEL);
        root.put("baseline", baseline().policyId());
        root.put("trace_drawn_per_seed", comparison.generated());
        ArrayNode policies = root.putArray("policies");
        for (int lane = 0; lane < comparison.lanes().size(); lane++) {
            Replications replications = comparison.lanes().get(lane);
            ObjectNode policy = policies.addObject()
                    .put("policy", replications.policyId())
                    .put("varies_with_seed", comparison.replications().varies(lane));
            ObjectNode values = policy.putObject("figures");
            for (MetricColumn figure : figures) {
                ObjectNode node = values.putObject(figure.id()).put("unit", figure.unit());
                putInterval(node, replications.interval(figure.value()));
            }
            if (lane != comparison.baseline()) {
                ObjectNode differences = policy.putObject("differences");
                for (MetricColumn figure : figures) {
                    PairedDifference pair = replications.differenceFrom(baseline(), figure.value());
                    ObjectNode node = differences.putObject(figure.id()).put("unit", figure.unit());
                    putInterval(node, pair.difference());
                    node.put("excludes_zero", pair.excludesZero());
                }
            }
        }
        return root;
    }

    private static void putInterval(ObjectNode node, ConfidenceInterval interval) {
        Output.put(node, "mean", interval.mean());
        Output.put(node, "half_width", interval.knownHalfWidth());
        node.put("n", interval.count());
    }

    /** For figures of a part of the time a last column says which; empty for the whole run. */
    private String rangeHeader() {
        return rangeField().isEmpty() ? "" : ",range";
    }

    private String rangeField() {
        Window window = comparison.first().window();
        return window.isWhole()
                ? ""
                : ","
                        + CsvFields.text("requests that arrived "
                                + RangeWords.span(window, comparison.first().comparison()));
    }

    /** Writes a row for each policy, seed and figure, with the value of that run; empty where it has none. */
    void writeValues(Path file) throws IOException {
        StringBuilder csv = new StringBuilder("policy,seed,figure,unit,value" + rangeHeader() + "\r\n");
        for (Replications lane : comparison.lanes()) {
            for (RunMetrics run : lane.runs()) {
                for (MetricColumn figure : figures) {
                    csv.append(lane.policyId()).append(',').append(run.seed()).append(',');
                    csv.append(figure.id()).append(',');
                    csv.append(CsvFields.text(figure.unit())).append(',');
                    csv.append(CsvFields.number(figure.value().applyAsDouble(run)))
                            .append(rangeField())
                            .append("\r\n");
                }
            }
        }
        AtomicFiles.writeText(file, out -> out.append(csv));
    }

    /** Writes a row for each policy and figure: the mean over the seeds, and the paired difference from the baseline. */
    void writeSummary(Path file) throws IOException {
        StringBuilder csv = new StringBuilder("policy,figure,unit,mean,half_width,n,baseline,difference,"
                + "difference_half_width,difference_n,excludes_zero" + rangeHeader() + "\r\n");
        for (Replications lane : comparison.lanes()) {
            for (MetricColumn figure : figures) {
                ConfidenceInterval mean = lane.interval(figure.value());
                csv.append(lane.policyId()).append(',').append(figure.id()).append(',');
                csv.append(CsvFields.text(figure.unit())).append(',');
                appendInterval(csv, mean);
                csv.append(',').append(baseline().policyId()).append(',');
                PairedDifference pair = lane.differenceFrom(baseline(), figure.value());
                appendInterval(csv, pair.difference());
                csv.append(',').append(pair.excludesZero()).append(rangeField()).append("\r\n");
            }
        }
        AtomicFiles.writeText(file, out -> out.append(csv));
    }

    private static void appendInterval(StringBuilder csv, ConfidenceInterval interval) {
        csv.append(CsvFields.number(interval.mean())).append(',');
        csv.append(CsvFields.number(interval.knownHalfWidth())).append(',').append(interval.count());
    }
}
