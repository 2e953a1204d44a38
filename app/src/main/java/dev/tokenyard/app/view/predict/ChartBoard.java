package dev.tokenyard.app.view.predict;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.view.compare.ChartTile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One wide chart over two that share a row; they fill the height that there is. */
final class ChartBoard extends VBox {
    private static final double LEAST_HEIGHT = 206;

    private final Function<ChartSpec, ChartTile> maker;
    private final HBox pair = new HBox();
    private final List<ChartTile> tiles = new ArrayList<>();

    /** A board whose tiles {@code maker} makes. */
    ChartBoard(Function<ChartSpec, ChartTile> maker) {
        this.maker = maker;
        getStyleClass().add("chart-board");
        pair.getStyleClass().add("chart-pair");
        grow(pair);
    }

    /** Shows the charts, three in all; tiles are kept, so that nothing flickers and the keyboard stays where it is. */
    void show(List<ChartSpec> charts) {
        for (int i = 0; i < charts.size(); i++) {
            if (i < tiles.size()) {
                tiles.get(i).show(charts.get(i));
            } else {
                add(maker.apply(charts.get(i)));
            }
        }
    }

    private void add(ChartTile tile) {
        grow(tile);
        if (tiles.isEmpty()) {
            getChildren().addAll(tile, pair);
        } else {
            HBox.setHgrow(tile, Priority.ALWAYS);
            tile.setPrefWidth(1);
            pair.getChildren().add(tile);
        }
        tiles.add(tile);
    }

    private static void grow(Region region) {
        region.setMinHeight(LEAST_HEIGHT);
        region.setPrefHeight(LEAST_HEIGHT);
        region.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(region, Priority.ALWAYS);
    }
}
