package dev.tokenyard.app.chart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ForkEdits;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForkedChartsTest {
    private static final double AT = 70;

    /** Before, both are the same, and the line on top would hide the other. */
    @Test
    void inChartsOverTimeAForkBeginsOnTheLineOfItsParent() throws ScenarioException {
        ComparisonMetrics metrics = ComparisonMetrics.of(new ComparisonService()
                .run(
                        ForkEdits.add("fcfs", AT, "sjf")
                                .apply(ScenarioDefaults.opening().withPolicies(List.of(PolicyChoice.of("fcfs")))),
                        () -> false));
        for (ComparisonChart chart : List.of(
                ComparisonChart.QUEUE_LENGTH,
                ComparisonChart.KV_OCCUPANCY,
                ComparisonChart.BATCH_SIZE,
                ComparisonChart.THROUGHPUT,
                ComparisonChart.SLO_OVER_TIME)) {
            SeriesSpec parent = chart.of(metrics).series().get(0);
            SeriesSpec fork = chart.of(metrics).series().get(1);
            int[] drawn = IntStream.range(0, fork.size())
                    .filter(i -> !Double.isNaN(fork.y(i)))
                    .toArray();
            int first = drawn[0];
            assertThat(fork.x(first)).as(chart.id()).isLessThan(AT).isGreaterThan(AT - 2 * (fork.x(1) - fork.x(0)));
            assertThat(fork.y(first)).as(chart.id()).isEqualTo(parent.y(first));
            assertThat(drawn).as("%s is drawn from there on", chart.id()).hasSize(fork.size() - first);
            assertThat(IntStream.of(drawn).filter(i -> i < parent.size()).anyMatch(i -> fork.y(i) != parent.y(i)))
                    .as("%s parts", chart.id())
                    .isTrue();
            assertThat(parent.y(first - 1)).as("%s of the parent", chart.id()).isNotNaN();
        }
    }
}
