package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;

/** One figure against another, a mark for each policy: what is paid for what. */
public final class FigureScatter {
    /** The id of the chart. */
    public static final String ID = "two-figures";

    private FigureScatter() {}

    /**
     * The chart of two of a comparison's figures; policies that lack one of them have no mark.
     *
     * @param x the figure on the horizontal axis, of {@link dev.tokenyard.app.session.MetricColumns#of(ComparisonMetrics)}
     * @param y that on the vertical axis
     */
    public static ChartSpec of(ComparisonMetrics metrics, MetricColumn x, MetricColumn y) {
        ChartSpec chart = ChartSpec.of(
                ID,
                y.name() + " against " + x.name(),
                ChartKind.SCATTER,
                axis(x),
                axis(y),
                PolicySeries.marks(metrics, x.value(), y.value()));
        return ChartOrigin.beside(metrics, chart);
    }

    private static AxisSpec axis(MetricColumn figure) {
        return AxisSpec.linear(
                figure.better() == MetricColumn.Better.NEITHER
                        ? figure.name()
                        : figure.name() + ", " + figure.better().label(),
                figure.unit());
    }
}
