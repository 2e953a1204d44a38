package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.AxisSpec;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.ComparisonMetrics;

/** Units of charts in the theory mode, where a round lasts a second and a block holds a token, so that only words change. */
public final class RoundUnits {
    private RoundUnits() {}

    /** A chart of a comparison as it is, or with rounds in place of seconds. */
    static ChartSpec of(ComparisonMetrics metrics, ChartSpec chart) {
        return isTheory(metrics) ? inRounds(chart) : chart;
    }

    /** A chart of seconds and blocks as one of rounds and tokens. */
    public static ChartSpec inRounds(ChartSpec chart) {
        return chart.titled(chart.title().replace("KV cache", "Memory"))
                .withAxes(inRounds(chart.x()), inRounds(chart.y()));
    }

    /** The unit of durations in a comparison. */
    static String time(ComparisonMetrics metrics) {
        return isTheory(metrics) ? "rounds" : "s";
    }

    private static boolean isTheory(ComparisonMetrics metrics) {
        return metrics.comparison().scenario().cluster().isTheory();
    }

    private static AxisSpec inRounds(AxisSpec axis) {
        return axis.withLabel(axis.label().replace("Blocks", "Tokens"))
                .withUnit(
                        switch (axis.unit()) {
                            case "s" -> "rounds";
                            case "ms" -> "1/1000 rounds";
                            case "req/s" -> "req/round";
                            case "tok/s" -> "tok/round";
                            default -> axis.unit();
                        });
    }
}
