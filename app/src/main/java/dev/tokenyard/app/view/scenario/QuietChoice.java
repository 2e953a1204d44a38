package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.view.theme.ChoiceNames;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;

/** Makes choices that look like a figure in a row until the pointer or the keyboard comes to them. */
final class QuietChoice {
    private QuietChoice() {}

    /**
     * A choice.
     *
     * @param name what is chosen, for a screen reader
     * @param names the values and their names, in order; after a change of it, {@link #refill} shows it
     * @param chosen hears of each new value
     */
    static <T> ComboBox<T> of(String name, Map<T, String> names, Consumer<T> chosen) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(names.keySet()));
        box.setAccessibleText(name);
        box.getStyleClass().add("quiet-choice");
        box.setVisibleRowCount(12);
        // A scenario's file may name what this catalogue does not know; it is shown as it stands.
        box.setConverter(new ChoiceNames<>(value -> names.getOrDefault(value, value.toString())));
        box.valueProperty().addListener((property, before, value) -> {
            if (value != null) {
                chosen.accept(value);
            }
        });
        return box;
    }

    /** Offers what the names of a choice have become. */
    static <T> void refill(ComboBox<T> box, Map<T, String> names) {
        box.getItems().setAll(names.keySet());
    }
}
