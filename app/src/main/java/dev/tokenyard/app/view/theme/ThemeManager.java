package dev.tokenyard.app.view.theme;

import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;

/**
 * The current theme, and the scenes and dialogs that wear it. Setting the property restyles all of them. It keeps
 * nothing on disk, and holds scenes weakly. For the FX thread.
 */
public final class ThemeManager {
    private static final String BASE = resource("tokenyard-base.css");

    private final ObjectProperty<Theme> theme;
    private final Set<Scene> scenes = Collections.newSetFromMap(new WeakHashMap<>());
    private final Set<DialogPane> dialogs = Collections.newSetFromMap(new WeakHashMap<>());

    /** A manager that starts with {@code initial}. */
    public ThemeManager(Theme initial) {
        Type.ensureLoaded();
        theme = new SimpleObjectProperty<>(this, "theme", initial);
        theme.addListener((property, before, after) -> {
            scenes.forEach(scene -> dress(scene.getStylesheets(), after));
            dialogs.forEach(pane -> dress(pane.getStylesheets(), after));
        });
    }

    /** The current theme. */
    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** The current theme's value. */
    public Theme theme() {
        return theme.get();
    }

    /** Changes from dark to light or back. */
    public void toggle() {
        theme.set(theme.get() == Theme.DARK ? Theme.LIGHT : Theme.DARK);
    }

    /** Dresses {@code scene} now and at every later change. Its menus, pop-ups and tooltips follow it. */
    public void apply(Scene scene) {
        scenes.add(scene);
        dress(scene.getStylesheets(), theme.get());
    }

    /** Dresses a dialog, which has a scene of its own, now and at every later change. */
    public void apply(DialogPane pane) {
        dialogs.add(pane);
        dress(pane.getStylesheets(), theme.get());
    }

    /** The style sheets of {@code theme}, in the order in which they apply. */
    public static List<String> stylesheets(Theme theme) {
        return List.of(BASE, resource(theme.stylesheetName()));
    }

    private static void dress(ObservableList<String> worn, Theme theme) {
        for (Theme other : Theme.values()) {
            worn.removeAll(stylesheets(other));
        }
        worn.addAll(0, stylesheets(theme));
    }

    private static String resource(String name) {
        URL url = ThemeManager.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException(
                    "The style sheet " + name + " is missing from the application's resources.");
        }
        return url.toExternalForm();
    }
}
