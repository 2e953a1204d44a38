package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.view.theme.Spacing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Charts in rows of one to three, as many as stay legible; their heights follow from the height that is wanted. */
public final class ChartGrid extends Region {
    private static final double USUAL_LEAST_WIDTH = 360;
    private static final int MOST_COLUMNS = 3;
    private static final double USUAL_LEAST_HEIGHT = 206;
    private static final double MOST_HEIGHT = 680;
    private static final double ASPECT = 0.62;

    private final Function<ChartSpec, ChartTile> maker;
    private final List<ChartTile> tiles = new ArrayList<>();
    private final double leastWidth;
    private final double leastHeight;
    private double visibleHeight;

    /** A grid whose tiles {@code maker} makes. */
    ChartGrid(Function<ChartSpec, ChartTile> maker) {
        this(maker, USUAL_LEAST_WIDTH, USUAL_LEAST_HEIGHT);
    }

    /**
     * The same.
     *
     * @param leastWidth the least width of a tile, in pixels
     * @param leastHeight its least height
     */
    public ChartGrid(Function<ChartSpec, ChartTile> maker, double leastWidth, double leastHeight) {
        this.maker = maker;
        this.leastWidth = leastWidth;
        this.leastHeight = leastHeight;
        getStyleClass().add("chart-grid");
    }

    /** The tiles, in the order of their charts. */
    List<ChartTile> tiles() {
        return tiles;
    }

    /** The height of the window that the grid is seen through; whole rows are fitted into it where they can be. */
    public void setVisibleHeight(double height) {
        visibleHeight = height;
        requestLayout();
    }

    /** Shows other charts; tiles are kept, so that nothing flickers and the keyboard stays where it is. */
    public void show(List<ChartSpec> charts) {
        for (int i = 0; i < charts.size(); i++) {
            if (i < tiles.size()) {
                tiles.get(i).show(charts.get(i));
            } else {
                ChartTile tile = maker.apply(charts.get(i));
                tiles.add(tile);
                getChildren().add(tile);
            }
        }
        while (tiles.size() > charts.size()) {
            ChartTile tile = tiles.removeLast();
            tile.release();
            getChildren().remove(tile);
        }
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return leastWidth;
    }

    @Override
    protected double computePrefWidth(double height) {
        return leastWidth * MOST_COLUMNS;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? prefWidth(-1) : width) - snappedLeftInset() - snappedRightInset();
        int rows = rows(columns(inner));
        return snappedTopInset() + snappedBottomInset() + rows * tileHeight(inner) + Math.max(0, rows - 1) * Spacing.M;
    }

    /** As many as fit, or fewer if that fills the last row better without another one. */
    private int columns(double inner) {
        int fitting = Math.clamp((int) ((inner + Spacing.M) / (leastWidth + Spacing.M)), 1, MOST_COLUMNS);
        int rows = Math.max(1, rows(fitting));
        return Math.max(1, Math.ceilDiv(tiles.size(), rows));
    }

    private int rows(int columns) {
        return Math.ceilDiv(tiles.size(), columns);
    }

    private double tileWidth(double inner) {
        int columns = columns(inner);
        return Math.floor((inner - (columns - 1) * Spacing.M) / columns);
    }

    /** As high as suits the width; if all rows then nearly fit into the visible height, exactly that share of it. */
    private double tileHeight(double inner) {
        double suiting = Math.clamp(ASPECT * tileWidth(inner), leastHeight, MOST_HEIGHT);
        int rows = Math.max(1, rows(columns(inner)));
        double fitting =
                Math.floor((visibleHeight - snappedTopInset() - snappedBottomInset() - (rows - 1) * Spacing.M) / rows);
        return fitting >= leastHeight ? Math.min(fitting, MOST_HEIGHT) : suiting;
    }

    @Override
    protected void layoutChildren() {
        double inner = getWidth() - snappedLeftInset() - snappedRightInset();
        int columns = columns(inner);
        double width = tileWidth(inner);
        double height = tileHeight(inner);
        for (int i = 0; i < tiles.size(); i++) {
            double x = snappedLeftInset() + (i % columns) * (width + Spacing.M);
            double y = snappedTopInset() + Math.floorDiv(i, columns) * (height + Spacing.M);
            tiles.get(i).resizeRelocate(snapPositionX(x), snapPositionY(y), width, height);
        }
    }
}
