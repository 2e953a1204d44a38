package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.Settings;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.ThemeManager;
import dev.tokenyard.app.viewmodel.PagesViewModel;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Remembers from start to start how large the window is, what it shows, and its theme. */
public final class WindowMemory {
    private static final String WIDTH = "window.width";
    private static final String HEIGHT = "window.height";
    private static final String MAXIMIZED = "window.maximized";
    private static final String THEME = "window.theme";
    private static final String SCENARIO = "window.scenario";
    private static final String INSPECTOR = "window.inspector";
    private static final String LOOK_AHEAD = "window.lookAhead";
    private static final double LEAST = 480;

    private final Settings settings;

    /** A memory in the settings. */
    public WindowMemory(Settings settings) {
        this.settings = settings;
    }

    /** The theme of last time, dark at first; later changes are kept. */
    public ThemeManager themes() {
        Theme last = settings.get(THEME, "").equals(Theme.LIGHT.name()) ? Theme.LIGHT : Theme.DARK;
        ThemeManager themes = new ThemeManager(last);
        themes.themeProperty().addListener((property, before, now) -> settings.put(THEME, now.name()));
        return themes;
    }

    /** Shows the panels of last time; later changes are kept. */
    public void keep(PagesViewModel pages) {
        pages.scenarioShownProperty().set(settings.get(SCENARIO, true));
        pages.inspectorShownProperty().set(settings.get(INSPECTOR, true));
        pages.lookAheadShownProperty().set(settings.get(LOOK_AHEAD, true));
        pages.lookAheadShownProperty().addListener((property, before, now) -> settings.put(LOOK_AHEAD, now.toString()));
        pages.scenarioShownProperty().addListener((property, before, now) -> settings.put(SCENARIO, now.toString()));
        pages.inspectorShownProperty().addListener((property, before, now) -> settings.put(INSPECTOR, now.toString()));
    }

    /** Width of the content last time, within the screen. */
    public double width() {
        return Math.clamp(settings.get(WIDTH, MainWindow.WIDTH), LEAST, Math.max(LEAST, screen().getWidth()));
    }

    /** Height of the content last time, within the screen. */
    public double height() {
        return Math.clamp(settings.get(HEIGHT, MainWindow.HEIGHT), LEAST, Math.max(LEAST, screen().getHeight()));
    }

    /** Maximises a stage if it was so last time, and keeps its size when it is hidden. */
    public void keep(Stage stage) {
        stage.setMaximized(settings.get(MAXIMIZED, false));
        stage.setOnHiding(event -> {
            settings.put(MAXIMIZED, Boolean.toString(stage.isMaximized()));
            Scene scene = stage.getScene();
            if (!stage.isMaximized() && !stage.isFullScreen() && scene != null) {
                settings.put(WIDTH, Double.toString(scene.getWidth()));
                settings.put(HEIGHT, Double.toString(scene.getHeight()));
            }
        });
    }

    private static Rectangle2D screen() {
        return Screen.getPrimary().getVisualBounds();
    }
}
