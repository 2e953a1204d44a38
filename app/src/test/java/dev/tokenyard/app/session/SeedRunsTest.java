package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.metrics.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedRunsTest {
    /** Of Student's distribution with 3 and 4 degrees of freedom, the quantile at 97.5 %, from a printed table. */
    private static final double T_OF_4_VALUES = 3.182446;

    private static final double T_OF_5_VALUES = 2.776445;
    private static final double OF_THE_TABLE = 1e-6;
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

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Half the width of the 95 % interval of the mean: t s / √n. */
    private static double halfWidth(double[] values, double t) {
        double mean = mean(values);
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
        return t * Math.sqrt(variance / values.length);
    }

    private static double[] values(SeedRuns runs, int lane, MetricColumn column) {
        return runs.lanes().get(lane).runs().stream()
                .mapToDouble(column.value())
                .toArray();
    }

    private static boolean varies(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != values[0]);
    }

    /** Each replication is the run of its seed alone. */
    @Test
    void everySeedIsTheScenarioWithThatSeed() throws ScenarioException {
        ScenarioSpec scenario = scenario("chat.json", "fcfs", "sjf");
        SeedRuns runs = run(first(scenario, Window.WHOLE), 3);
        for (int k = 0; k < 3; k++) {
            ComparisonMetrics alone = first(scenario.withSeed(7 + k), Window.WHOLE);
            for (int lane = 0; lane < 2; lane++) {
                assertThat(runs.lanes().get(lane).runs().get(k))
                        .isEqualTo(alone.runs().get(lane));
            }
        }
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
        int told = 0;
        for (int column = 0; column < table.columns().size(); column++) {
            for (int lane = 0; lane < 2; lane++) {
                MetricColumn figure = table.columns().get(column);
                double[] values = values(runs, lane, figure);
                if (Double.isNaN(mean(values))) {
                    continue;
                }
                told++;
                double halfWidth = halfWidth(values, T_OF_4_VALUES);
                assertThat(table.value(lane, column))
                        .isCloseTo(mean(values), within(OF_THE_TABLE * Math.abs(mean(values))));
                assertThat(runs.interval(lane, figure).halfWidth())
                        .isCloseTo(halfWidth, within(OF_THE_TABLE * halfWidth + OF_THE_TABLE * OF_THE_TABLE));
                assertThat(table.spread(lane, column).isEmpty()).isEqualTo(!varies(values));
            }
        }
        assertThat(told).as("figures that the runs have").isGreaterThan(20);
        int p99 = column(table, "ttft-p99");
        assertThat(table.spread(0, p99)).matches("±[\\d.,]+");
        assertThat(Double.parseDouble(table.spread(0, p99).substring(1)))
                .isCloseTo(halfWidth(values(runs, 0, table.columns().get(p99)), T_OF_4_VALUES), within(0.51));
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
            double[] fcfs = values(runs, 0, table.columns().get(column));
            double[] sjf = values(runs, 1, table.columns().get(column));
            double[] pairs =
                    IntStream.range(0, 5).mapToDouble(k -> sjf[k] - fcfs[k]).toArray();
            boolean believed = varies(pairs) && Math.abs(mean(pairs)) > halfWidth(pairs, T_OF_5_VALUES);
            assertThat(table.isBeyondChance(1, column, 0)).isEqualTo(believed);
            assertThat(table.difference(1, column, 0).endsWith("*")).isEqualTo(believed);
            assertThat(table.isBeyondChance(0, column, 0)).isFalse();
        }
        assertThat(IntStream.range(0, table.columns().size()))
                .anyMatch(column -> table.isBeyondChance(1, column, 0))
                .anyMatch(column -> !table.isBeyondChance(1, column, 0));
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
