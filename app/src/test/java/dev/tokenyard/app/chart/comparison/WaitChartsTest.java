package dev.tokenyard.app.chart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.testing.PlannedRuns;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitChartsTest {
    @Test
    void onlyThePolicyThatPlansForetellsWaits(@TempDir Path folder) throws ScenarioException {
        ComparisonMetrics metrics = ComparisonMetrics.of(PlannedRuns.ofTwoModels(folder, 2));
        assertThat(ComparisonChart.WAIT_FORETOLD.suits(metrics.comparison())).isTrue();
        assertThat(ComparisonChart.all(metrics)).extracting(ChartSpec::id).contains("wait-foretold", "wait-error");

        ChartSpec foretold = ComparisonChart.WAIT_FORETOLD.of(metrics);
        assertThat(foretold.series()).extracting(SeriesSpec::name).containsExactly("QLM");
        SeriesSpec points = foretold.series().get(0);
        assertThat(points.size())
                .isEqualTo(metrics.lanes().get(1).log().info().totals().completed());

        assertThat(foretold.x().least())
                .as("where waits of 0 are drawn, and labelled so")
                .isEqualTo(0.01);
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.x(i)).isGreaterThanOrEqualTo(0.01);
        }

        ChartSpec error = ComparisonChart.WAIT_ERROR.of(metrics);
        assertThat(error.series()).extracting(SeriesSpec::name).containsExactly("QLM", "1/√n");
        SeriesSpec law = error.series().get(1);
        assertThat(law.size()).isEqualTo(error.series().get(0).size()).isPositive();
        assertThat(law.y(0)).isEqualTo(100 / Math.sqrt(law.x(0)));
    }
}
