package dev.tokenyard.app.report;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.sim.export.Progress;
import java.nio.file.Path;
import java.util.List;

/** Every chart of a comparison in every format, as the window exports them one by one. */
public final class ChartFolder {
    private ChartFolder() {}

    /**
     * Writes charts to a folder that is missing or empty.
     *
     * @throws ExportException if the folder has files or cannot be written; the message is for the user
     */
    public static void write(Path folder, ReportSource source, ExportOptions options, Progress progress)
            throws ExportException {
        ExportFolder.requireEmpty(folder);
        List<ChartSpec> charts = ComparisonChart.all(source.metrics());
        for (int k = 0; k < charts.size(); k++) {
            progress.report((double) k / charts.size());
            for (ExportFormat format : ExportFormat.values()) {
                ChartSpec chart = charts.get(k);
                ChartExport.write(chart, options, format, folder.resolve(chart.id() + "." + format.extension()));
            }
        }
        progress.report(1);
    }
}
