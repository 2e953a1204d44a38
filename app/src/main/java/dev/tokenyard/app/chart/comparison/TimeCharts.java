package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.AxisSpec.Origin;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.PolicySeries.Points;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.Lane;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Series;
import dev.tokenyard.sim.metrics.SeriesKind;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * Charts over the time of the runs. Each line ends with its run, and a fork's begins with the last point that it has in common
 * with its parent: before, the one would lie on the other.
 */
final class TimeCharts {
    /** Columns of equal width over the longest run; a point is the mean of its column. */
    static final int COLUMNS = 400;
    /** About so many, because completions come one by one. */
    private static final int THROUGHPUT_COLUMNS = 50;

    private TimeCharts() {}

    /** The first moment that is shown. */
    static long from(ComparisonMetrics metrics) {
        return metrics.window().fromTick();
    }

    /** The end of the time that is shown, after its first moment. */
    static long to(ComparisonMetrics metrics) {
        long end = Math.min(metrics.window().toTick(), metrics.comparison().endTick());
        return Math.max(from(metrics) + 1, end);
    }

    /** All of time begins at 0, a part of it where it begins. */
    private static AxisSpec time(ComparisonMetrics metrics) {
        AxisSpec axis = AxisSpec.linear("Time", "s");
        return metrics.window().isWhole() ? axis.beginning(Origin.ZERO) : axis;
    }

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
        return overTime(
                metrics,
                id,
                kind.label(),
                ordinate,
                factor,
                lane -> metrics.lanes().get(lane).series(kind, from(metrics), to(metrics), COLUMNS));
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
                time(metrics),
                ordinate,
                PolicySeries.of(
                        metrics,
                        lane -> points(seriesOfLane.apply(lane), metrics.lanes().get(lane), factor)));
    }

    /** A point in the middle of each column that begins before the run ends. */
    private static Points points(Series series, Lane lane, double factor) {
        int count = 0;
        while (count < series.columns() && series.edgeTick(count) < lane.log().endTick()) {
            count++;
        }
        double[] xs = new double[count];
        double[] ys = new double[count];
        for (int i = 0; i < count; i++) {
            xs[i] = middleSeconds(series.edgeTick(i), series.edgeTick(i + 1));
            ys[i] = factor * series.mean(i);
        }
        leaveOutShared(ys, series::edgeTick, lane);
        return new Points(xs, ys);
    }

    /**
     * Takes away what a fork has in common with its parent, but for the last of it, so that the line begins on the parent's.
     *
     * @param edgeTick where a column begins
     */
    private static void leaveOutShared(double[] ys, IntToLongFunction edgeTick, Lane lane) {
        for (int i = 0; i + 1 < ys.length && edgeTick.applyAsLong(i + 2) <= lane.ownFromTick(); i++) {
            ys[i] = Double.NaN;
        }
    }

    private static double middleSeconds(long fromTick, long toTick) {
        return Ticks.toSeconds(fromTick + (toTick - fromTick) / 2);
    }

    static ChartSpec throughput(ComparisonMetrics metrics) {
        long width = RoundDuration.near((double) (to(metrics) - from(metrics)) / THROUGHPUT_COLUMNS);
        return ChartSpec.of(
                "throughput",
                "Throughput",
                ChartKind.LINE,
                time(metrics),
                AxisSpec.linear(
                        "Output of the requests completed in each "
                                + RoundDuration.words(width, RoundUnits.time(metrics)),
                        "tok/s"),
                PolicySeries.of(metrics, lane -> rates(metrics.lanes().get(lane), metrics.window(), width)));
    }

    private static Points rates(Lane lane, Window window, long widthTicks) {
        RunLog log = lane.log();
        long from = window.fromTick();
        int columns = (int) Math.max(1, Math.ceilDiv(window.ticksUntil(log.endTick()), widthTicks));
        double[] rates = new double[columns];
        RequestOutcomes outcomes = log.outcomes();
        for (int r = 0; r < outcomes.size(); r++) {
            if (outcomes.isCompleted(r) && window.contains(outcomes.completedTick(r))) {
                int column = (int) Math.min(columns - 1L, (outcomes.completedTick(r) - from) / widthTicks);
                rates[column] += log.trace().outputTokens(r) / seconds(from, column, window, widthTicks);
            }
        }
        double[] middles = new double[columns];
        Arrays.setAll(middles, i -> middleSeconds(from + i * widthTicks, from + (i + 1) * widthTicks));
        leaveOutShared(rates, i -> from + i * widthTicks, lane);
        return new Points(middles, rates);
    }

    /** How much of a column's time lies in the window. */
    private static double seconds(long from, int column, Window window, long widthTicks) {
        long begin = from + column * widthTicks;
        return Ticks.toSeconds(Math.min(widthTicks, window.toTick() - begin));
    }
}
