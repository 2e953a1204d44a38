package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Builds one series for each lane, named after its policy and marked by the lane's number. */
final class PolicySeries {
    /** Points of a lane. */
    static final class Points {
        private final double[] xs;
        private final double[] ys;

        Points(double[] xs, double[] ys) {
            this.xs = xs;
            this.ys = ys;
        }

        /** Bars: {@code heights} over categories 0, 1, 2 and so on. */
        static Points bars(double... heights) {
            return new Points(
                    IntStream.range(0, heights.length).asDoubleStream().toArray(), heights);
        }
    }

    private PolicySeries() {}

    static List<SeriesSpec> of(ComparisonMetrics metrics, IntFunction<Points> pointsOfLane) {
        return IntStream.range(0, metrics.lanes().size())
                .mapToObj(lane -> {
                    Points points = pointsOfLane.apply(lane);
                    return SeriesSpec.of(metrics.policy(lane), metrics.colour(lane), points.xs, points.ys);
                })
                .toList();
    }

    /** A mark for each lane whose run has both figures. */
    static List<SeriesSpec> marks(
            ComparisonMetrics metrics, ToDoubleFunction<RunMetrics> x, ToDoubleFunction<RunMetrics> y) {
        return marks(metrics, lane -> List.of(metrics.runs().get(lane)), x, y);
    }

    /** A mark for each run of a lane that has both figures. */
    static List<SeriesSpec> marks(
            ComparisonMetrics metrics,
            IntFunction<List<RunMetrics>> runsOfLane,
            ToDoubleFunction<RunMetrics> x,
            ToDoubleFunction<RunMetrics> y) {
        return of(metrics, lane -> {
            List<RunMetrics> runs = runsOfLane.apply(lane).stream()
                    .filter(run -> Double.isFinite(x.applyAsDouble(run)) && Double.isFinite(y.applyAsDouble(run)))
                    .toList();
            return new Points(
                    runs.stream().mapToDouble(x).toArray(),
                    runs.stream().mapToDouble(y).toArray());
        });
    }
}
