package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.view.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every chart of a comparison in every format, in the colours for paper. */
final class ChartExports {
    private ChartExports() {}

    /** The choices; none without a comparison. */
    static List<ExportChoice> of(@Nullable Comparison comparison) {
        List<ExportChoice> choices = new ArrayList<>();
        if (comparison != null) {
            for (ComparisonChart chart : ComparisonChart.values()) {
                for (ExportFormat format : ExportFormat.values()) {
                    choices.add(choice(comparison, chart, format));
                }
            }
        }
        return choices;
    }

    private static ExportChoice choice(Comparison comparison, ComparisonChart chart, ExportFormat format) {
        return new ExportChoice(
                "chart " + chart.id().replace('-', ' ') + " as " + format.name(),
                chart.id() + "." + format.extension(),
                () -> file -> ChartExport.write(
                        chart.of(ComparisonMetrics.of(comparison)), ExportOptions.figure(Theme.paper()), format, file));
    }
}
