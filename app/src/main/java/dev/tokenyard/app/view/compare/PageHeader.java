package dev.tokenyard.app.view.compare;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line above what a page shows: its name, more about it, and at the far end what was last done. */
public final class PageHeader extends HBox {
    /** A line of three texts, of which the name is cut last, and of controls behind them. */
    public PageHeader(Label name, Label about, StatusLabel status, Node... controls) {
        Region gap = new Region();
        setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(new NamedLine(name, about), gap, status);
        getChildren().addAll(controls);
        getStyleClass().add("compare-header");
    }
}
