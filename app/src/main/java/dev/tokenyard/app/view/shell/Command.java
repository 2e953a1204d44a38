package dev.tokenyard.app.view.shell;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCombination;

/**
 * Something that the user can do, by key, from the menu, or from the list of commands.
 *
 * @param group what it belongs to, for the list of keys
 * @param title what it does
 * @param keys the keys that do it, the first of which is shown; may be empty
 * @param action does it
 */
record Command(String group, String title, List<KeyCombination> keys, Runnable action) {
    /** With keys as {@link KeyCombination#valueOf} reads them, for instance {@code Shortcut+O}. */
    static Command of(String group, String title, Runnable action, String... keys) {
        return new Command(
                group, title, Arrays.stream(keys).map(KeyCombination::valueOf).toList(), action);
    }

    /** Its first key for people, empty if it has none. */
    String keyText() {
        return keys.isEmpty() ? "" : keyText(keys.get(0));
    }

    /** A key for people. */
    static String keyText(KeyCombination key) {
        return key.getDisplayText()
                .replace("Open_Bracket", "[")
                .replace("Close_Bracket", "]")
                .replace("Escape", "Esc")
                .replace('_', ' ');
    }
}
