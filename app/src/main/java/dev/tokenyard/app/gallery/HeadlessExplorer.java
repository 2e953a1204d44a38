package dev.tokenyard.app.gallery;

import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.shell.Explorer;
import dev.tokenyard.app.view.shell.FileDialogs;
import dev.tokenyard.app.view.shell.WindowModels;
import dev.tokenyard.app.view.shell.WindowServices;
import dev.tokenyard.app.view.stage.StageView;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.Delay;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.event.Event;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

/** The whole explorer on a screen without a display; to be used on the FX thread. */
final class HeadlessExplorer {
    /** The headless screen is 1000 x 1000; a window must not reach beyond it. */
    private static final int SCREEN_PIXELS = 900;

    private final Explorer explorer;
    private final Stage stage = new Stage();
    private final Parent content;

    /**
     * Opens it.
     *
     * @param scenario what it shows
     * @param width width of its content, which may be larger than the screen
     * @param height height of its content
     * @param background where it computes
     * @param foreground where it hears of results
     */
    HeadlessExplorer(
            ScenarioSpec scenario, Theme theme, int width, int height, Executor background, Executor foreground) {
        this(scenario, theme, width, height, background, foreground, (millis, work) -> foreground.execute(work));
    }

    /** Likewise, with a way to put work off; as given above, nothing is. */
    HeadlessExplorer(
            ScenarioSpec scenario,
            Theme theme,
            int width,
            int height,
            Executor background,
            Executor foreground,
            Delay delay) {
        NoDialogs none = new NoDialogs();
        WindowServices services = new WindowServices(
                ScenarioStore.json(),
                new MemorySettings(),
                new LastScenario(Path.of("no-last-scenario.json")),
                none,
                none,
                HardwareCatalog.builtIn(),
                background,
                foreground,
                delay);
        explorer = new Explorer(
                scenario, ScenarioRunner.of(new ComparisonService()), services, new ThemeManager(theme), width, height);
        stage.setScene(explorer.window().scene());
        content = largerThanTheScreen(explorer.window().scene(), width, height);
        stage.show();
        explorer.start();
    }

    /**
     * Puts the content of a scene into a corner of the screen in its full size: what lies beyond the screen is still laid
     * out and drawn.
     */
    private static Parent largerThanTheScreen(Scene scene, int width, int height) {
        Parent content = scene.getRoot();
        content.setManaged(false);
        Pane holder = new Pane();
        scene.setRoot(holder);
        scene.getWindow().setWidth(SCREEN_PIXELS);
        scene.getWindow().setHeight(SCREEN_PIXELS);
        holder.getChildren().add(content);
        content.resize(width, height);
        return content;
    }

    /** As the window of the program does. */
    void lookAheadWhenIdle() {
        explorer.lookAheadWhenIdle();
    }

    WindowModels models() {
        return explorer.models();
    }

    /** The stage on its front page. */
    StageView stage() {
        return (StageView) content.lookup(".stage-view");
    }

    /** All that the window shows. */
    Parent content() {
        return content;
    }

    /** Presses a key. */
    void press(KeyCode key) {
        Event.fireEvent(
                content.getScene(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    void close() {
        explorer.stop();
        stage.close();
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
        public Optional<Path> catalogToOpen() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> stepTimesToOpen() {
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
        public Optional<Path> chooseReport(String suggestedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFolder() {
            return Optional.empty();
        }
    }
}
