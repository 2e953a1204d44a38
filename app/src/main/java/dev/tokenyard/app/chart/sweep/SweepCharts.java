package dev.tokenyard.app.chart.sweep;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.chart.comparison.RoundUnits;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.sweep.GoalKnee;
import dev.tokenyard.app.session.sweep.LatencyKnee;
import dev.tokenyard.app.session.sweep.PartWords;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepFigures;
import dev.tokenyard.app.session.sweep.SweepKnob;
import dev.tokenyard.app.session.sweep.SweepPoint;
import dev.tokenyard.app.session.sweep.SweepSeries;
import dev.tokenyard.app.session.sweep.SweepWords;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Charts of a sweep. */
public final class SweepCharts {
    /** The id of the chart of a figure. */
    public static final String FIGURE = "sweep-figure";

    /** The id of the chart of latency over throughput. */
    public static final String THROUGHPUT = "latency-throughput";

    private static final double PERCENT = 100;
    /** What the search for a knee added is shown where it does not crowd the points beside it. */
    private static final double CLOSEST_SHARE = 1.0 / 40;

    private SweepCharts() {}

    /**
     * A figure against the knob, with a band over the seeds, the knee of each policy where the knob is the load, and the goal.
     *
     * @param present where the scenario stands, which is marked; empty to mark nothing
     */
    public static ChartSpec figure(Sweep sweep, MetricColumn figure, OptionalDouble present) {
        SweepKnob knob = sweep.plan().knob();
        List<SeriesSpec> series = new ArrayList<>();
        for (int i = 0; i < sweep.series().size(); i++) {
            series.add(banded(sweep, sweep.series().get(i), i, figure));
        }
        ChartSpec chart = ChartSpec.of(
                        FIGURE,
                        name(figure) + " against " + lowered(knob.title()),
                        ChartKind.LINE,
                        AxisSpec.linear(knob.title(), knob.unit()),
                        AxisSpec.linear(name(figure), figure.unit()),
                        series)
                .withTargets(targets(sweep, figure, present))
                .withNote(note(sweep, figure))
                .ofRange(PartWords.of(sweep));
        return inUnits(sweep, chart);
    }

    /** Latency against the throughput that was achieved, from point to point along the knob. */
    public static ChartSpec latencyOverThroughput(Sweep sweep, MetricColumn figure) {
        MetricColumn latency = SweepFigures.latencyFor(figure, sweep.plan().scenario());
        MetricColumn throughput = SweepFigures.throughput(sweep.plan().scenario());
        List<SeriesSpec> series = new ArrayList<>();
        for (int i = 0; i < sweep.series().size(); i++) {
            List<SweepPoint> points = placed(sweep, sweep.series().get(i));
            series.add(SeriesSpec.of(
                    sweep.series().get(i).title(),
                    i,
                    points.stream().mapToDouble(point -> point.mean(throughput)).toArray(),
                    points.stream().mapToDouble(point -> point.mean(latency)).toArray()));
        }
        ChartSpec chart = ChartSpec.of(
                        THROUGHPUT,
                        name(latency) + " against throughput",
                        ChartKind.LINE,
                        AxisSpec.linear("Throughput", throughput.unit()),
                        AxisSpec.linear(name(latency), latency.unit()),
                        series)
                .withNote("Points along " + lowered(sweep.plan().knob().titleWithUnit()) + ", from "
                        + SweepWords.number(sweep.plan().range().from()) + " to "
                        + SweepWords.number(sweep.plan().range().to()) + "; means over the seeds."
                        + part(sweep))
                .ofRange(PartWords.of(sweep));
        return inUnits(sweep, chart);
    }

    /** The points of a policy that have a throughput. */
    private static List<SweepPoint> placed(Sweep sweep, SweepSeries series) {
        MetricColumn throughput = SweepFigures.throughput(sweep.plan().scenario());
        return shown(sweep, series).stream()
                .filter(point -> Double.isFinite(point.mean(throughput)))
                .toList();
    }

    /**
     * What lies at a point of one of the charts.
     *
     * @param chartId which chart
     * @param title the name of the series
     * @param index the place in the series
     */
    public static Optional<SweepPoint> pointAt(Sweep sweep, String chartId, String title, int index) {
        return sweep.series().stream()
                .filter(series -> series.title().equals(title))
                .map(series -> chartId.equals(FIGURE) ? shown(sweep, series) : placed(sweep, series))
                .filter(points -> index < points.size())
                .map(points -> points.get(index))
                .findFirst();
    }

    /** The points that a chart shows of a policy. */
    public static List<SweepPoint> shown(Sweep sweep, SweepSeries series) {
        double closest = CLOSEST_SHARE
                * (sweep.plan().range().to() - sweep.plan().range().from());
        List<SweepPoint> shown = new ArrayList<>();
        for (SweepPoint point : series.points()) {
            boolean alone = series.points().stream()
                            .filter(SweepPoint::planned)
                            .noneMatch(other -> Math.abs(other.value() - point.value()) < closest)
                    && (shown.isEmpty()
                            || point.value() - shown.get(shown.size() - 1).value() >= closest);
            if (point.planned() || alone) {
                shown.add(point);
            }
        }
        return shown;
    }

    private static SeriesSpec banded(Sweep sweep, SweepSeries series, int index, MetricColumn figure) {
        List<SweepPoint> points = shown(sweep, series);
        SeriesSpec line = SeriesSpec.of(
                series.title(),
                index,
                points.stream().mapToDouble(SweepPoint::value).toArray(),
                points.stream().mapToDouble(point -> point.mean(figure)).toArray());
        List<ConfidenceInterval> intervals =
                points.stream().map(point -> point.interval(figure)).toList();
        // Where no seed makes a difference there is no interval, and none is drawn.
        if (intervals.stream().noneMatch(ConfidenceInterval::varies)) {
            return line;
        }
        double most = figure.isShare() ? PERCENT : Double.POSITIVE_INFINITY;
        return line.withBand(
                intervals.stream()
                        .mapToDouble(interval -> Math.max(0, interval.mean() - interval.halfWidth()))
                        .toArray(),
                intervals.stream()
                        .mapToDouble(interval -> Math.min(most, interval.mean() + interval.halfWidth()))
                        .toArray());
    }

    private static List<TargetLine> targets(Sweep sweep, MetricColumn figure, OptionalDouble present) {
        SweepKnob knob = sweep.plan().knob();
        List<TargetLine> targets = new ArrayList<>();
        if (figure.id().equals(SweepFigures.ATTAINMENT)) {
            double goal = sweep.plan().goal();
            targets.add(new TargetLine("goal " + SweepWords.goal(goal), false, PERCENT * goal, TargetLine.QUIET));
        }
        for (int i = 0; i < sweep.series().size(); i++) {
            knee(sweep, i, figure).ifPresent(targets::add);
        }
        double now = present.orElse(Double.NaN);
        if (now >= sweep.plan().range().from() && now <= sweep.plan().range().to()) {
            targets.add(new TargetLine("now " + SweepWords.number(now), true, now, TargetLine.QUIET));
        }
        return targets;
    }

    /** Of a latency its own knee, of anything else how far the goal is met. */
    private static Optional<TargetLine> knee(Sweep sweep, int series, MetricColumn figure) {
        if (!sweep.plan().knob().isLoad()) {
            return Optional.empty();
        }
        if (SweepFigures.isLatency(figure)) {
            return LatencyKnee.of(sweep, figure).stream()
                    .filter(bend -> bend.series() == series)
                    .map(bend -> new TargetLine(
                            bend.title() + " " + SweepWords.number(bend.load()), true, bend.load(), series))
                    .findFirst();
        }
        return sweep.knees().stream()
                .filter(knee ->
                        knee.policyId().equals(sweep.series().get(series).policyId()))
                .filter(knee -> knee.isFound() || knee.meetsAgain())
                .map(knee -> line(knee, series, isSilentAbove(sweep.series().get(series), knee.last())))
                .findFirst();
    }

    /**
     * From where the goal is always met to where it is met at all, to the edge of the plot where the sweep found no end, unless
     * nothing is known of the loads above; from the least load where that misses it already.
     */
    private static TargetLine line(GoalKnee knee, int series, boolean silentAbove) {
        double first = knee.isFound() ? knee.load() : knee.missed();
        double last = knee.open() && !silentAbove ? Double.POSITIVE_INFINITY : knee.last();
        return new TargetLine(SweepWords.label(knee), true, first, knee.meetsAgain() ? last : first, series);
    }

    /** Whether loads above were simulated at which no request arrives in the range. */
    private static boolean isSilentAbove(SweepSeries series, double load) {
        return series.points().stream().anyMatch(point -> point.value() > load && !point.hasRequests());
    }

    /** A first line on the seeds, then the part of the time, and then how knees were found. */
    private static String note(Sweep sweep, MetricColumn figure) {
        List<String> sentences = new ArrayList<>();
        if (sweep.plan().knob().isLoad() && SweepFigures.isLatency(figure)) {
            if (!LatencyKnee.of(sweep, figure).isEmpty()) {
                sentences.add(SweepWords.latencyKneeMethod());
            }
        } else if (!sweep.knees().isEmpty()) {
            sentences.add(SweepWords.kneeMethod(sweep));
            if (sweep.knees().stream().anyMatch(GoalKnee::meetsAgain)) {
                sentences.add(
                        "A pale upright band goes from the load up to which the goal is always met to the largest that"
                                + " meets it, or on to the edge where the sweep ended first.");
            }
        }
        String seeds = String.join(" ", SweepWords.seedNotes(sweep)) + part(sweep);
        return sentences.isEmpty() ? seeds : seeds + "\n" + String.join(" ", sentences);
    }

    /** A line on the part of each run's time that figures are of; nothing for whole runs. */
    private static String part(Sweep sweep) {
        List<String> notes = PartWords.notes(sweep);
        return notes.isEmpty() ? "" : "\n" + String.join(" ", notes);
    }

    private static ChartSpec inUnits(Sweep sweep, ChartSpec chart) {
        return sweep.plan().scenario().cluster().isTheory() ? RoundUnits.inRounds(chart) : chart;
    }

    /** The share of all requests needs no word for all. */
    private static String name(MetricColumn figure) {
        return figure.id().equals(SweepFigures.ATTAINMENT) ? figure.family() : figure.name();
    }

    /** A title within a sentence; names and abbreviations stay as they are. */
    private static String lowered(String title) {
        boolean word = title.length() > 1 && Character.isLowerCase(title.charAt(1));
        return word ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title;
    }
}
