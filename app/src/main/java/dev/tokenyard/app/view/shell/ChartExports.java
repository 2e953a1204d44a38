package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.metrics.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Charts in every format, in the colours for paper. */
final class ChartExports {
    private ChartExports() {}

    /** Every chart of a comparison, or of a range of its time; none without one. */
    static List<ExportChoice> of(@Nullable Comparison comparison, @Nullable TimeRange range) {
        List<ExportChoice> choices = new ArrayList<>();
        if (comparison != null) {
            Window window = TimeRange.window(range, comparison);
            for (ComparisonChart chart : ComparisonChart.values()) {
                if (chart.suits(comparison)) {
                    // Made where it is written: distributions of many requests take their time.
                    addFormats(
                            choices,
                            chart.title(),
                            chart.id(),
                            () -> chart.of(ComparisonMetrics.of(comparison, window)));
                }
            }
        }
        return choices;
    }

    /** Charts that are there. */
    static List<ExportChoice> of(List<ChartSpec> charts) {
        List<ExportChoice> choices = new ArrayList<>();
        charts.forEach(chart -> addFormats(choices, chart.title(), chart.id(), () -> chart));
        return choices;
    }

    private static void addFormats(List<ExportChoice> choices, String title, String id, Supplier<ChartSpec> chart) {
        for (ExportFormat format : ExportFormat.values()) {
            choices.add(new ExportChoice(
                    "chart “" + title + "” as " + format.name(),
                    id + "." + format.extension(),
                    () -> file -> ChartExport.write(chart.get(), ExportOptions.figure(Theme.paper()), format, file)));
        }
    }
}
