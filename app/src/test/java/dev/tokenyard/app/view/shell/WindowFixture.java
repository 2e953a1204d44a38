package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.Experiments;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The whole window on the headless screen, all work on the calling thread, with answers ready for its dialogs. */
final class WindowFixture implements FileDialogs, ExportDialogs {
    final MemorySettings settings = new MemorySettings();
    /** In a folder of its own, where nothing lies at first. */
    final LastScenario last = new LastScenario(newFolder().resolve("last-scenario.json"));

    final ThemeManager themes;
    final Explorer explorer;
    final WindowModels models;
    final Scene scene;
    final Stage stage = new Stage();

    @Nullable
    Path answer;

    WindowFixture(Theme theme, int width, int height) {
        this(theme, width, height, Experiments.all(), Runnable::run, Runnable::run);
    }

    /** Likewise, with experiments of a test's own, and with work where it wants it. */
    WindowFixture(
            Theme theme,
            int width,
            int height,
            List<Experiment> experiments,
            Executor background,
            Executor foreground) {
        this(theme, width, height, experiments, background, foreground, ScenarioRunner.of(new ComparisonService()));
    }

    /** Likewise, with a test's own runner. */
    WindowFixture(
            Theme theme,
            int width,
            int height,
            List<Experiment> experiments,
            Executor background,
            Executor foreground,
            ScenarioRunner runner) {
        themes = new ThemeManager(theme);
        WindowServices services = new WindowServices(
                ScenarioStore.json(),
                settings,
                last,
                this,
                this,
                HardwareCatalog.builtIn(),
                experiments,
                background,
                foreground,
                (millis, work) -> work.run());
        explorer = new Explorer(ScenarioDefaults.opening(), runner, services, themes, width, height);
        models = explorer.models();
        scene = explorer.window().scene();
        stage.setScene(scene);
        stage.show();
        explorer.start();
        settle();
    }

    private static Path newFolder() {
        try {
            Path folder = Files.createTempDirectory("tokenyard-window");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Lays out until nothing moves. */
    void settle() {
        for (int pass = 0; pass < 4; pass++) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    /** Presses a key where the focus is. */
    void press(KeyCode code, Modifier... modifiers) {
        boolean shift = has(Modifier.SHIFT, modifiers);
        boolean control = has(Modifier.CONTROL, modifiers);
        send(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
        send(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, shift, control, false, false));
    }

    /** Types a character where the focus is. */
    void type(String character) {
        send(new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
    }

    private void send(KeyEvent event) {
        Node owner = scene.getFocusOwner();
        Event.fireEvent(owner == null ? scene : owner, event);
    }

    private static boolean has(Modifier wanted, Modifier... given) {
        for (Modifier modifier : given) {
            if (modifier == wanted) {
                return true;
            }
        }
        return false;
    }

    <T extends Node> T find(Class<T> type, String selector) {
        Node node = scene.getRoot().lookup(selector);
        if (node == null) {
            throw new AssertionError("nothing in the window is " + selector);
        }
        return type.cast(node);
    }

    void close() {
        explorer.stop();
        stage.close();
    }

    @Override
    public Optional<Path> traceToOpen() {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> scenarioToOpen() {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> catalogToOpen() {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> stepTimesToOpen() {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> scenarioToSave(String suggestedName) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> exportTarget(String suggestedName) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> chooseFile(String suggestedName, ExportFormat format) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> chooseReport(String suggestedName) {
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> chooseFolder() {
        return Optional.ofNullable(answer);
    }

    /** Keys held with another. */
    enum Modifier {
        SHIFT,
        CONTROL
    }
}
