package dev.tokenyard.app.view.compare;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Charts, or words beside them, that are as wide as the page and scroll where they are higher than it. */
public final class ChartScroll extends ScrollPane {
    private ChartScroll(Node content) {
        super(content);
        setFitToWidth(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("chart-scroll");
        VBox.setVgrow(this, Priority.ALWAYS);
    }

    /** As high as the content. */
    public static ChartScroll of(Node content) {
        return new ChartScroll(content);
    }

    /** As high as the page at least. */
    public static ChartScroll filling(Node content) {
        ChartScroll scroll = new ChartScroll(content);
        scroll.setFitToHeight(true);
        return scroll;
    }

    /** Tiles that share the height that is visible. */
    public static ChartScroll of(ChartGrid grid) {
        ChartScroll scroll = new ChartScroll(grid);
        scroll.viewportBoundsProperty()
                .addListener((property, before, after) -> grid.setVisibleHeight(after.getHeight()));
        return scroll;
    }
}
