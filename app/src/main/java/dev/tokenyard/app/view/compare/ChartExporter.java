package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.ComparisonChart;
import dev.tokenyard.app.image.ChartExport;
import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.image.TextExport;
import dev.tokenyard.app.report.FigureFolder;
import dev.tokenyard.app.report.FigureWidth;
import dev.tokenyard.app.report.HtmlReport;
import dev.tokenyard.app.report.ReportSource;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.FileNames;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.sim.export.AtomicFiles;
import dev.tokenyard.sim.export.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks where charts shall go and writes them there in the background, in the colours for paper. */
public final class ChartExporter {
    /** The file of the metrics table beside exported charts. */
    static final String TABLE_FILE = "metrics.csv";

    private interface Work {
        String writeAndSay() throws ExportException, IOException;
    }

    private final ExportDialogs dialogs;
    private final Executor background;
    private final Executor foreground;
    private final Consumer<Notice> notices;

    /**
     * An exporter.
     *
     * @param dialogs asks for files
     * @param background where they are written
     * @param foreground runs work on the FX thread
     * @param notices told what came of it
     */
    public ChartExporter(ExportDialogs dialogs, Executor background, Executor foreground, Consumer<Notice> notices) {
        this.dialogs = dialogs;
        this.background = background;
        this.foreground = foreground;
        this.notices = notices;
    }

    /** Writes one chart to a file of the user's choice. */
    void export(ChartSpec chart, ExportFormat format) {
        dialogs.chooseFile(chart.id() + "." + format.extension(), format).ifPresent(chosen -> {
            Path file = withEnding(chosen, format);
            inBackground(() -> {
                ChartExport.write(chart, options(), format, file);
                return "Saved “" + chart.title() + "” to " + file + ".";
            });
        });
    }

    /**
     * Writes a table to a file of the user's choice.
     *
     * @param title what it is, for people
     * @param suggestedName a file name to begin with
     * @param csv its content
     */
    public void exportTable(String title, String suggestedName, String csv) {
        dialogs.chooseFile(suggestedName, ExportFormat.CSV).ifPresent(chosen -> {
            Path file = withEnding(chosen, ExportFormat.CSV);
            inBackground(() -> {
                TextExport.write(csv, file);
                return "Saved “" + title + "” to " + file + ".";
            });
        });
    }

    /**
     * Writes all charts of {@code metrics} and the metrics table to a folder of the user's choice.
     *
     * @param seeds the figures with several seeds, for the table; null where there is one
     */
    void exportAll(ComparisonMetrics metrics, @Nullable SeedRuns seeds, ExportFormat format) {
        dialogs.chooseFolder()
                .ifPresent(folder -> inBackground(() -> {
                    List<ChartSpec> charts = ComparisonChart.all(metrics);
                    for (ChartSpec chart : charts) {
                        ChartExport.write(
                                chart, options(), format, folder.resolve(chart.id() + "." + format.extension()));
                    }
                    MetricTable table = MetricTable.of(metrics, MetricColumns.of(metrics), seeds);
                    AtomicFiles.writeText(folder.resolve(TABLE_FILE), out -> out.write(table.toCsv()));
                    return "Saved " + charts.size() + " charts and " + TABLE_FILE + " to " + folder + ".";
                }));
    }

    /**
     * Writes the comparison as one page to a file of the user's choice.
     *
     * @param scenario the scenario's name
     * @param source what it tells of; asked in the background
     */
    void exportReport(String scenario, Supplier<ReportSource> source) {
        dialogs.chooseReport(FileNames.of(scenario) + ".html").ifPresent(file -> {
            notices.accept(Notice.done("Writing " + file + " …"));
            inBackground(() -> {
                HtmlReport.write(file, source.get(), Theme.reports(), Progress.NONE);
                return "Saved the comparison to " + file + ".";
            });
        });
    }

    /** Writes all charts for a paper to a new folder inside one of the user's choice. */
    void exportFigures(String scenario, Supplier<ReportSource> source, FigureWidth width) {
        String name = FileNames.of(scenario) + "-figures";
        dialogs.chooseFolder().ifPresent(parent -> {
            Path folder = ExportFolder.newInside(parent, name);
            notices.accept(Notice.done("Writing " + folder + " …"));
            inBackground(() -> {
                FigureFolder.write(folder, source.get(), width, Theme.reports(), Progress.NONE);
                return "Saved the figures to " + folder + ".";
            });
        });
    }

    private static ExportOptions options() {
        return ExportOptions.figure(Theme.paper());
    }

    /** A name without the format's ending gets it, so that other programs know the file. */
    private static Path withEnding(Path file, ExportFormat format) {
        try {
            if (ExportFormat.of(file) == format) {
                return file;
            }
        } catch (ExportException unknownEnding) {
            // The ending is added below.
        }
        return file.resolveSibling(Objects.requireNonNull(file.getFileName()) + "." + format.extension());
    }

    private void inBackground(Work work) {
        background.execute(() -> {
            Notice notice;
            try {
                notice = Notice.done(work.writeAndSay());
            } catch (ExportException | IOException e) {
                notice = Notice.problem(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            }
            Notice result = notice;
            foreground.execute(() -> notices.accept(result));
        });
    }
}
