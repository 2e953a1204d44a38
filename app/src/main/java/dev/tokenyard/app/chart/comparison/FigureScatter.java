package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One figure against another, a mark for each policy, or for each of its seeds: what is paid for what. */
public final class FigureScatter {
    /** The id of the chart. */
    public static final String ID = "two-figures";

    private FigureScatter() {}

    /**
     * The chart of two of a comparison's figures; policies that lack one of them have no mark.
     *
     * @param seeds the figures with several seeds, null where there is one
     * @param x the figure on the horizontal axis, of {@link dev.tokenyard.app.session.MetricColumns#of(ComparisonMetrics)}
     * @param y that on the vertical axis
     */
    public static ChartSpec of(ComparisonMetrics metrics, @Nullable SeedRuns seeds, MetricColumn x, MetricColumn y) {
        ChartSpec chart = ChartSpec.of(
                ID,
                y.name() + " against " + x.name(),
                ChartKind.SCATTER,
                axis(x),
                axis(y),
                PolicySeries.marks(metrics, lane -> runs(metrics, seeds, lane), x.value(), y.value()));
        return seeds == null ? ChartOrigin.beside(metrics, chart) : ChartOrigin.beside(metrics, seeds, chart);
    }

    private static List<RunMetrics> runs(ComparisonMetrics metrics, @Nullable SeedRuns seeds, int lane) {
        return seeds != null && lane < seeds.lanes().size()
                ? seeds.lanes().get(lane).runs()
                : List.of(metrics.runs().get(lane));
    }

    private static AxisSpec axis(MetricColumn figure) {
        return AxisSpec.linear(
                figure.better() == MetricColumn.Better.NEITHER
                        ? figure.name()
                        : figure.name() + ", " + figure.better().label(),
                figure.unit());
    }
}
