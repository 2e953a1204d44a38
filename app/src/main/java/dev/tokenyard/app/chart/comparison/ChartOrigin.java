package dev.tokenyard.app.chart.comparison;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.RunWords;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunInfo;
import java.util.List;
import java.util.Locale;

/** Says where a figure comes from, so that it can be made again and is not taken for more than it shows. */
public final class ChartOrigin {
    private ChartOrigin() {}

    /** The note under a chart: the scenario's name, its circumstances, and whether runs were cut short. */
    public static String of(ComparisonMetrics metrics) {
        return of(metrics, seed(metrics));
    }

    private static String of(ComparisonMetrics metrics, String seeds) {
        String range = metrics.rangeWords().isEmpty() ? "" : metrics.rangeWords() + "\n";
        String words = range + metrics.comparison().scenario().name() + ": " + requests(metrics) + "\n"
                + engine(metrics, seeds);
        long censored = metrics.runs().stream()
                .filter(run -> run.completed() < run.requests())
                .count();
        return censored == 0
                ? words
                : words + " · " + censored + (censored == 1 ? " run" : " runs") + " did not serve every request";
    }

    /** A chart of a comparison with its range of time and where it comes from, below what it notes itself. */
    static ChartSpec beside(ComparisonMetrics metrics, ChartSpec chart) {
        return beside(metrics, chart, of(metrics));
    }

    /** The same of a chart with a mark for each seed. */
    static ChartSpec beside(ComparisonMetrics metrics, SeedRuns seeds, ChartSpec chart) {
        return beside(metrics, chart, of(metrics, SeedRuns.inShort(seeds.seeds()) + ", a mark for each"));
    }

    private static ChartSpec beside(ComparisonMetrics metrics, ChartSpec chart, String note) {
        return chart.ofRange(metrics.rangeWords()).withNote(chart.note().isEmpty() ? note : chart.note() + "\n" + note);
    }

    /** What was simulated, on what, how requests were batched and routed, how steps were timed, and from which seed. */
    public static String circumstances(ComparisonMetrics metrics) {
        return requests(metrics) + " · " + engine(metrics, seed(metrics));
    }

    private static String requests(ComparisonMetrics metrics) {
        double scale = metrics.comparison().scenario().rateScale();
        return String.format(
                Locale.ROOT,
                "%,d requests%s on %s",
                metrics.comparison().trace().size(),
                scale == 1 ? "" : String.format(Locale.ROOT, " at %.3g times the trace's rate", scale),
                RunWords.instances(info(metrics).instances(), ChartOrigin::words));
    }

    private static String engine(ComparisonMetrics metrics, String seeds) {
        return RunWords.engine(metrics.lanes(), " · ") + " · " + seeds;
    }

    private static String seed(ComparisonMetrics metrics) {
        return SeedRuns.inShort(List.of(metrics.comparison().scenario().seed()));
    }

    /** What holds for all runs alike. */
    private static RunInfo info(ComparisonMetrics metrics) {
        return metrics.comparison().lanes().get(0).log().info();
    }

    private static String words(RunWords.Kind kind) {
        InstanceInfo one = kind.example();
        String machines = kind.count() + " × " + kind.machine();
        return one.modelId().isEmpty() ? machines : machines + ", " + one.modelId() + ", TP " + one.tensorParallel();
    }
}
