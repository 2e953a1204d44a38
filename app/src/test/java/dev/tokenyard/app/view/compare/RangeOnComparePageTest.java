package dev.tokenyard.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.comparison.ChartTopic;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compare page and its charts where a range of time is marked. */
class RangeOnComparePageTest {
    private static final Comparison DEMO = DemoComparison.of(150, 1, "fcfs", "sjf");
    private static final Window PART = new Window(DEMO.endTick() / 4, DEMO.endTick() / 2);

    @Test
    void thePageSaysWhichRequestsCountAndGoesBackToTheWholeRun() {
        FxThread.run(() -> {
            PageFixture page = new PageFixture(Theme.DARK, DEMO, 980, 800);
            assertThat(page.find("#range-words").getParent().isVisible()).isFalse();
            page.shown.playback().markRange(PART.fromTick(), PART.toTick());
            page.settle();
            Label words = (Label) page.find("#range-words");
            assertThat(words.getParent().isVisible()).isTrue();
            assertThat(words.getText())
                    .isEqualTo(ComparisonMetrics.of(DEMO, PART).rangeWords());
            assertThat(words.getWidth()).isGreaterThan(200);
            ((Hyperlink) page.find("#range-whole")).fire();
            assertThat(words.getParent().isVisible()).isFalse();
            page.close();
        });
    }

    @Test
    void chartsShowNothingFromOutside() {
        ComparisonMetrics metrics = ComparisonMetrics.of(DEMO, PART);
        double from = Ticks.toSeconds(PART.fromTick());
        double to = Ticks.toSeconds(PART.toTick());
        for (ChartSpec chart : ComparisonChart.all(metrics)) {
            assertThat(chart.note()).contains(metrics.rangeWords());
            boolean overTime = ComparisonChart.byId(chart.id()).topic() == ChartTopic.OVER_TIME
                    || chart.id().equals("slo-over-time")
                    || chart.id().equals("latency-scatter");
            for (SeriesSpec series : chart.series()) {
                for (int i = 0; overTime && i < series.size(); i++) {
                    assertThat(series.x(i)).as(chart.id()).isBetween(from, to + 0.1 * (to - from));
                }
                if (chart.id().equals("e2e-cdf")) {
                    assertThat(series.size()).isEqualTo(metrics.runs().get(0).requests());
                }
            }
        }
    }

    @Test
    void filesOfChartsSayIt(@TempDir Path folder) throws Exception {
        ComparisonMetrics metrics = ComparisonMetrics.of(DEMO, PART);
        Path file = folder.resolve("chart.csv");
        ChartExport.write(
                ComparisonChart.E2E_CDF.of(metrics), ExportOptions.figure(Theme.paper()), ExportFormat.CSV, file);
        assertThat(Files.readAllLines(file).get(0)).contains(metrics.rangeWords());
    }

    @Test
    void aRangeAsLongAsTheRunMakesTheSameCharts() {
        List<ChartSpec> whole = ComparisonChart.all(ComparisonMetrics.of(DEMO));
        List<ChartSpec> counted = ComparisonChart.all(ComparisonMetrics.of(DEMO, new Window(0, DEMO.endTick() + 1)));
        assertThat(counted).hasSameSizeAs(whole);
        for (int k = 0; k < whole.size(); k++) {
            // The last of the equal columns of throughput reaches beyond the run, and the range does not.
            if (whole.get(k).id().equals("throughput")) {
                continue;
            }
            for (int lane = 0; lane < 2; lane++) {
                SeriesSpec one = whole.get(k).series().get(lane);
                SeriesSpec other = counted.get(k).series().get(lane);
                assertThat(other.size()).isEqualTo(one.size()).isPositive();
                for (int i = 0; i < one.size(); i++) {
                    assertThat(other.x(i)).as(whole.get(k).id()).isEqualTo((Double) one.x(i));
                    assertThat(other.y(i)).as(whole.get(k).id()).isEqualTo((Double) one.y(i));
                }
            }
        }
    }

    @Test
    void aRangeWithoutRequestsHasChartsAllTheSame() {
        long quiet = DEMO.trace().arrivalTick(DEMO.trace().size() - 1) + 1;
        ComparisonMetrics none = ComparisonMetrics.of(DEMO, new Window(quiet, quiet + 5));
        assertThat(none.rangeWords()).endsWith(": 0 of 150");
        assertThat(ComparisonChart.all(none)).isNotEmpty();
    }
}
