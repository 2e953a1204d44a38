package dev.tokenyard.app.view.compare;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** A row of joined buttons, of which always one is pressed. */
public final class Segments<T> extends HBox {
    /**
     * Segments for {@code values}, bound both ways to {@code chosen}.
     *
     * @param idPrefix before the value's words, in lower case with dashes, in the ids of the buttons
     */
    public Segments(List<T> values, Function<T, String> words, Property<T> chosen, String idPrefix) {
        setAlignment(Pos.CENTER_LEFT);
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            ToggleButton button = new ToggleButton(words.apply(value));
            button.setId(idPrefix + words.apply(value).toLowerCase(Locale.ROOT).replace(' ', '-'));
            button.setToggleGroup(group);
            button.setSelected(value.equals(chosen.getValue()));
            button.getStyleClass().add("segment");
            button.setMinWidth(USE_PREF_SIZE);
            if (i == 0) {
                button.getStyleClass().add("first");
            }
            if (i == values.size() - 1) {
                button.getStyleClass().add("last");
            }
            button.setOnAction(event -> {
                // A toggle lets go when pressed again; a segment does not.
                button.setSelected(true);
                chosen.setValue(value);
            });
            chosen.addListener((property, before, after) -> button.setSelected(value.equals(after)));
            getChildren().add(button);
        }
    }
}
