package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.metrics.ConfidenceInterval;
import dev.tokenyard.sim.metrics.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedRunsTest {
    private static final ScenarioRunner RUNNER = ScenarioRunner.of(new ComparisonService());

    private static ScenarioSpec scenario(String sample, String... policies) {
        return ScenarioDefaults.opening()
                .withTrace(TraceSource.sample(sample))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 1))
                .withLimit(200)
                .withRateScale(12)
                .withPolicies(List.of(policies).stream().map(PolicyChoice::of).toList());
    }

    private static ComparisonMetrics first(ScenarioSpec scenario, Window window) throws ScenarioException {
        return ComparisonMetrics.of(RUNNER.run(scenario, () -> false), window);
    }

    private static SeedRuns run(ComparisonMetrics first, int count) throws ScenarioException {
        return SeedRuns.of(first, count, false, RUNNER, () -> false, partly -> {});
    }

    @Test
    void tellsOfEachSeedAsItComes() throws ScenarioException {
        ComparisonMetrics first = first(scenario("chat.json", "fcfs", "sjf"), Window.WHOLE);
        List<Integer> counts = new ArrayList<>();
        SeedRuns whole = SeedRuns.of(first, 3, false, RUNNER, () -> false, partly -> counts.add(partly.count()));
        assertThat(counts).containsExactly(1, 2, 3);
        assertThat(whole.seeds()).containsExactly(7L, 8L, 9L);
        assertThat(whole.meaning())
                .isEqualTo("Mean ± half the width of its 95 % confidence interval (Student's t) over 3 seeds, 7 to 9");
        assertThat(SeedRuns.limitsOf(first.comparison().scenario())).isEmpty();
    }

    /** Each seed counts the requests of the same range of time. */
    @Test
    void keepsToTheRangeOfTheFirst() throws ScenarioException {
        Window window = new Window(
                0,
                first(scenario("chat.json", "fcfs"), Window.WHOLE)
                        .comparison()
                        .trace()
                        .arrivalTick(80));
        SeedRuns runs = run(first(scenario("chat.json", "fcfs"), window), 2);
        assertThat(runs.lanes().get(0).runs())
                .allSatisfy(run -> assertThat(run.window()).isEqualTo(window));
    }

    @Test
    void aTableOfSeveralSeedsHasTheirMeansAndIntervals() throws ScenarioException {
        ComparisonMetrics first = first(scenario("chat.json", "fcfs", "sjf"), Window.WHOLE);
        SeedRuns runs = run(first, 4);
        MetricTable table = MetricTable.of(first, MetricColumns.keyOf(first), runs);
        for (int column = 0; column < table.columns().size(); column++) {
            for (int lane = 0; lane < 2; lane++) {
                double[] values = runs.lanes().get(lane).runs().stream()
                        .mapToDouble(table.columns().get(column).value())
                        .toArray();
                ConfidenceInterval interval = ConfidenceInterval.of(values);
                assertThat(table.value(lane, column)).isEqualTo(Double.valueOf(interval.mean()));
                assertThat(table.spread(lane, column).isEmpty()).isEqualTo(!interval.varies());
            }
        }
        int p99 = column(table, "ttft-p99");
        assertThat(table.spread(0, p99)).matches("±[\\d.,]+");
        assertThat(Double.parseDouble(table.spread(0, p99).substring(1)))
                .isCloseTo(runs.interval(0, table.columns().get(p99)).halfWidth(), within(0.51));
        assertThat(table.toMarkdown(MetricTable.NO_BASELINE))
                .contains(table.text(0, p99) + " ±", "over 4 seeds, 7 to 10.");
        String[] csv = table.toCsv().split("\r\n");
        assertThat(csv[0]).contains("TTFT p99 (s),± TTFT p99 (s),").endsWith(",seeds,warnings");
        assertThat(csv[1]).contains(",4,");
    }

    /** A star says that the interval of the pairs excludes zero; a policy beside itself never differs. */
    @Test
    void onlyDifferencesBeyondChanceAreStarred() throws ScenarioException {
        ComparisonMetrics first = first(scenario("chat.json", "fcfs", "sjf"), Window.WHOLE);
        SeedRuns runs = run(first, 5);
        MetricTable table = MetricTable.of(first, MetricColumns.of(first), runs);
        for (int column = 0; column < table.columns().size(); column++) {
            boolean believed =
                    runs.difference(1, 0, table.columns().get(column)).excludesZero();
            assertThat(table.isBeyondChance(1, column, 0)).isEqualTo(believed);
            assertThat(table.difference(1, column, 0).endsWith("*")).isEqualTo(believed);
            assertThat(table.isBeyondChance(0, column, 0)).isFalse();
        }
        assertThat(IntStream.range(0, table.columns().size())).anyMatch(column -> table.isBeyondChance(1, column, 0));
    }

    @Test
    void aRecordingSaysWhatItsSeedsCannot() throws ScenarioException {
        ComparisonMetrics first = first(scenario("chat.csv", "fcfs", "ssjf"), Window.WHOLE);
        SeedRuns runs = run(first, 2);
        assertThat(runs.alike()).containsExactly("FCFS");
        assertThat(SeedRuns.limitsOf(first.comparison().scenario())).startsWith("The trace is a recording");
        MetricTable table = MetricTable.of(first, MetricColumns.of(first), runs);
        assertThat(IntStream.range(0, table.columns().size()))
                .allMatch(column -> table.spread(0, column).isEmpty());
    }

    private static int column(MetricTable table, String id) {
        return IntStream.range(0, table.columns().size())
                .filter(c -> table.columns().get(c).id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
