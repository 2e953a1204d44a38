package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.MetricColumn.Better;
import dev.tokenyard.sim.metrics.Replications;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a table of several seeds says differences; the figures are made up and travel as gaps to a bound. */
class PairedTableTest {
    private static final double NONE = Double.NaN;
    private static final ComparisonMetrics FIRST = ComparisonMetrics.of(DemoComparison.of(20, 2, "fcfs", "sjf"));
    private static final MetricColumn PERCENT =
            new MetricColumn("percent", "Figure", "", "%", Better.LOWER, true, RunMetrics::gapToBound, "Made up.");

    private static Replications lane(int lane, double... percents) {
        RunMetrics run = FIRST.runs().get(lane);
        return new Replications(
                Arrays.stream(percents).mapToObj(run::withGapToBound).toList());
    }

    private static String difference(Replications lane, Replications baseline) {
        SeedRuns seeds =
                new SeedRuns(LongStream.range(0, lane.runs().size()).boxed().toList(), List.of(baseline, lane));
        return MetricTable.of(FIRST, List.of(PERCENT), seeds).difference(1, 0, 0);
    }

    /** Means 20 and 40 differ because the baseline's worst seed has no partner; by pairs it is 20 and 10. */
    @Test
    void aDifferenceIsOfTheSeedsThatBothHave() {
        assertThat(difference(lane(1, 10, NONE, 30), lane(0, 5, 100, 15))).isEqualTo("+10.0 pp");
        assertThat(difference(lane(1, 10, 20.5, NONE, 30), lane(0, 5, 15, 100, 25)))
                .as("5, 5.5 and 5 lie well away from zero")
                .isEqualTo("+5.2 pp*");
    }

    /** A mean says from how many seeds it is, unless from all. */
    @Test
    void meansOfFewerSeedsSaySo() {
        SeedRuns seeds = new SeedRuns(List.of(7L, 8L, 9L), List.of(lane(0, 5, 15, 25), lane(1, 10, NONE, NONE)));
        MetricTable table = MetricTable.of(FIRST, List.of(PERCENT), seeds);
        assertThat(table.spread(0, 0)).startsWith("±").doesNotContain("n=");
        assertThat(table.spread(1, 0)).isEqualTo("n=1");
        assertThat(table.toCsv().lines().findFirst().orElseThrow())
                .startsWith("policy,Figure (%),± Figure (%),n Figure (%),");
        assertThat(table.toCsv()).contains("\nFCFS,15,", ",3,3,", "\nSJF,10,,1,3,");
    }

    @Test
    void whatCannotBeSaidHasNoStar() {
        assertThat(difference(lane(1, NONE, NONE, 30), lane(0, 5, 15, NONE))).isEqualTo(FigureFormat.NONE);
    }

    /** Seen in its decimals it is none, however sure it may be. */
    @Test
    void aDifferenceThatCannotBeSeenHasNoStar() {
        assertThat(difference(lane(1, 50.001, 60.0011, 70.001), lane(0, 50, 60, 70)))
                .isEqualTo("±0 pp");
    }
}
