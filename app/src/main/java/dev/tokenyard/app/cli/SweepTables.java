package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.RunPart;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.sweep.GoalKnee;
import dev.tokenyard.app.session.sweep.GpuAnswer;
import dev.tokenyard.app.session.sweep.PartWords;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepPoint;
import dev.tokenyard.app.session.sweep.SweepSeries;
import dev.tokenyard.app.session.sweep.SweepWords;
import dev.tokenyard.sim.export.CsvFields;
import dev.tokenyard.sim.export.SummaryJson;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sweeps as JSON and CSV, with all their figures. */
final class SweepTables {
    private SweepTables() {}

    static ObjectNode document(ScenarioSpec scenario, @Nullable Sweep sweep, List<GpuAnswer> answers, RunPart part) {
        ObjectNode document = Output.object();
        document.set("scenario", ScenarioFile.toJson(scenario));
        if (!part.isWhole()) {
            document.put("range", PartWords.of(part, scenario));
        }
        if (sweep != null) {
            document.set("sweep", sweep(sweep));
        }
        if (!answers.isEmpty()) {
            ArrayNode gpus = document.putArray("gpus");
            answers.forEach(answer -> gpus.add(gpus(answer)));
        }
        return document;
    }

    private static ObjectNode sweep(Sweep sweep) {
        ObjectNode root = Output.object()
                .put("knob", sweep.plan().knob().id())
                .put("unit", sweep.plan().knob().unit())
                .put("seeds", sweep.plan().seeds())
                .put("level", ConfidenceInterval.USUAL_LEVEL)
                .put("trace_drawn_per_seed", sweep.generated());
        if (!sweep.plan().part().isWhole()) {
            root.set("range", SummaryJson.range(sweep.plan().part().window()));
        }
        ArrayNode notes = root.putArray("notes");
        SweepWords.seedNotes(sweep).forEach(notes::add);
        PartWords.notes(sweep).forEach(notes::add);
        ArrayNode policies = root.putArray("policies");
        for (SweepSeries series : sweep.series()) {
            ObjectNode policy =
                    policies.addObject().put("policy", series.policyId()).put("varies_with_seed", series.varies());
            ArrayNode points = policy.putArray("points");
            series.points().forEach(point -> points.add(point(sweep, point)));
            sweep.knees().stream()
                    .filter(knee -> knee.policyId().equals(series.policyId()))
                    .forEach(knee -> policy.set("knee", knee(sweep, knee)));
        }
        return root;
    }

    private static ObjectNode point(Sweep sweep, SweepPoint point) {
        ObjectNode node = Output.object()
                .put("value", point.value())
                .put("planned", point.planned())
                .put("seeds", point.replications().runs().size());
        ObjectNode figures = node.putObject("figures");
        for (MetricColumn figure : SweepFigures.of(sweep.plan().scenario())) {
            ConfidenceInterval interval = point.interval(figure);
            ObjectNode one = figures.putObject(figure.id()).put("unit", figure.unit());
            Output.put(one, "mean", interval.mean());
            Output.put(one, "half_width", interval.knownHalfWidth());
            one.put("n", interval.count());
        }
        return node;
    }

    private static ObjectNode knee(Sweep sweep, GoalKnee knee) {
        ObjectNode node = Output.object().put("goal", sweep.plan().goal()).put("kind", kind(knee));
        Output.put(node, "load", knee.load());
        Output.put(node, "attainment", knee.attainment());
        Output.put(node, "missed_load", knee.missed());
        Output.put(node, "missed_attainment", knee.missedAttainment());
        Output.put(node, "last_load", knee.last());
        return node.put("last_open", knee.open()).put("tolerance", GoalKnee.TOLERANCE);
    }

    private static ObjectNode gpus(GpuAnswer answer) {
        ObjectNode node = Output.object()
                .put("policy", answer.policyId())
                .put("goal", answer.goal())
                .put("group", answer.group() + 1);
        answer.instances()
                .ifPresentOrElse(
                        needed -> node.put("instances", needed).put("gpus", answer.gpus(needed)),
                        () -> node.putNull("instances").putNull("gpus"));
        ArrayNode simulated = node.putArray("simulated");
        answer.attainment().forEach((count, share) -> {
            ObjectNode one = simulated.addObject().put("instances", count).put("gpus", answer.gpus(count));
            Output.put(one, "attainment", share);
        });
        return node;
    }

    /**
     * A row for each policy, value and figure: mean, where there is one half the width of the 95 % interval over the seeds, and how
     * many of these have a value; of a part of the time a last column that says which, as in the other tables.
     */
    static void writeMeans(Sweep sweep, Appendable out) throws IOException {
        String range = PartWords.of(sweep);
        out.append("policy,knob,value,seeds,figure,unit,mean,half_width,n" + header(range));
        for (SweepSeries series : sweep.series()) {
            for (SweepPoint point : series.points()) {
                for (MetricColumn figure : SweepFigures.of(sweep.plan().scenario())) {
                    ConfidenceInterval interval = point.interval(figure);
                    out.append(begin(sweep, series, point))
                            .append(Integer.toString(point.replications().runs().size()))
                            .append(',')
                            .append(named(figure))
                            .append(CsvFields.number(interval.mean()))
                            .append(',')
                            .append(CsvFields.number(interval.knownHalfWidth()))
                            .append(',')
                            .append(Integer.toString(interval.count()))
                            .append(end(range));
                }
            }
        }
    }

    /** A row for each policy, value, seed and figure. */
    static void writeRuns(Sweep sweep, Appendable out) throws IOException {
        String range = PartWords.of(sweep);
        out.append("policy,knob,value,seed,figure,unit,result" + header(range));
        for (SweepSeries series : sweep.series()) {
            for (SweepPoint point : series.points()) {
                for (RunMetrics run : point.replications().runs()) {
                    for (MetricColumn figure : SweepFigures.of(sweep.plan().scenario())) {
                        out.append(begin(sweep, series, point))
                                .append(Long.toString(run.seed()))
                                .append(',')
                                .append(named(figure))
                                .append(CsvFields.number(figure.value().applyAsDouble(run)))
                                .append(end(range));
                    }
                }
            }
        }
    }

    /**
     * A row for each policy: up to {@code load} the goal is always met, at {@code missed_load} missed first, above
     * {@code last_load} never met, unless {@code last_open} says that it is the largest load swept; no number where there is
     * none.
     */
    static void writeKnees(Sweep sweep, Appendable out) throws IOException {
        String range = PartWords.of(sweep);
        out.append("policy,knob,goal,kind,load,attainment,missed_load,missed_attainment,last_load,last_open"
                + header(range));
        for (GoalKnee knee : sweep.knees()) {
            out.append(knee.policyId() + "," + sweep.plan().knob().id() + ","
                    + CsvFields.number(sweep.plan().goal()) + "," + kind(knee));
            for (double figure :
                    new double[] {knee.load(), knee.attainment(), knee.missed(), knee.missedAttainment(), knee.last()
                    }) {
                out.append(',').append(CsvFields.number(figure));
            }
            out.append("," + knee.open() + end(range));
        }
    }

    private static String kind(GoalKnee knee) {
        return knee.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String begin(Sweep sweep, SweepSeries series, SweepPoint point) {
        return series.policyId() + "," + sweep.plan().knob().id() + "," + CsvFields.number(point.value()) + ",";
    }

    private static String named(MetricColumn figure) {
        return figure.id() + "," + CsvFields.text(figure.unit()) + ",";
    }

    private static String header(String range) {
        return range.isEmpty() ? "\n" : ",range\n";
    }

    private static String end(String range) {
        return range.isEmpty() ? "\n" : "," + CsvFields.text(range) + "\n";
    }

    /**
     * A row for each policy and number of instances that was simulated.
     *
     * @param range which requests count, empty for those of whole runs
     */
    static void writeGpus(List<GpuAnswer> answers, String range, Appendable out) throws IOException {
        out.append("policy,instances,gpus,attainment" + header(range));
        for (GpuAnswer answer : answers) {
            for (var one : answer.attainment().entrySet()) {
                out.append(answer.policyId() + "," + one.getKey() + "," + answer.gpus(one.getKey()) + ","
                        + CsvFields.number(one.getValue()) + end(range));
            }
        }
    }
}
