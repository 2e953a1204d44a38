package dev.tokenyard.app.chart.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.ChartPalette;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.RoundRuns;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.time.Ticks;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonChartTest {
    private static final ComparisonMetrics METRICS =
            ComparisonMetrics.of(DemoComparison.of(300, 2, "fcfs", "sjf", "mc-sf"));
    private static final ChartPalette PALETTE = new ChartPalette(
            Color.WHITE,
            Color.GRAY,
            Color.BLACK,
            Color.GRAY,
            Color.RED,
            Color.CYAN,
            List.of(Color.BLUE),
            List.of(Color.PINK));

    @Test
    void inTheTheoryModeChartsCountRounds(@TempDir Path folder) throws ScenarioException {
        ComparisonMetrics metrics = ComparisonMetrics.of(RoundRuns.withHindsight(folder, 8, RoundRuns.CASE_2, "mc-sf"));
        for (ChartSpec chart : ComparisonChart.all(metrics)) {
            assertThat(List.of(chart.x().unit(), chart.y().unit()))
                    .as(chart.id())
                    .doesNotContain("s", "ms", "req/s", "tok/s");
            assertThat(chart.y().label()).as(chart.id()).doesNotEndWith(" s");
        }
        assertThat(ComparisonChart.E2E_CDF.of(metrics).x().labelWithUnit()).isEqualTo("End-to-end latency (rounds)");
        assertThat(ComparisonChart.E2E_CDF.of(metrics).series())
                .extracting(SeriesSpec::name)
                .containsExactly("MC-SF", "Hindsight optimum");
    }

    @Test
    void hasUniqueIds() {
        assertThat(Arrays.stream(ComparisonChart.values()).map(ComparisonChart::id))
                .doesNotHaveDuplicates()
                .contains("ttft-cdf", "tpot-cdf", "e2e-cdf", "queue-cdf", "slo-by-class", "queue-length")
                .contains("kv-occupancy", "batch-size", "latency-quantiles", "latency-scatter", "throughput");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "WAIT_.*")
    void describesItselfHonestly(ComparisonChart chart) {
        ChartSpec spec = chart.of(METRICS);

        assertThat(spec.id()).isEqualTo(chart.id());
        assertThat(ComparisonChart.byId(chart.id())).isSameAs(chart);
        assertThat(spec.title()).isNotBlank();
        assertThat(spec.y().label()).isNotBlank();
        assertThat(spec.y().unit()).isNotBlank();
        assertThat(spec.note())
                .contains(
                        "demo: 300 requests",
                        "2 × a100-80g",
                        "vllm-v1 batching",
                        "least-outstanding routing",
                        "demo step times",
                        "seed 7");
        assertThat(spec.series()).extracting(SeriesSpec::name).containsExactly("FCFS", "SJF", "MC-SF");
        assertThat(spec.series()).extracting(SeriesSpec::colourIndex).containsExactly(0, 1, 2);
        assertThat(spec.series()).allMatch(series -> series.size() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttft-cdf", "tpot-cdf", "e2e-cdf", "queue-cdf"})
    void distributionsRiseToOneHundredPercent(String id) {
        for (SeriesSpec series : ComparisonChart.byId(id).of(METRICS).series()) {
            for (int i = 1; i < series.size(); i++) {
                assertThat(series.y(i)).isGreaterThan(series.y(i - 1));
                assertThat(series.x(i)).isGreaterThanOrEqualTo(series.x(i - 1));
            }
            assertThat(series.y(series.size() - 1)).isEqualTo(100);
        }
    }

    @Test
    void aDistributionPassesThroughThePercentilesOfTheTable() {
        SeriesSpec sjf = ComparisonChart.TTFT_CDF.of(METRICS).series().get(1);
        double median = METRICS.runs().get(1).latencies().ttft().p50();

        int at = 0;
        while (sjf.y(at) < 50) {
            at++;
        }
        assertThat(sjf.x(at)).isEqualTo(median);
    }

    @Test
    void attainmentByClassIsThatOfTheMetrics() {
        ChartSpec bars = ComparisonChart.SLO_BY_CLASS.of(METRICS);

        assertThat(bars.x().categories()).containsExactly("All", "Interactive", "Batch-1", "Batch-2");
        for (int lane = 0; lane < METRICS.runs().size(); lane++) {
            var slo = METRICS.runs().get(lane).slo();
            SeriesSpec series = bars.series().get(lane);
            assertThat(series.y(0)).isEqualTo(100 * slo.attainment());
            for (int k = 0; k < slo.byClass().size(); k++) {
                assertThat(series.y(k + 1)).isEqualTo(100 * slo.byClass().get(k).attainment());
            }
        }
    }

    @Test
    void goodputOfTheClassesAddsUpToThatOfAll() {
        for (SeriesSpec series : ComparisonChart.GOODPUT_BY_CLASS.of(METRICS).series()) {
            assertThat(series.y(1) + series.y(2) + series.y(3)).isCloseTo(series.y(0), within(1e-9));
        }
    }

    @Test
    void throughputIntegratesToTheTokensOfTheRun() {
        long tokens = 0;
        for (int r = 0; r < METRICS.comparison().trace().size(); r++) {
            tokens += METRICS.comparison().trace().outputTokens(r);
        }
        for (SeriesSpec series : ComparisonChart.THROUGHPUT.of(METRICS).series()) {
            double width = series.x(1) - series.x(0);
            double sum = 0;
            for (int i = 0; i < series.size(); i++) {
                sum += series.y(i) * width;
            }
            assertThat(sum).isCloseTo((double) tokens, within(1e-6 * (double) tokens));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue-length", "kv-occupancy", "batch-size", "slo-over-time"})
    void linesOverTimeEndWithTheirRuns(String id) {
        ChartSpec chart = ComparisonChart.byId(id).of(METRICS);
        for (int lane = 0; lane < METRICS.lanes().size(); lane++) {
            SeriesSpec series = chart.series().get(lane);
            double end = Ticks.toSeconds(METRICS.lanes().get(lane).log().endTick());
            double step = series.x(1) - series.x(0);
            assertThat(series.x(series.size() - 1)).isBetween(end - step, end + step);
        }
    }

    @Test
    void sharesStayWithinAHundredPercent() {
        for (ComparisonChart chart : List.of(ComparisonChart.KV_OCCUPANCY, ComparisonChart.SLO_OVER_TIME)) {
            for (SeriesSpec series : chart.of(METRICS).series()) {
                for (int i = 0; i < series.size(); i++) {
                    assertThat(Double.isNaN(series.y(i)) || (series.y(i) >= 0 && series.y(i) <= 100.000_001))
                            .as("%s of %s at %s", series.y(i), series.name(), series.x(i))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void drawsTheObjectivesOnTheLatencyThatTheyBound() {
        assertThat(ComparisonChart.TTFT_CDF.of(METRICS).targets())
                .extracting(TargetLine::label)
                .contains("Interactive 2 s");
        assertThat(ComparisonChart.E2E_CDF.of(METRICS).targets()).isEmpty();
    }

    @Test
    void drawsNoObjectiveOfAClassWithoutRequests() throws ScenarioException {
        ScenarioSpec opening = ScenarioDefaults.opening().withLimit(300).withRateScale(20);
        List<SloClass> classes = new ArrayList<>(opening.sloClasses());
        classes.add(SloClass.ttft("Nobody", 1.5));
        ComparisonMetrics metrics =
                ComparisonMetrics.of(new ComparisonService().run(opening.withSloClasses(classes), () -> false));
        assertThat(ComparisonChart.TTFT_CDF.of(metrics).targets())
                .extracting(TargetLine::label)
                .isNotEmpty()
                .noneMatch(label -> label.contains("Nobody"));
    }

    @Test
    void scattersTheSameRequestsInEveryRunAndSaysHowMany() {
        ComparisonMetrics many = ComparisonMetrics.of(DemoComparison.of(1_500, 4, "fcfs", "sjf"));
        ChartSpec scatter = ComparisonChart.LATENCY_SCATTER.of(many);

        assertThat(scatter.series()).allMatch(series -> series.size() <= 600);
        assertThat(scatter.note()).startsWith("One mark for every 3 requests");
        for (int i = 0; i < scatter.series().get(0).size(); i++) {
            assertThat(scatter.series().get(0).x(i))
                    .isEqualTo(scatter.series().get(1).x(i));
        }
    }

    @Test
    void namesTheChartsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> ComparisonChart.byId("pie"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no chart \"pie\"; choose one of ttft-cdf, ");
    }

    @ParameterizedTest
    @EnumSource
    void exportsInEveryFormat(ExportFormat format, @TempDir Path folder) throws Exception {
        for (ChartSpec chart : ComparisonChart.all(METRICS)) {
            Path file = folder.resolve(chart.id() + "." + format.extension());
            ChartExport.write(chart, ExportOptions.figure(PALETTE), file);
            assertThat(Files.size(file)).as("%s", file.getFileName()).isGreaterThan(100);
        }
        if (format == ExportFormat.SVG) {
            assertThat(Files.readString(folder.resolve("ttft-cdf.svg"))).contains("seed 7");
        }
    }

    @Test
    void distributionsSayWhomTheyLeaveOut() throws ScenarioException {
        Comparison crowded = new ComparisonService()
                .run(
                        ScenarioEdits.kvBlocks(0, 60)
                                .apply(ScenarioDefaults.opening().withLimit(200)),
                        () -> false);
        ComparisonMetrics metrics = ComparisonMetrics.of(crowded);
        int refused = metrics.runs().get(0).refused();
        assertThat(refused).isBetween(1, 199);

        ChartSpec chart = ComparisonChart.TTFT_CDF.of(metrics);
        assertThat(chart.y().label()).contains("served requests");
        assertThat(chart.note()).contains("Not among them: " + refused + " of 200 requests, which were refused");
        ChartSpec whole = ComparisonChart.TTFT_CDF.of(METRICS);
        assertThat(whole.y().label()).doesNotContain("served");
        assertThat(whole.note()).doesNotContain("refused");
    }
}
