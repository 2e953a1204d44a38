package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.PolicySeries.Points;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.sim.metrics.Attainment;
import dev.tokenyard.sim.metrics.ClassMetrics;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.model.SloClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Charts of which requests met their objectives. */
final class ObjectiveCharts {
    private static final String ALL = "All";
    /** A window is about this share of the time shown: long enough to be steady, short enough to move. */
    private static final double WINDOW_SHARE = 0.06;

    private ObjectiveCharts() {}

    static ChartSpec attainmentByClass(ComparisonMetrics metrics) {
        return byClass(
                metrics,
                "slo-by-class",
                "SLO attainment by class",
                AxisSpec.linear("Requests that met their objectives", "%"),
                run -> 100 * run.slo().attainment(),
                one -> 100 * one.attainment());
    }

    static ChartSpec goodputByClass(ComparisonMetrics metrics) {
        return byClass(
                metrics,
                "goodput-by-class",
                "Goodput by class",
                AxisSpec.linear("Requests that met their objectives", "req/s"),
                run -> run.slo().goodputPerSecond(),
                ClassMetrics::goodputPerSecond);
    }

    private static ChartSpec byClass(
            ComparisonMetrics metrics,
            String id,
            String title,
            AxisSpec axis,
            ToDoubleFunction<RunMetrics> ofAll,
            ToDoubleFunction<ClassMetrics> ofClass) {
        List<String> categories = new ArrayList<>();
        categories.add(ALL);
        boolean several = metrics.sloClasses().size() > 1;
        if (several) {
            metrics.sloClasses().stream().map(SloClass::name).forEach(categories::add);
        }
        return ChartSpec.of(
                id, title, ChartKind.BARS, AxisSpec.categories("", categories), axis, PolicySeries.of(metrics, lane -> {
                    RunMetrics run = metrics.runs().get(lane);
                    double[] heights = new double[categories.size()];
                    heights[0] = ofAll.applyAsDouble(run);
                    for (int k = 1; k < heights.length; k++) {
                        heights[k] = ofClass.applyAsDouble(run.slo().byClass().get(k - 1));
                    }
                    return Points.bars(heights);
                }));
    }

    static ChartSpec attainmentOverTime(ComparisonMetrics metrics) {
        long from = TimeCharts.from(metrics);
        long to = TimeCharts.to(metrics);
        long windowTicks = RoundDuration.near(WINDOW_SHARE * (to - from));
        return TimeCharts.overTime(
                metrics,
                "slo-over-time",
                "SLO attainment over time",
                AxisSpec.linear(
                        "Met, of the requests decided in the last "
                                + RoundDuration.words(windowTicks, RoundUnits.time(metrics)),
                        "%"),
                100,
                lane -> Attainment.of(metrics.lanes().get(lane).log(), metrics.window())
                        .series(windowTicks, from, to, TimeCharts.COLUMNS));
    }
}
