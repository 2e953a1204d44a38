package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.MetricColumn.Better;
import dev.tokenyard.app.testing.PlannedRuns;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.RunWarning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricTableTest {
    private static final ComparisonMetrics METRICS =
            ComparisonMetrics.of(DemoComparison.of(120, 2, "fcfs", "sjf", "mc-sf"));
    private static final List<MetricColumn> ALL = MetricColumns.of(METRICS.sloClasses());

    @Test
    void inTheTheoryModeTotalLatencyAndGapComeFirstAndTimesAreRounds(@TempDir Path folder) throws ScenarioException {
        ComparisonMetrics metrics =
                ComparisonMetrics.of(RoundRuns.withHindsight(folder, 8, RoundRuns.CASE_2, "mc-sf", "mc-benchmark"));
        MetricTable table = MetricTable.of(metrics, MetricColumns.keyOf(metrics));
        assertThat(table.policies()).containsExactly("MC-SF", "MC-Benchmark", "Hindsight optimum");
        assertThat(table.columns())
                .extracting(MetricColumn::nameWithUnit)
                .startsWith("Total latency (rounds)", "Gap to bound (%)", "End-to-end mean (rounds)")
                .noneMatch(name -> name.contains("SLO"));
        assertThat(List.of(table.text(0, 0), table.text(1, 0), table.text(2, 0)))
                .containsExactly("15", "15", "14");
        assertThat(List.of(table.text(0, 1), table.text(2, 1)))
                .as("bounds are rounded up, as in words")
                .containsExactly("7.2", "0.0");
        assertThat(table.isBest(2, 0)).isTrue();
        assertThat(MetricColumns.of(metrics))
                .extracting(MetricColumn::unit)
                .doesNotContain("s", "ms", "req/s", "tok/s")
                .contains("req/round", "tok/round");
        int tpot = MetricColumns.of(metrics).stream()
                .map(MetricColumn::id)
                .toList()
                .indexOf("tpot-p50");
        assertThat(MetricTable.of(metrics, MetricColumns.of(metrics)).value(0, tpot))
                .as("each output token takes a round")
                .isEqualTo(1);
    }

    @Test
    void modelSwapsAreAKeyFigureWhereModelsTakeTurns(@TempDir Path folder) throws ScenarioException {
        ComparisonMetrics metrics = ComparisonMetrics.of(PlannedRuns.ofTwoModels(folder, 1));
        MetricTable table = MetricTable.of(metrics, MetricColumns.keyOf(metrics));
        int swaps = table.columns().stream().map(MetricColumn::id).toList().indexOf("model-swaps");
        assertThat(swaps).isNotNegative();
        assertThat(table.value(0, swaps)).isPositive();
        assertThat(MetricColumns.keyOf(METRICS)).extracting(MetricColumn::id).doesNotContain("model-swaps");
    }

    @Test
    void hasARowForEachPolicyInTheOrderOfTheLanes() {
        assertThat(MetricTable.of(METRICS, ALL).policies()).containsExactly("FCFS", "SJF", "MC-SF");
    }

    @Test
    void namesEveryColumnOnceAndDefinesIt() {
        assertThat(ALL).extracting(MetricColumn::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
        assertThat(ALL).extracting(MetricColumn::nameWithUnit).doesNotHaveDuplicates();
        assertThat(ALL).extracting(MetricColumn::help).allMatch(help -> help.endsWith("."));
        assertThat(MetricColumns.keyOf(METRICS)).isNotEmpty().hasSizeLessThan(ALL.size());
    }

    @Test
    void takesItsValuesFromTheMetrics() {
        MetricTable table = MetricTable.of(METRICS, ALL);
        RunMetrics sjf = METRICS.runs().get(1);

        assertThat(table.value(1, column("ttft-p99")))
                .isEqualTo(sjf.latencies().ttft().p99());
        assertThat(table.value(1, column("tpot-p50")))
                .isEqualTo(1000 * sjf.latencies().tpot().p50());
        assertThat(table.value(1, column("slo"))).isEqualTo(100 * sjf.slo().attainment());
        assertThat(table.value(1, column("slo-2")))
                .isEqualTo(100 * sjf.slo().byClass().get(2).attainment());
    }

    @Test
    void marksTheBestOfAColumnWithTies() {
        assertThat(marks(Better.LOWER, 3, 1, 1)).containsExactly(false, true, true);
        assertThat(marks(Better.HIGHER, 3, 1, Double.NaN)).containsExactly(true, false, false);
    }

    @Test
    void marksNothingWhereNothingIsBetter() {
        assertThat(marks(Better.LOWER, 2, 2, 2)).containsOnly(false);
        assertThat(marks(Better.NEITHER, 1, 2, 3)).containsOnly(false);
        assertThat(marks(Better.HIGHER, Double.NaN, Double.NaN, Double.NaN)).containsOnly(false);
    }

    @Test
    void writesCsvInFullPrecision() {
        MetricTable table = MetricTable.of(METRICS, List.of(made(Better.LOWER, 1 / 3.0, Double.NaN, 7)));

        assertThat(table.toCsv())
                .isEqualTo("policy,\"Made, up (s)\",warnings\r\nFCFS," + 1 / 3.0 + ",\r\nSJF,,\r\nMC-SF,7,\r\n");
    }

    @Test
    void writesMarkdownWithTheBestInBoldAndDifferences() {
        MetricTable table = MetricTable.of(METRICS, List.of(made(Better.LOWER, 4, 1, Double.NaN)));

        assertThat(table.toMarkdown(MetricTable.NO_BASELINE))
                .isEqualTo("| policy | Made, up (s) |\n|---|---:|\n| FCFS | 4 |\n| SJF | **1** |\n| MC-SF | – |\n");
        assertThat(table.toMarkdown(0)).contains("| FCFS | 4 |", "| SJF | **1** (−75 %) |");
    }

    @Test
    void saysWhichRunsDidNotServeEverything() {
        assertThat(METRICS.caveats()).isEmpty();
        RunMetrics run = METRICS.runs().getFirst();
        RunMetrics censored = new RunMetrics(
                run.policyId(),
                run.policyTitle(),
                run.seed(),
                run.engine(),
                run.window(),
                120,
                100,
                17,
                new RunTotals.Refusals(0, 3, 0),
                run.makespanSeconds(),
                run.latencies(),
                run.throughput(),
                run.slo(),
                run.kv(),
                run.batch(),
                run.effort(),
                run.gapToBound(),
                List.of(new RunWarning(RunWarning.Kind.CENSORED, "Completed 100 of 120 | so.", Map.of())));
        MetricColumn column =
                new MetricColumn("n", "Requests", "", "", Better.NEITHER, true, RunMetrics::requests, "How many.");
        ComparisonMetrics cut = new ComparisonMetrics(
                METRICS.comparison(),
                List.of(censored, METRICS.runs().get(1), METRICS.runs().get(2)));

        assertThat(cut.caveats()).containsExactly("FCFS: Completed 100 of 120 | so.");
        assertThat(cut.sharedCaveats()).isEqualTo(cut.caveats());
        ComparisonMetrics twice = new ComparisonMetrics(
                METRICS.comparison(), List.of(censored, METRICS.runs().get(1), censored));
        assertThat(twice.sharedCaveats())
                .singleElement()
                .asString()
                .startsWith("FCFS, MC-SF: Not every request was served");
        MetricTable table = MetricTable.of(cut, List.of(column));
        assertThat(table.warnings(0)).containsExactly("Completed 100 of 120 | so.");
        assertThat(table.warnings(1)).isEmpty();
        assertThat(table.toCsv())
                .endsWith(",warnings\r\nFCFS,120,Completed 100 of 120 | so.\r\nSJF,120,\r\nMC-SF,120,\r\n");
        assertThat(table.toMarkdown(MetricTable.NO_BASELINE)).endsWith("\n\n- FCFS: Completed 100 of 120 \\| so.\n");
    }

    private static int column(String id) {
        return ALL.stream().map(MetricColumn::id).toList().indexOf(id);
    }

    private static boolean[] marks(Better better, double... values) {
        MetricTable table = MetricTable.of(METRICS, List.of(made(better, values)));
        return new boolean[] {table.isBest(0, 0), table.isBest(1, 0), table.isBest(2, 0)};
    }

    private static MetricColumn made(Better better, double... byLane) {
        ToDoubleFunction<RunMetrics> value = run -> byLane[METRICS.runs().indexOf(run)];
        return new MetricColumn("made-up", "Made, up", "", "s", better, true, value, "Made up.");
    }
}
