package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.ClusterSpec;
import java.util.Locale;

/** Says where a figure comes from, so that it can be made again and is not taken for more than it shows. */
public final class ChartOrigin {
    private ChartOrigin() {}

    /** The note under a chart: the scenario's name, its circumstances, and whether runs were cut short. */
    static String of(ComparisonMetrics metrics) {
        String words = metrics.comparison().scenario().name() + ": " + circumstances(metrics);
        long censored = metrics.runs().stream()
                .filter(run -> run.completed() < run.requests())
                .count();
        return censored == 0
                ? words
                : words + " · " + censored + (censored == 1 ? " run" : " runs") + " did not serve every request";
    }

    /** What was simulated, on what, how batches were formed, and from which seed. */
    public static String circumstances(ComparisonMetrics metrics) {
        ScenarioSpec scenario = metrics.comparison().scenario();
        ClusterSpec cluster = scenario.cluster();
        String rate = scenario.rateScale() == 1
                ? ""
                : String.format(Locale.ROOT, " at %.3g times the trace's rate", scenario.rateScale());
        return String.format(
                Locale.ROOT,
                "%,d requests%s on %d × %s, %s, TP %d · %s batching · seed %d",
                metrics.comparison().trace().size(),
                rate,
                cluster.instances(),
                cluster.gpu(),
                cluster.model(),
                cluster.tensorParallel(),
                cluster.batching(),
                scenario.seed());
    }
}
