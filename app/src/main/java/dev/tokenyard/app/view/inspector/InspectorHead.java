package dev.tokenyard.app.view.inspector;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What is inspected at the left, and what can be done with it at the right: on one line, or below where the name is long. */
final class InspectorHead extends Region {
    private static final double GAP = 6;

    private final Label title;
    private final HBox actions;

    InspectorHead(Label title, List<? extends Labeled> actions) {
        this.title = title;
        this.actions = new HBox(GAP);
        this.actions.getChildren().setAll(actions);
        this.actions.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, this.actions);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** Whether both fit side by side. */
    private boolean fits(double width) {
        return title.prefWidth(USE_COMPUTED_SIZE) + GAP + actions.prefWidth(USE_COMPUTED_SIZE) <= width;
    }

    @Override
    protected double computePrefWidth(double height) {
        return title.prefWidth(height) + GAP + actions.prefWidth(height);
    }

    @Override
    protected double computeMinWidth(double height) {
        return actions.minWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        double first = title.prefHeight(USE_COMPUTED_SIZE);
        double second = actions.prefHeight(USE_COMPUTED_SIZE);
        return width < 0 || fits(width) ? Math.max(first, second) : first + second;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double wide = Math.min(width, title.prefWidth(USE_COMPUTED_SIZE));
        double first = title.prefHeight(USE_COMPUTED_SIZE);
        double second = actions.prefHeight(USE_COMPUTED_SIZE);
        if (fits(width)) {
            double height = Math.max(first, second);
            title.resizeRelocate(0, snapPositionY((height - first) / 2), wide, first);
            place(width, 0, height);
        } else {
            title.resizeRelocate(0, 0, wide, first);
            place(width, first, second);
        }
    }

    private void place(double width, double top, double height) {
        double wide = Math.min(width, actions.prefWidth(USE_COMPUTED_SIZE));
        actions.resizeRelocate(snapPositionX(width - wide), top, wide, height);
    }
}
