package dev.tokenyard.app.gallery;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.image.PictureExport;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.shell.Explorer;
import dev.tokenyard.app.view.shell.FileDialogs;
import dev.tokenyard.app.view.shell.WindowModels;
import dev.tokenyard.app.view.shell.WindowServices;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Takes the pictures of the running explorer that the documentation shows: each view in both themes and two sizes. */
final class Gallery {
    private static final int[][] SIZES = {{1280, 800}, {1920, 1200}};
    /** A moment of the opening scenario at which FCFS drowns and the others do not. */
    private static final double MOMENT_SECONDS = 88;
    /** A moment within a long trace. */
    private static final double TRACE_MOMENT_SECONDS = 1200;
    /** What is drawn on one pulse is seen on the next; a few of them make motion come to rest. */
    private static final long PULSES_MILLIS = 700;

    private static final int SCREEN_PIXELS = 900;

    private final Path folder;
    private final Consumer<Path> taken;

    /**
     * A gallery.
     *
     * @param folder where the pictures go
     * @param taken told of each picture
     */
    Gallery(Path folder, Consumer<Path> taken) {
        this.folder = folder;
        this.taken = taken;
    }

    /**
     * Takes all pictures.
     *
     * @param trace a trace of the user's to show playing as well, null for none
     */
    void takeAll(@Nullable Path trace) throws ExportException {
        for (Theme theme : Theme.values()) {
            for (int[] size : SIZES) {
                takeOpening(theme, size[0], size[1]);
                if (trace != null) {
                    takeTrace(theme, size[0], size[1], trace);
                }
            }
        }
    }

    private void takeOpening(Theme theme, int width, int height) throws ExportException {
        Shown shown = open(theme, width, height, ScenarioDefaults.opening());
        WindowModels models = shown.explorer.models();
        FxCalls.run(() -> {
            models.comparison().selection().laneProperty().set(0);
            models.timeline().seek(Ticks.fromSeconds(MOMENT_SECONDS));
        });
        shown.take("overview");
        FxCalls.run(() -> models.comparison().selection().requestProperty().set(lateRequest(models)));
        shown.take("inspector");
        FxCalls.run(() -> {
            models.pages().scenarioShownProperty().set(false);
            models.pages().inspectorShownProperty().set(false);
        });
        shown.take("stage");
        FxCalls.run(() -> models.pages().pageProperty().set(Page.COMPARE));
        shown.take("compare");
        shown.close();
    }

    private void takeTrace(Theme theme, int width, int height, Path trace) throws ExportException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .named("A real trace")
                .withTrace(TraceSource.file(trace.toString()))
                .withCluster(ScenarioDefaults.cluster("a100-80g", "llama-2-7b", 1, 2));
        Shown shown = open(theme, width, height, scenario);
        FxCalls.run(() -> shown.explorer.models().timeline().seek(Ticks.fromSeconds(TRACE_MOMENT_SECONDS)));
        shown.take("trace");
        shown.close();
    }

    /** The first request of the first lane that waits at the moment and is late. */
    private static int lateRequest(WindowModels models) {
        var comparison = models.comparison().comparisonProperty().get();
        if (comparison == null) {
            return -1;
        }
        var log = comparison.lanes().get(0).log();
        long now = Ticks.fromSeconds(MOMENT_SECONDS);
        for (int r = 0; r < log.trace().size(); r++) {
            long deadline = log.trace().arrivalTick(r)
                    + Ticks.fromSeconds(log.sloClass(r).ttftSeconds());
            if (deadline < now && log.outcomes().firstTokenTick(r) > now) {
                return r;
            }
        }
        return 0;
    }

    private Shown open(Theme theme, int width, int height, ScenarioSpec scenario) {
        return FxCalls.call(() -> {
            NoDialogs none = new NoDialogs();
            WindowServices services = new WindowServices(
                    ScenarioStore.json(),
                    new MemorySettings(),
                    none,
                    none,
                    HardwareCatalog.builtIn(),
                    Runnable::run,
                    Runnable::run);
            Explorer explorer = new Explorer(
                    scenario,
                    ScenarioRunner.of(new ComparisonService()),
                    services,
                    new ThemeManager(theme),
                    width,
                    height);
            Stage stage = new Stage();
            stage.setScene(explorer.window().scene());
            Parent content = largerThanTheScreen(explorer.window().scene(), width, height);
            stage.show();
            explorer.start();
            return new Shown(explorer, stage, content, theme, width + "x" + height);
        });
    }

    /**
     * Puts the content of a scene into a corner of the headless screen, which is no larger than 1000 x 1000, in its full
     * size: what does not fit the screen is still laid out and drawn.
     */
    private static Parent largerThanTheScreen(Scene scene, int width, int height) {
        Parent content = scene.getRoot();
        content.setManaged(false);
        Pane holder = new Pane();
        holder.setPrefSize(SCREEN_PIXELS, SCREEN_PIXELS);
        scene.setRoot(holder);
        scene.getWindow().setWidth(SCREEN_PIXELS);
        scene.getWindow().setHeight(SCREEN_PIXELS);
        holder.getChildren().add(content);
        content.resize(width, height);
        return content;
    }

    /** An explorer on the headless screen. */
    private final class Shown {
        private final Explorer explorer;
        private final Stage stage;
        private final Parent content;
        private final Theme theme;
        private final String suffix;

        Shown(Explorer explorer, Stage stage, Parent content, Theme theme, String size) {
            this.explorer = explorer;
            this.stage = stage;
            this.content = content;
            this.theme = theme;
            suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size + ".png";
        }

        void take(String name) throws ExportException {
            try {
                Thread.sleep(PULSES_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            Image picture = FxCalls.call(() -> {
                content.applyCss();
                content.layout();
                return PictureExport.snapshot(content, 1, theme.ground());
            });
            Path file = folder.resolve(name + suffix);
            PictureExport.writePng(picture, file);
            taken.accept(file);
        }

        void close() {
            FxCalls.run(() -> {
                explorer.stop();
                stage.close();
            });
        }
    }

    /** Nobody is there to answer. */
    private static final class NoDialogs implements FileDialogs, ExportDialogs {
        @Override
        public Optional<Path> traceToOpen() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> scenarioToOpen() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> scenarioToSave(String suggestedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> exportTarget(String suggestedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFile(String suggestedName, ExportFormat format) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFolder() {
            return Optional.empty();
        }
    }
}
