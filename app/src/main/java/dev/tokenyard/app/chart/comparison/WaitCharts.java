package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.plan.WaitForesight;
import dev.tokenyard.app.session.plan.WaitForesight.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Charts of the waits that policies foretell which plan, beside those that came. */
final class WaitCharts {
    /** Marks of all lanes together: more would hide one another. */
    private static final int MOST_MARKS = 4_000;
    /** Shorter waits are those of a step, which nobody foretells; an axis of powers has no place for none at all. */
    private static final double LEAST_SECONDS = 0.01;

    private static final int REFERENCE_COLOUR = 8;
    private static final int DASHES = 2;

    private WaitCharts() {}

    /** Each request's wait as it was foretold on its arrival, over the one that came. */
    static ChartSpec foretold(ComparisonMetrics metrics) {
        int total = IntStream.range(0, metrics.lanes().size())
                .mapToObj(lane -> WaitForesight.of(metrics.lanes().get(lane).log(), metrics.window()))
                .mapToInt(found -> found.map(WaitForesight::size).orElse(0))
                .sum();
        int stride = Math.max(1, Math.ceilDiv(total, MOST_MARKS));
        String sampled = stride == 1 ? "" : "One of " + stride + " requests. ";
        return ChartSpec.of(
                        "wait-foretold",
                        "Wait, foretold against actual",
                        ChartKind.SCATTER,
                        AxisSpec.logarithmic("Actual wait", "s").atLeast(LEAST_SECONDS),
                        AxisSpec.logarithmic("Wait foretold on arrival", "s").atLeast(LEAST_SECONDS),
                        planned(
                                metrics,
                                (foresight, lane) ->
                                        points(foresight, metrics.policy(lane), metrics.colour(lane), stride)))
                .withTargets(List.of(TargetLine.diagonal("exact")))
                .withNote(sampled + "Waits of 0, and all below 0.01 s, are drawn at 0.01 s.");
    }

    private static SeriesSpec points(WaitForesight foresight, String name, int colour, int stride) {
        int count = Math.ceilDiv(foresight.size(), stride);
        double[] actual = new double[count];
        double[] expected = new double[count];
        for (int i = 0; i < count; i++) {
            actual[i] = Math.max(LEAST_SECONDS, foresight.actualSeconds(i * stride));
            expected[i] = Math.max(LEAST_SECONDS, foresight.expectedSeconds(i * stride));
        }
        return SeriesSpec.of(name, colour, actual, expected);
    }

    /** The error of what was foretold by the number of requests ahead, beside the law by which it should fall. */
    static ChartSpec errorByQueueLength(ComparisonMetrics metrics) {
        List<SeriesSpec> series = new ArrayList<>(planned(metrics, (foresight, lane) -> {
            List<Range> ranges = foresight.errorByAhead();
            return SeriesSpec.of(
                    metrics.policy(lane),
                    metrics.colour(lane),
                    ranges.stream().mapToDouble(Range::ahead).toArray(),
                    ranges.stream()
                            .mapToDouble(range -> 100 * range.medianError())
                            .toArray());
        }));
        double[] ahead = series.stream()
                .flatMapToDouble(one -> IntStream.range(0, one.size()).mapToDouble(one::x))
                .sorted()
                .distinct()
                .toArray();
        double[] law = new double[ahead.length];
        for (int i = 0; i < law.length; i++) {
            law[i] = 100 / Math.sqrt(ahead[i]);
        }
        series.add(new SeriesSpec("1/√n", REFERENCE_COLOUR, DASHES, ahead, law));
        return ChartSpec.of(
                        "wait-error",
                        "Error of the foretold wait by queue length",
                        ChartKind.LINE,
                        AxisSpec.logarithmic("Requests ahead on arrival, n", ""),
                        AxisSpec.logarithmic("Median error of the wait", "%"),
                        series)
                .withNote("1/√n: the error for outputs whose deviation equals their mean, if nobody goes first who"
                        + " comes later (QLM, arXiv 2407.00047).");
    }

    private static List<SeriesSpec> planned(
            ComparisonMetrics metrics, BiFunction<WaitForesight, Integer, SeriesSpec> make) {
        List<SeriesSpec> series = new ArrayList<>();
        for (int lane = 0; lane < metrics.lanes().size(); lane++) {
            int number = lane;
            WaitForesight.of(metrics.lanes().get(lane).log(), metrics.window())
                    .ifPresent(foresight -> series.add(make.apply(foresight, number)));
        }
        return series;
    }
}
