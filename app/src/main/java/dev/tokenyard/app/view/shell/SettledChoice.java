package dev.tokenyard.app.view.shell;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes a combo box choose once its list is closed. Otherwise each value that an arrow key passes would be chosen on the way to the
 * one that is meant, with all that follows from it.
 */
final class SettledChoice<T> {
    private final ComboBox<T> box;
    private final Consumer<T> chosen;
    private @Nullable T before;

    private SettledChoice(ComboBox<T> box, Consumer<T> chosen) {
        this.box = box;
        this.chosen = chosen;
    }

    /** Passes on what is chosen in a box; what a program sets while the list is closed, too. */
    static <T> void install(ComboBox<T> box, Consumer<T> chosen) {
        SettledChoice<T> choice = new SettledChoice<>(box, chosen);
        box.valueProperty().addListener((property, old, value) -> {
            if (value != null && !box.isShowing()) {
                chosen.accept(value);
            }
        });
        box.setOnShowing(event -> choice.before = box.getValue());
        box.setOnHidden(event -> choice.settle());
        // Arrow keys open the list, where one sees what there is; in a closed box they would choose at once.
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean moves = event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN;
            if (moves && !box.isShowing()) {
                box.show();
                event.consume();
            }
        });
        box.skinProperty().subscribe(skin -> {
            if (skin instanceof ComboBoxListViewSkin<?>) {
                ((ComboBoxListViewSkin<?>) skin)
                        .getPopupContent()
                        .addEventFilter(KeyEvent.KEY_PRESSED, event -> choice.giveUp(event.getCode()));
            }
        });
    }

    private void giveUp(KeyCode key) {
        if (key == KeyCode.ESCAPE) {
            box.setValue(before);
        }
    }

    private void settle() {
        T value = box.getValue();
        if (value != null && !Objects.equals(value, before)) {
            chosen.accept(value);
        }
    }
}
