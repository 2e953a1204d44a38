package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.session.Settings;
import dev.tokenyard.app.session.UserSettings;
import dev.tokenyard.app.session.rescue.Recovery;
import dev.tokenyard.app.session.rescue.RunningCopy;
import dev.tokenyard.app.view.compare.SystemExportDialogs;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.Autosave;
import dev.tokenyard.app.viewmodel.PreferencesViewModel;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The explorer as a desktop application: the opening scenario, playing. A file named on the command line, a trace or a
 * scenario, is opened instead.
 */
public final class TokenyardApplication extends Application {
    private static final Logger LOGGER = Logger.getLogger(TokenyardApplication.class.getName());

    private final AtomicBoolean kept = new AtomicBoolean();
    private final LastScenario last = LastScenario.ofUser();
    private final RunningCopy copy = new RunningCopy(Recovery.folder(last));
    private @Nullable Explorer explorer;

    @Override
    public void start(Stage stage) {
        Settings settings = new UserSettings();
        WindowMemory memory = new WindowMemory(settings);
        ThemeManager themes = memory.themes();
        List<String> news = Recovery.of(
                last,
                FileActions.recentScenarios(settings),
                new PreferencesViewModel(settings).continuingProperty().get());
        Beginning beginning = Beginning.of(settings, last);
        Executor background = Executors.newCachedThreadPool(
                task -> Thread.ofPlatform().daemon().name("background").unstarted(task));
        WindowServices services = new WindowServices(
                ScenarioStore.json(),
                settings,
                last,
                new NativeFileDialogs(stage),
                new SystemExportDialogs(() -> stage),
                HardwareCatalog.builtIn(),
                background,
                Platform::runLater,
                (millis, work) -> CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Platform::runLater)
                        .execute(work));
        Explorer opened = new Explorer(
                beginning.scenario(),
                ScenarioRunner.of(new ComparisonService()),
                services,
                themes,
                memory.width(),
                memory.height());
        explorer = opened;
        memory.keep(opened.models().pages());
        memory.keep(stage);
        stage.titleProperty().bind(opened.window().title());
        stage.setMinWidth(Presentation.LEAST_WIDTH);
        stage.setMinHeight(Presentation.LEAST_HEIGHT);
        stage.setScene(opened.window().scene());
        stage.show();
        if (System.getenv(StartupTime.VARIABLE) != null) {
            StartupTime.report(opened, System.out);
        }
        List<String> files = getParameters().getUnnamed();
        (files.isEmpty() ? beginning : beginning.before(opened)).begin(opened);
        opened.lookAheadWhenIdle();
        new Autosave(
                opened.models().scenario().document(),
                copy,
                background,
                services.delay(),
                words -> Platform.runLater(() -> opened.models().messages().warn("autosave", words)));
        if (!news.isEmpty()) {
            opened.models().messages().warn("recovery", String.join(" ", news));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> keepAtTheEnd(opened)));
        if (!files.isEmpty()) {
            opened.window().open(Path.of(files.get(0)));
        }
    }

    @Override
    public void stop() {
        if (explorer != null) {
            explorer.stop();
            keep(explorer);
        }
    }

    private void keep(Explorer opened) {
        if (!opened.keepScenario()) {
            // The copy against a crash is then all that there is.
            return;
        }
        kept.set(true);
        try {
            copy.end();
        } catch (IOException stays) {
            LOGGER.log(Level.FINE, "The copy against a crash stays.", stays);
        }
    }

    /**
     * Who logs out or stops the program by a signal does not lose the scenario either. What is half written is removed at the same
     * time, and so may be the first attempt.
     */
    private void keepAtTheEnd(Explorer opened) {
        for (int attempt = 0; attempt < 2 && !kept.get(); attempt++) {
            keep(opened);
        }
    }
}
