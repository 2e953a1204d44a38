package dev.tokenyard.app.view.workload;

import dev.tokenyard.app.view.scenario.EditField;
import dev.tokenyard.app.view.scenario.Rows;
import dev.tokenyard.app.view.theme.FilledSlider;
import dev.tokenyard.app.viewmodel.FieldText;
import java.util.function.Consumer;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;

/** A figure that is dragged or typed: words and a field over a slider. */
final class SliderRow extends VBox {
    private static final int COLUMNS = 7;
    private static final double NUDGES = 50;

    /** Takes a value. */
    interface Change {
        /**
         * Takes a value.
         *
         * @throws IllegalArgumentException with a sentence if it is out of range
         */
        void accept(double value);
    }

    private final Slider slider;
    private final EditField field;
    private final String words;
    private SliderScale scale;
    private boolean refreshing;

    /**
     * A row.
     *
     * @param words what it sets, with the unit
     * @param id where tests find the slider; the field has {@code -field} behind it
     * @param help what it does, in a sentence
     * @param change takes each value that the user sets
     * @param refusal takes the sentence with which a typed value is refused, empty for none
     */
    SliderRow(String words, String id, String help, SliderScale scale, Change change, Consumer<String> refusal) {
        this.words = words;
        this.scale = scale;
        slider = new FilledSlider(words, 0, 1);
        Rows.explain(slider, id, help);
        slider.valueProperty().addListener(value -> {
            if (!refreshing) {
                change.accept(this.scale.value(slider.getValue()));
            }
        });
        field = new EditField(words, COLUMNS, typed -> {
            try {
                change.accept(FieldText.parseNumber(name(), typed));
                refusal.accept("");
                return true;
            } catch (IllegalArgumentException refused) {
                refusal.accept(refused.getMessage() == null ? refused.toString() : refused.getMessage());
                return false;
            }
        });
        field.setId(id + "-field");
        getStyleClass().add("slider-row");
        managedProperty().bind(visibleProperty());
        getChildren().addAll(Rows.of(words, field), slider);
    }

    private String name() {
        return "\"" + words + "\"";
    }

    /** Reaches from one value to another. */
    void reach(SliderScale newScale, double least, double most) {
        refreshing = true;
        scale = newScale;
        double from = newScale.place(least);
        double to = newScale.place(most);
        if (slider.getMin() != from || slider.getMax() != to) {
            slider.setMin(from);
            slider.setMax(to);
            slider.setBlockIncrement((to - from) / NUDGES);
        }
        refreshing = false;
    }

    /** Shows a value; a slider in the user's hand stays where the hand is. */
    void show(double value) {
        show(value, FieldText.number(value));
    }

    /** Shows a value under other words in the field. */
    void show(double value, String text) {
        refreshing = true;
        if (!slider.isValueChanging() && !slider.isPressed()) {
            double place = scale.place(value);
            // A typed value may lie beyond the ends.
            slider.setValue(Math.clamp(place, slider.getMin(), slider.getMax()));
        }
        field.display(text);
        refreshing = false;
    }

    /** Whether the slider stands at its right end. */
    boolean isAtEnd() {
        return slider.getValue() >= slider.getMax();
    }
}
