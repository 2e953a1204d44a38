package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.ClusterSpec;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.Locale;

/** Says where a figure comes from, so that it can be made again and is not taken for more than it shows. */
final class ChartOrigin {
    private ChartOrigin() {}

    static String of(ComparisonMetrics metrics) {
        ScenarioSpec scenario = metrics.comparison().scenario();
        ClusterSpec cluster = scenario.cluster();
        StringBuilder words = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d requests",
                scenario.name(),
                metrics.comparison().trace().size()));
        if (scenario.rateScale() != 1) {
            words.append(String.format(Locale.ROOT, " at %.3g times their rate", scenario.rateScale()));
        }
        words.append(String.format(
                Locale.ROOT,
                " on %d × %s, %s, TP %d · %s batching · seed %d",
                cluster.instances(),
                cluster.gpu(),
                cluster.model(),
                cluster.tensorParallel(),
                cluster.batching(),
                scenario.seed()));
        long censored = metrics.runs().stream().filter(ChartOrigin::isCensored).count();
        if (censored > 0) {
            words.append(" · ")
                    .append(censored)
                    .append(censored == 1 ? " run" : " runs")
                    .append(" not completed");
        }
        return words.toString();
    }

    private static boolean isCensored(RunMetrics run) {
        return run.completed() < run.requests();
    }
}
