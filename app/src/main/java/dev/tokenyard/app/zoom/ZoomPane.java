package dev.tokenyard.app.zoom;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Shows its content larger or smaller, laid out for the room that this leaves; text stays sharp. */
public final class ZoomPane extends Region {
    private final Region content;
    private final Scale scale = new Scale(1, 1);
    private final DoubleProperty zoom = new SimpleDoubleProperty(this, "zoom", 1);

    /** A pane around content, not enlarged at first. */
    public ZoomPane(Region content) {
        this.content = content;
        content.getTransforms().add(scale);
        scale.xProperty().bind(zoom);
        scale.yProperty().bind(zoom);
        zoom.addListener(changed -> requestLayout());
        getChildren().add(content);
    }

    /** How many times as large the content is; above 0. */
    public DoubleProperty zoomProperty() {
        return zoom;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / zoom.get(), getHeight() / zoom.get());
    }

    @Override
    protected double computeMinWidth(double height) {
        return zoom.get() * content.minWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return zoom.get() * content.minHeight(-1);
    }

    @Override
    protected double computePrefWidth(double height) {
        return zoom.get() * content.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return zoom.get() * content.prefHeight(-1);
    }
}
