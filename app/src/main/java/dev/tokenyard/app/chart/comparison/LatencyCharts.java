package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.chart.ValueFormat;
import dev.tokenyard.app.chart.comparison.PolicySeries.Points;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Cdf;
import dev.tokenyard.sim.metrics.Distribution;
import dev.tokenyard.sim.metrics.LatencyKind;
import dev.tokenyard.sim.metrics.Quantiles;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Charts of how long requests took. */
final class LatencyCharts {
    /** Beyond this many samples a distribution is drawn through evenly spread ranks. */
    private static final int MOST_CDF_POINTS = 20_000;
    /** Marks of a scatter, all lanes together: more would hide one another. */
    private static final int MOST_MARKS = 1_200;
    /** From this ratio of large to small on, only a logarithmic axis shows both. */
    private static final double LOGARITHMIC_FROM = 40;
    /** A target farther than this factor from all samples would squeeze them for nothing. */
    private static final double TARGET_REACH = 3;

    private LatencyCharts() {}

    static ChartSpec cdf(ComparisonMetrics metrics, LatencyKind kind) {
        LatencyScale scale = LatencyScale.of(kind);
        List<Distribution> samples = metrics.lanes().stream()
                .map(lane -> Distribution.of(lane.log(), kind, metrics.window()))
                .toList();
        List<SeriesSpec> series = PolicySeries.of(metrics, lane -> points(samples.get(lane), scale));
        boolean logarithmic = isWide(samples);
        return ChartSpec.of(
                        scale.id() + "-cdf",
                        kind.label() + ", distribution",
                        ChartKind.CDF,
                        axis(kind.label(), scale, logarithmic),
                        AxisSpec.linear(
                                "Share of " + (anyRefused(metrics) ? "served " : "") + "requests at or below", "%"),
                        series)
                .withTargets(targets(metrics, kind, samples, scale))
                .withNote(Stream.of(zerosNote(samples, logarithmic), refusedNote(metrics))
                        .filter(note -> !note.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    private static boolean anyRefused(ComparisonMetrics metrics) {
        return metrics.runs().stream().anyMatch(run -> run.refused() > 0);
    }

    /** Whoever was refused has no latency, but missed all objectives. */
    private static String refusedNote(ComparisonMetrics metrics) {
        IntSummaryStatistics refused =
                metrics.runs().stream().mapToInt(RunMetrics::refused).summaryStatistics();
        if (refused.getMax() == 0) {
            return "";
        }
        String count = refused.getMin() == refused.getMax()
                ? String.format(Locale.ROOT, "%,d", refused.getMax())
                : String.format(Locale.ROOT, "%,d to %,d", refused.getMin(), refused.getMax());
        return "Not among them: " + count + " of "
                + String.format(Locale.ROOT, "%,d", metrics.runs().get(0).requests())
                + " requests, which were refused and met no objective.";
    }

    private static Points points(Distribution sample, LatencyScale scale) {
        Cdf cdf = sample.cdf(MOST_CDF_POINTS);
        double[] xs = new double[cdf.size()];
        double[] ys = new double[cdf.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = scale.fromSeconds(cdf.value(i));
            ys[i] = 100 * cdf.share(i);
        }
        return new Points(xs, ys);
    }

    private static AxisSpec axis(String label, LatencyScale scale, boolean logarithmic) {
        return logarithmic ? AxisSpec.logarithmic(label, scale.symbol()) : AxisSpec.linear(label, scale.symbol());
    }

    /** Whether the samples above 0, from their 5th percentile to their largest, span a wide range. */
    private static boolean isWide(List<Distribution> samples) {
        Distribution positive = Distribution.of(samples.stream()
                .flatMapToDouble(LatencyCharts::values)
                .filter(x -> x > 0)
                .toArray());
        return positive.count() > 0 && positive.value(positive.count()) > LOGARITHMIC_FROM * positive.percentile(5);
    }

    private static DoubleStream values(Distribution sample) {
        double[] values = new double[sample.count()];
        Arrays.setAll(values, i -> sample.value(i + 1));
        return Arrays.stream(values);
    }

    private static String zerosNote(List<Distribution> samples, boolean logarithmic) {
        boolean zeros = samples.stream().anyMatch(sample -> sample.count() > 0 && sample.value(1) <= 0);
        return logarithmic && zeros
                ? "Requests without any wait lie left of the logarithmic axis and are counted in."
                : "";
    }

    private static List<TargetLine> targets(
            ComparisonMetrics metrics, LatencyKind kind, List<Distribution> samples, LatencyScale scale) {
        double largest = samples.stream()
                .filter(sample -> sample.count() > 0)
                .mapToDouble(sample -> sample.value(sample.count()))
                .max()
                .orElse(0);
        return SloTargets.of(requested(metrics), kind).stream()
                .filter(target -> target.seconds() <= TARGET_REACH * largest)
                .map(target -> new TargetLine(
                        target.names() + " " + ValueFormat.readout(scale.fromSeconds(target.seconds()), scale.symbol()),
                        true,
                        scale.fromSeconds(target.seconds())))
                .toList();
    }

    /** The classes that have requests: nobody is held to the targets of the others. */
    private static List<SloClass> requested(ComparisonMetrics metrics) {
        RunLog log = metrics.lanes().get(0).log();
        boolean[] found = new boolean[log.info().sloClasses().size()];
        for (int r = 0; r < log.trace().size(); r++) {
            found[log.outcomes().sloClass(r)] |= metrics.window().counts(log, r);
        }
        return IntStream.range(0, found.length)
                .filter(c -> found[c])
                .mapToObj(c -> log.info().sloClasses().get(c))
                .toList();
    }

    static ChartSpec quantiles(ComparisonMetrics metrics, LatencyKind kind) {
        LatencyScale scale = LatencyScale.of(kind);
        List<SeriesSpec> series = PolicySeries.of(metrics, lane -> {
            Quantiles q = metrics.runs().get(lane).latencies().of(kind);
            return Points.bars(scale.fromSeconds(q.p50()), scale.fromSeconds(q.p90()), scale.fromSeconds(q.p99()));
        });
        return ChartSpec.of(
                (kind == LatencyKind.E2E ? "latency" : scale.id()) + "-quantiles",
                kind.label() + ", median and tail",
                ChartKind.BARS,
                AxisSpec.categories("", List.of("p50", "p90", "p99")),
                AxisSpec.linear(kind.label(), scale.symbol()),
                series);
    }

    static ChartSpec byArrival(ComparisonMetrics metrics) {
        Window window = metrics.window();
        int requests = metrics.runs().get(0).requests();
        int stride = Math.max(1, Math.ceilDiv(requests * metrics.lanes().size(), MOST_MARKS));
        List<SeriesSpec> series =
                PolicySeries.of(metrics, lane -> marks(metrics.lanes().get(lane).log(), window, stride));
        List<Distribution> shown = series.stream().map(LatencyCharts::ordinates).toList();
        AxisSpec latency = axis(LatencyKind.E2E.label(), LatencyScale.E2E, isWide(shown));
        return ChartSpec.of(
                        "latency-scatter",
                        "End-to-end latency by arrival",
                        ChartKind.SCATTER,
                        AxisSpec.linear("Arrival", "s"),
                        latency,
                        series)
                .withNote(stride == 1 ? "" : "One mark for every " + stride + " requests, the same in every run.");
    }

    private static Points marks(RunLog log, Window window, int stride) {
        List<double[]> points = new ArrayList<>();
        for (int r = 0; r < log.trace().size(); r += stride) {
            double seconds = window.counts(log, r) ? LatencyKind.E2E.seconds(log, r) : Double.NaN;
            if (!Double.isNaN(seconds)) {
                points.add(new double[] {Ticks.toSeconds(log.trace().arrivalTick(r)), seconds});
            }
        }
        return new Points(
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray());
    }

    private static Distribution ordinates(SeriesSpec series) {
        double[] ys = new double[series.size()];
        Arrays.setAll(ys, series::y);
        return Distribution.of(ys);
    }

    static ChartSpec againstThroughput(ComparisonMetrics metrics) {
        return ChartSpec.of(
                "latency-throughput",
                "Median latency against throughput",
                ChartKind.SCATTER,
                AxisSpec.linear("Output throughput", "tok/s"),
                AxisSpec.linear("Median end-to-end latency", "s"),
                PolicySeries.marks(
                        metrics,
                        run -> run.throughput().outputTokensPerSecond(),
                        run -> run.latencies().e2e().p50()));
    }
}
