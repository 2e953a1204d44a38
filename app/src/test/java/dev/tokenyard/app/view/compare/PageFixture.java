package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The page in a window of its own, with all work on the calling thread and answers ready for its dialogs. */
final class PageFixture implements ExportDialogs {
    final ComparisonViewModel shown = new ComparisonViewModel();
    final CompareViewModel model =
            new CompareViewModel(shown, ScenarioRunner.of(new ComparisonService()), Runnable::run, Runnable::run);
    final ThemeManager themes;
    final ComparePage page;
    final Scene scene;
    private final Stage stage = new Stage();

    @Nullable
    Path answer;

    @Nullable
    String suggestedName;

    PageFixture(Theme theme, Comparison comparison, int width, int height) {
        themes = new ThemeManager(theme);
        page = new ComparePage(model, themes.themeProperty(), this, Runnable::run, Runnable::run);
        scene = new Scene(page, width, height);
        themes.apply(scene);
        shown.show(comparison);
        model.activeProperty().set(true);
        stage.setScene(scene);
        stage.show();
        settle();
    }

    /** Lays out until nothing moves: the grid learns the height of its view port from the first pass. */
    void settle() {
        for (int pass = 0; pass < 4; pass++) {
            page.applyCss();
            page.layout();
        }
    }

    Node find(String selector) {
        Node node = page.lookup(selector);
        if (node == null) {
            throw new AssertionError("nothing on the page is " + selector);
        }
        return node;
    }

    MetricTableView table() {
        return (MetricTableView) find("#metrics-table");
    }

    void close() {
        stage.close();
    }

    @Override
    public Optional<Path> chooseFile(String suggested, ExportFormat format) {
        suggestedName = suggested;
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> chooseReport(String suggested) {
        suggestedName = suggested;
        return Optional.ofNullable(answer);
    }

    @Override
    public Optional<Path> chooseFolder() {
        return Optional.ofNullable(answer);
    }
}
