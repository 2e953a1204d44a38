package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.MessagesViewModel;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimelineViewModel;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.trace.ImportReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioStore;

/** The whole window on the headless screen, all work on the calling thread, with answers ready for its dialogs. */
final class WindowFixture implements FileDialogs {
    final ComparisonViewModel comparison = new ComparisonViewModel();
    final MessagesViewModel messages = new MessagesViewModel();
    final PagesViewModel pages = new PagesViewModel();
    final TimelineViewModel timeline = new TimelineViewModel(comparison, Runnable::run, Runnable::run);
    final MemorySettings settings = new MemorySettings();
    final ScenarioViewModel scenario;
    final ThemeManager themes;
    final MainWindow window;
    final Scene scene;
    private final Stage stage = new Stage();

    @Nullable
    Path answer;

    WindowFixture(Theme theme, int width, int height) {
        ComparisonService service = new ComparisonService();
        ScenarioRunner runner = new ScenarioRunner() {
            @Override
            public Comparison run(ScenarioSpec spec, BooleanSupplier cancelled) throws ScenarioException {
                return service.run(spec, cancelled);
            }

            @Override
            public Optional<ImportReport> importReport(TraceSource source) {
                return service.traces().report(source);
            }
        };
        scenario = new ScenarioViewModel(
                ScenarioDefaults.opening(),
                runner,
                new LatestWins<>(Runnable::run, Runnable::run),
                comparison,
                messages,
                new RecentFiles(settings, "trace"));
        themes = new ThemeManager(theme);
        WindowModels models = new WindowModels(comparison, scenario, timeline, messages, pages);
        WindowServices services = new WindowServices(
                ScenarioStore.FILES, settings, this, HardwareCatalog.builtIn(), Runnable::run, Runnable::run);
        window = new MainWindow(models, services, regions(), themes, width, height);
        scene = window.scene();
        timeline.activate();
        scenario.simulate();
        stage.setScene(scene);
        stage.show();
        window.activate();
        settle();
    }
}
