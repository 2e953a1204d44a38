package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.theme.Spacing;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * A table under its heading with its charts: a single chart stands beside the table if there is room, others stand below
 * it in a row.
 */
final class TableBlock extends Region {
    private static final double LEAST_BESIDE = 400;
    private static final double LEAST_CHART = 300;
    private static final double CHART_HEIGHT = 270;
    private static final double LEAST_HEIGHT = 240;

    private final HBox heading;
    private final FigureTable table;
    private final List<ChartTile> charts;

    TableBlock(HBox heading, FigureTable table, List<ChartTile> charts) {
        this.heading = heading;
        this.table = table;
        this.charts = charts;
        getStyleClass().add("table-block");
        getChildren().addAll(heading, table);
        getChildren().addAll(charts);
    }

    /** Lets go of what its charts are bound to, once it is off the page. */
    void release() {
        charts.forEach(ChartTile::release);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return table.wholeWidth();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? table.wholeWidth() : width;
        double top = headingHeight(inner);
        double tableHeight = table.wholeHeight(inner);
        if (charts.isEmpty()) {
            return top + tableHeight;
        }
        return top
                + (isBeside(inner)
                        ? besideHeight(inner)
                        : tableHeight + Spacing.S + rows(inner) * (CHART_HEIGHT + Spacing.S) - Spacing.S);
    }

    /** As wide as the table, so that the buttons stand at its edge, or as wide as its words need. */
    private double headingWidth(double width) {
        return Math.min(width, Math.max(table.wholeWidth(), heading.prefWidth(-1)));
    }

    private double headingHeight(double width) {
        return snapSizeY(heading.prefHeight(headingWidth(width))) + Spacing.XS;
    }

    private double besideHeight(double width) {
        return Math.max(LEAST_HEIGHT, table.wholeHeight(width));
    }

    private boolean isBeside(double width) {
        return charts.size() == 1 && width - table.wholeWidth() - Spacing.M >= LEAST_BESIDE;
    }

    private int columns(double width) {
        int fitting = (int) ((width + Spacing.S) / (LEAST_CHART + Spacing.S));
        return Math.clamp(fitting, 1, charts.size());
    }

    private int rows(double width) {
        return Math.ceilDiv(charts.size(), columns(width));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double top = headingHeight(width);
        double tableWidth = Math.min(width, table.wholeWidth());
        double tableHeight = table.wholeHeight(width);
        heading.resizeRelocate(0, 0, headingWidth(width), top - Spacing.XS);
        table.resizeRelocate(0, top, tableWidth, tableHeight);
        if (charts.isEmpty()) {
            return;
        }
        if (isBeside(width)) {
            double left = tableWidth + Spacing.M;
            charts.get(0).resizeRelocate(left, top, width - left, besideHeight(width));
            return;
        }
        int columns = columns(width);
        double each = Math.floor((width - (columns - 1) * Spacing.S) / columns);
        double first = top + tableHeight + Spacing.S;
        for (int c = 0; c < charts.size(); c++) {
            double x = (c % columns) * (each + Spacing.S);
            double y = first + Math.floorDiv(c, columns) * (CHART_HEIGHT + Spacing.S);
            charts.get(c).resizeRelocate(snapPositionX(x), snapPositionY(y), each, CHART_HEIGHT);
        }
    }
}
