package dev.tokenyard.app.chart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumn.Better;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures are made up and travel as gaps to a bound. */
class FigureScatterTest {
    private static final ComparisonMetrics FIRST = ComparisonMetrics.of(DemoComparison.of(20, 2, "fcfs", "sjf"));
    private static final MetricColumn GAP =
            new MetricColumn("gap", "Gap", "", "%", Better.LOWER, true, RunMetrics::gapToBound, "Made up.");
    private static final MetricColumn TWICE =
            new MetricColumn("twice", "Twice", "", "%", Better.LOWER, true, run -> 2 * run.gapToBound(), "Made up.");

    private static Replications lane(int lane, double... gaps) {
        RunMetrics run = FIRST.runs().get(lane);
        return new Replications(
                Arrays.stream(gaps).mapToObj(run::withGapToBound).toList());
    }

    @Test
    void eachSeedWithBothFiguresHasAMark() {
        SeedRuns seeds = new SeedRuns(List.of(7L, 8L, 9L), List.of(lane(0, 1, 2, 3), lane(1, 4, Double.NaN, 6)));
        ChartSpec chart = FigureScatter.of(FIRST, seeds, GAP, TWICE);
        assertThat(chart.series().get(0).size()).isEqualTo(3);
        assertThat(chart.series().get(1).size()).isEqualTo(2);
        assertThat(chart.series().get(1).x(1)).isEqualTo(6);
        assertThat(chart.series().get(1).y(1)).isEqualTo(12);
        assertThat(chart.note()).endsWith("seeds 7 to 9, a mark for each");
    }

    /** A lane of hindsight is not run again. */
    @Test
    void aLaneWithoutSeedsHasTheMarkOfTheFirst() {
        SeedRuns seeds = new SeedRuns(List.of(7L, 8L), List.of(lane(0, 1, 2)));
        MetricColumn completed =
                new MetricColumn("done", "Done", "", "", Better.HIGHER, true, RunMetrics::completed, "Completed.");
        ChartSpec chart = FigureScatter.of(FIRST, seeds, completed, completed);
        assertThat(chart.series().get(0).size()).isEqualTo(2);
        assertThat(chart.series().get(1).size()).isEqualTo(1);
        assertThat(FigureScatter.of(FIRST, null, completed, completed).note()).endsWith("· seed 7");
    }
}
