package dev.tokenyard.app.view.theme;

import java.util.Locale;
import javafx.scene.control.Slider;

/** A slider whose track is coloured from its start to the thumb, so that its value shows at a glance. */
public final class FilledSlider extends Slider {
    /**
     * A slider that stands at its start.
     *
     * @param name what it sets, for those who do not see it
     * @param min below {@code max}
     * @param max its end
     */
    public FilledSlider(String name, double min, double max) {
        super(min, max, min);
        setAccessibleText(name);
        getStyleClass().add("filled");
        valueProperty().addListener(change -> fill());
        minProperty().addListener(change -> fill());
        maxProperty().addListener(change -> fill());
        fill();
    }

    private void fill() {
        double span = getMax() - getMin();
        double percent = span > 0 ? Math.clamp(100 * (getValue() - getMin()) / span, 0, 100) : 0;
        String edge = String.format(Locale.ROOT, "%.2f%%", percent);
        setStyle("-ty-fill: linear-gradient(to right, -ty-accent 0%, -ty-accent " + edge + ", -ty-line " + edge
                + ", -ty-line 100%);");
    }
}
