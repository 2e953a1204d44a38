package dev.tokenyard.app.chart.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.chart.ChartKind;
import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.SeriesSpec;
import dev.tokenyard.app.chart.TargetLine;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.Experiment.Settings;
import dev.tokenyard.app.session.reproduce.Experiment.Watch;
import dev.tokenyard.app.session.reproduce.ExperimentResult;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.session.reproduce.Plot;
import dev.tokenyard.app.session.reproduce.Plot.Along;
import dev.tokenyard.app.session.reproduce.Plot.Measure;
import dev.tokenyard.app.session.reproduce.Plot.Series;
import dev.tokenyard.app.testing.TinyExperiment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentChartsTest {
    private static final Settings SETTINGS = new Settings(3, 7);

    @Test
    void aSweepBecomesLinesWithWhatIsPublishedAcross() {
        Experiment experiment = new TinyExperiment("two");
        ExperimentResult result = experiment.run(SETTINGS, Watch.NOBODY);
        List<ChartSpec> charts = ExperimentCharts.all(experiment, SETTINGS, result);
        assertThat(charts).hasSize(1);
        ChartSpec chart = charts.get(0);
        assertThat(chart.id()).isEqualTo("two-product");
        assertThat(chart.kind()).isEqualTo(ChartKind.LINE);
        assertThat(chart.y().labelWithUnit()).isEqualTo("Product (apples)");
        SeriesSpec line = chart.series().get(0);
        assertThat(line.size()).isEqualTo(3);
        assertThat(line.x(2)).isEqualTo(3);
        assertThat(line.y(2)).isEqualTo(21);
        assertThat(chart.targets()).containsExactly(new TargetLine("published", false, 1.5, TargetLine.QUIET));
        assertThat(chart.note()).contains("Multiples of two, 3 trials, seed 7", "Euclid");
    }

    @Test
    void namesBecomeBarsAndColoursOfOursNeverMeetThatOfThePublished() {
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < 10; s++) {
            series.add(new Series("s" + s, s == 3, List.of(1.0 * s, Double.NaN)));
        }
        Plot plot = new Plot(
                "bars", "Bars", Along.names("", List.of("low", "high")), new Measure("Cut", "%"), series, List.of());
        Table table = new Table("Cut in %", "rate", List.of(), 1, List.of()).withPlots(List.of(plot));
        ChartSpec chart =
                ExperimentCharts.of(new TinyExperiment("two"), SETTINGS, table).get(0);
        assertThat(chart.kind()).isEqualTo(ChartKind.BARS);
        assertThat(chart.x().categories()).containsExactly("low", "high");
        assertThat(chart.series()).extracting(SeriesSpec::colourIndex).doesNotHaveDuplicates();
        assertThat(chart.series().get(9).x(1)).isEqualTo(1);
        assertThat(chart.series().get(9).y(1)).isNaN();
    }
}
