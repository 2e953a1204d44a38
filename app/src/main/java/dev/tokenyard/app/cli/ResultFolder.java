package dev.tokenyard.app.cli;

import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.chart.sweep.SweepCharts;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.image.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder that option --out fills with results: one that is new or empty, or one of such results, which are replaced. */
final class ResultFolder {
    /** Of figures of a comparison. */
    static final ResultFolder COMPARISON = new ResultFolder(
            "summary.json",
            "summary\\.json|comparison\\.csv|replications(-summary)?\\.csv|requests-.+\\.csv",
            Arrays.stream(ComparisonChart.values()).map(ComparisonChart::id).toList());

    /** Of figures of a sweep. */
    static final ResultFolder SWEEP = new ResultFolder(
            "sweep.json",
            "sweep\\.json|sweep(-runs)?\\.csv|gpus\\.csv",
            List.of(SweepCharts.FIGURE, SweepCharts.THROUGHPUT));

    /** Formats of the charts in it. */
    static final List<ExportFormat> FORMATS = List.of(ExportFormat.SVG, ExportFormat.CSV);

    private static final String CHARTS = "charts";
    /** Any indented JSON object that describes a scenario first. */
    private static final String FIRST_LINE = "{" + System.lineSeparator() + "  \"scenario\"";

    private final String index;
    private final Predicate<String> tables;
    private final List<String> charts;

    private ResultFolder(String index, String tables, List<String> charts) {
        this.index = index;
        this.tables = Pattern.compile(tables).asMatchPredicate();
        this.charts = charts;
    }

    /** Where the charts go. */
    static Path charts(Path folder) {
        return folder.resolve(CHARTS);
    }

    /** Makes sure before a long run that its results will find their place, and that nobody loses anything by them. */
    void check(@Nullable Path folder) throws CommandFailure {
        if (folder == null) {
            return;
        }
        try {
            ExportFolder.requireOwn(folder, index, FIRST_LINE, tables.or(CHARTS::equals));
            if (Files.isDirectory(charts(folder))) {
                ExportFolder.requireNoOther(charts(folder), this::isChart);
            }
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw CommandFailure.unwritable(CommandFailure.BAD_INPUT, folder, unwritable);
        } catch (ExportException refused) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --out: " + refused.getMessage(), refused);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Folder " + folder + " may not be written; choose another folder with --out.");
        }
    }

    private boolean isChart(String fileName) {
        return charts.stream()
                .anyMatch(chart ->
                        FORMATS.stream().anyMatch(format -> fileName.equals(chart + "." + format.extension())));
    }
}
