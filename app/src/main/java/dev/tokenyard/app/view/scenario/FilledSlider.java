package dev.tokenyard.app.view.scenario;

import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.skin.SliderSkin;

/** A slider whose track is filled up to its thumb. */
final class FilledSlider extends Slider {
    /** A slider over a range. */
    FilledSlider(String name, double min, double max) {
        super(min, max, min);
        setAccessibleText(name);
        getStyleClass().add("filled-slider");
        setSkin(new SliderSkin(this));
        valueProperty().addListener(observable -> fill());
        minProperty().addListener(observable -> fill());
        maxProperty().addListener(observable -> fill());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        fill();
    }

    private void fill() {
        Node track = lookup(".track");
        double range = getMax() - getMin();
        if (track != null && range > 0) {
            double percent = 100 * (getValue() - getMin()) / range;
            track.setStyle("-fx-background-color: linear-gradient(to right, -ty-accent " + percent + "%, -ty-line "
                    + percent + "%);");
        }
    }
}
