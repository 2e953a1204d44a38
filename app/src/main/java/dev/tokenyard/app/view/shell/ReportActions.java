package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFolder;
import dev.tokenyard.app.image.Recording;
import dev.tokenyard.app.image.RecordingPlan;
import dev.tokenyard.app.report.FigureFolder;
import dev.tokenyard.app.report.FigureWidth;
import dev.tokenyard.app.report.HtmlReport;
import dev.tokenyard.app.report.ReportSource;
import dev.tokenyard.app.report.RunTrace;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.FaultWords;
import dev.tokenyard.app.session.FileNames;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.view.recording.StageFilm;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.Job;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.metrics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reports, figures, films and traces of the comparison on show; each is written in the background and can be cancelled. */
final class ReportActions {
    private static final String GROUP = "File";
    private static final String TOPIC = "report";

    private interface Work {
        void write(Progress progress) throws ExportException, IOException;
    }

    private final WindowModels models;
    private final WindowServices services;
    private final ThemeManager themes;
    private final Overlay overlay;

    ReportActions(WindowModels models, WindowServices services, ThemeManager themes, Overlay overlay) {
        this.models = models;
        this.services = services;
        this.themes = themes;
        this.overlay = overlay;
    }

    /** What can be written now; nothing before the first comparison. */
    List<Command> commands() {
        Comparison comparison = models.comparison().comparisonProperty().get();
        if (comparison == null) {
            return List.of();
        }
        return List.of(
                Command.of(GROUP, "Export report of the comparison as HTML", () -> report(comparison)),
                Command.of(
                        GROUP,
                        "Export figures for a paper, one column wide",
                        () -> figures(comparison, FigureWidth.SINGLE)),
                Command.of(
                        GROUP,
                        "Export figures for a paper, two columns wide",
                        () -> figures(comparison, FigureWidth.DOUBLE)),
                Command.of(GROUP, "Export film of the stage as GIF…", () -> askForFilm(comparison, true)),
                Command.of(GROUP, "Export film of the stage as PNG frames…", () -> askForFilm(comparison, false)),
                Command.of(
                        GROUP,
                        "Export runs as a trace for ui.perfetto.dev" + ofRange(comparison),
                        () -> trace(comparison)));
    }

    /** What is written of a part of the time says of which, as a trace has no words of its own for it. */
    private String ofRange(Comparison comparison) {
        Window window = window(comparison);
        return window.isWhole() ? "" : ", " + RangeWords.span(window, comparison);
    }

    /** The part of the time that attention is on. */
    private Window window(Comparison comparison) {
        return TimeRange.window(models.comparison().playback().range(), comparison);
    }

    private void report(Comparison comparison) {
        Window window = window(comparison);
        int baseline = models.compare().baselineOf(comparison);
        SeedRuns seeds = models.compare().seedsOf(comparison, window);
        services.exportDialogs()
                .chooseReport(stem(comparison) + ".html")
                .ifPresent(file -> start(file, services.background(), progress -> {
                    ReportSource source = source(comparison, window, baseline, seeds);
                    HtmlReport.write(file, source, Theme.reports(), progress);
                }));
    }

    private void figures(Comparison comparison, FigureWidth width) {
        Window window = window(comparison);
        SeedRuns seeds = models.compare().seedsOf(comparison, window);
        services.exportDialogs().chooseFolder().ifPresent(parent -> {
            Path folder = ExportFolder.newInside(parent, stem(comparison) + "-figures");
            start(folder, services.background(), progress -> {
                ReportSource source = source(comparison, window, MetricTable.NO_BASELINE, seeds);
                FigureFolder.write(folder, source, width, Theme.reports(), progress);
            });
        });
    }

    /** Figures are a pass over the logs, so this is for the background. */
    private ReportSource source(Comparison comparison, Window window, int baseline, @Nullable SeedRuns seeds) {
        return new ReportSource(
                ComparisonMetrics.of(comparison, window),
                baseline,
                models.compare().notesOn(comparison),
                Clock.systemUTC().instant(),
                seeds);
    }

    private void trace(Comparison comparison) {
        Window window = window(comparison);
        services.dialogs()
                .exportTarget(stem(comparison) + "-trace.json")
                .ifPresent(file -> start(
                        file, services.background(), progress -> RunTrace.write(file, comparison, window, progress)));
    }

    private void askForFilm(Comparison comparison, boolean gif) {
        FilmSheet sheet = new FilmSheet(
                models.comparison().playback(),
                themes.theme() == Theme.DARK,
                plan -> {
                    overlay.close();
                    film(comparison, plan, gif);
                },
                overlay::close);
        overlay.show(gif ? "Film of the stage, as GIF" : "Film of the stage, as PNG frames", sheet, sheet.first());
    }

    private void film(Comparison comparison, RecordingPlan plan, boolean gif) {
        TimeRange range = models.comparison().playback().range();
        // A thread of its own: it waits for the FX thread, picture by picture.
        Executor own = task -> Thread.ofPlatform().daemon().name("film").start(task);
        if (gif) {
            services.dialogs()
                    .exportTarget(stem(comparison) + ".gif")
                    .ifPresent(file -> start(file, own, progress -> {
                        try (StageFilm film = new StageFilm(comparison, plan, range)) {
                            Recording.writeGif(file, film, plan, progress);
                        }
                    }));
        } else {
            services.exportDialogs().chooseFolder().ifPresent(parent -> {
                Path folder = ExportFolder.newInside(parent, stem(comparison) + "-frames");
                start(folder, own, progress -> {
                    try (StageFilm film = new StageFilm(comparison, plan, range)) {
                        Recording.writeFrames(folder, film, progress);
                    }
                });
            });
        }
    }

    private void start(Path target, Executor executor, Work work) {
        Job job = new Job("Writing " + target.getFileName());
        models.messages().begin(job);
        Executor foreground = services.foreground();
        executor.execute(() -> {
            Runnable said = outcome(target, work, job.progress(foreground));
            foreground.execute(() -> {
                models.messages().end(job);
                said.run();
            });
        });
    }

    /** Does the work and returns what is to be said of it. */
    private Runnable outcome(Path target, Work work, Progress progress) {
        MessagesViewModel messages = models.messages();
        try {
            work.write(progress);
            return () -> messages.info(TOPIC, "Wrote " + target + ".");
        } catch (CancellationException cancelled) {
            return () -> messages.note(TOPIC, cancelled(target));
        } catch (ExportException | IOException | RuntimeException | OutOfMemoryError failed) {
            return () -> messages.error(TOPIC, sentence(target, failed));
        }
    }

    private static String cancelled(Path target) {
        return Files.isDirectory(target)
                ? "Cancelled; " + target + " has what was complete by then."
                : "Cancelled; nothing was written to " + target + ".";
    }

    private static String sentence(Path target, Throwable failed) {
        if (failed instanceof OutOfMemoryError) {
            return "There is not enough memory to write " + target
                    + "; choose a smaller size or a shorter stretch, or give Java more memory.";
        }
        return failed instanceof RuntimeException
                ? FaultWords.of("Could not write " + target, failed, "the scenario")
                : String.valueOf(failed.getMessage());
    }

    private static String stem(Comparison comparison) {
        return FileNames.of(comparison.scenario().name());
    }
}
