package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.AxisSpec.Origin;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.PolicySeries.Points;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Series;
import dev.tokenyard.sim.metrics.SeriesKind;
import dev.tokenyard.sim.metrics.TimeSeries;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Charts over the time of the runs; each line ends with its run. */
final class TimeCharts {
    /** Columns of equal width over the longest run; a point is the mean of its column. */
    static final int COLUMNS = 400;
    /** About so many, because completions come one by one. */
    private static final int THROUGHPUT_COLUMNS = 50;

    private TimeCharts() {}

    static ChartSpec queueLength(ComparisonMetrics metrics) {
        return level(metrics, "queue-length", SeriesKind.QUEUE_LENGTH, AxisSpec.linear("Waiting", "requests"), 1);
    }

    static ChartSpec kvOccupancy(ComparisonMetrics metrics) {
        return level(metrics, "kv-occupancy", SeriesKind.KV_SHARE, AxisSpec.linear("Blocks in use", "%"), 100);
    }

    static ChartSpec batchSize(ComparisonMetrics metrics) {
        return level(metrics, "batch-size", SeriesKind.BATCH_SIZE, AxisSpec.linear("In batches", "sequences"), 1);
    }

    private static ChartSpec level(
            ComparisonMetrics metrics, String id, SeriesKind kind, AxisSpec ordinate, double factor) {
        long endTick = Math.max(1, metrics.comparison().endTick());
        return overTime(
                metrics,
                id,
                kind.label(),
                ordinate,
                factor,
                lane -> TimeSeries.of(metrics.lanes().get(lane).log(), kind, 0, endTick, COLUMNS));
    }

    static ChartSpec overTime(
            ComparisonMetrics metrics,
            String id,
            String title,
            AxisSpec ordinate,
            double factor,
            IntFunction<Series> seriesOfLane) {
        return ChartSpec.of(
                id,
                title,
                ChartKind.LINE,
                AxisSpec.linear("Time", "s").beginning(Origin.ZERO),
                ordinate,
                PolicySeries.of(
                        metrics,
                        lane -> points(
                                seriesOfLane.apply(lane),
                                metrics.lanes().get(lane).log().endTick(),
                                factor)));
    }

    /** A point in the middle of each column that begins before the run ends. */
    private static Points points(Series series, long endTick, double factor) {
        int count = 0;
        while (count < series.columns() && series.edgeTick(count) < endTick) {
            count++;
        }
        double[] xs = new double[count];
        double[] ys = new double[count];
        for (int i = 0; i < count; i++) {
            xs[i] = middleSeconds(series.edgeTick(i), series.edgeTick(i + 1));
            ys[i] = factor * series.mean(i);
        }
        return new Points(xs, ys);
    }

    private static double middleSeconds(long fromTick, long toTick) {
        return Ticks.toSeconds(fromTick + (toTick - fromTick) / 2);
    }

    static ChartSpec throughput(ComparisonMetrics metrics) {
        long endTick = Math.max(1, metrics.comparison().endTick());
        long width = RoundDuration.near((double) endTick / THROUGHPUT_COLUMNS);
        return ChartSpec.of(
                "throughput",
                "Throughput",
                ChartKind.LINE,
                AxisSpec.linear("Time", "s").beginning(Origin.ZERO),
                AxisSpec.linear(
                        "Output of the requests completed in each "
                                + RoundDuration.words(width, RoundUnits.time(metrics)),
                        "tok/s"),
                PolicySeries.of(metrics, lane -> rates(metrics.lanes().get(lane).log(), width)));
    }

    private static Points rates(RunLog log, long widthTicks) {
        int columns = (int) Math.max(1, Math.ceilDiv(log.endTick(), widthTicks));
        double[] rates = new double[columns];
        RequestOutcomes outcomes = log.outcomes();
        for (int r = 0; r < outcomes.size(); r++) {
            if (outcomes.isCompleted(r)) {
                int column = (int) Math.min(columns - 1L, outcomes.completedTick(r) / widthTicks);
                rates[column] += log.trace().outputTokens(r) / Ticks.toSeconds(widthTicks);
            }
        }
        double[] middles = new double[columns];
        Arrays.setAll(middles, i -> middleSeconds(i * widthTicks, (i + 1) * widthTicks));
        return new Points(middles, rates);
    }
}
