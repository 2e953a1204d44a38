package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The metrics table: a row for each policy. Pointing at a row, or moving to it by the keyboard, lights its policy up
 * everywhere. A click on a heading, or S on a figure, sorts by that column.
 */
final class MetricTableView extends TableView<MetricRow> {
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double ROW_HEIGHT = 27;
    /** What a line below the figures takes: intervals, or differences. */
    private static final double LINE_HEIGHT = 13;

    static final double HEADER_HEIGHT = 57;
    private static final double SCROLL_BAR_HEIGHT = 10;
    private static final int MOST_ROWS = 8;
    private static final int LEAST_ROWS = 5;

    private final CompareViewModel model;
    private final TableColumn<MetricRow, MetricRow> nameColumn;
    private final List<TableRow<MetricRow>> rows = new ArrayList<>();
    private double rowHeight = ROW_HEIGHT;
    private List<MetricColumn> shownColumns = List.of();

    MetricTableView(CompareViewModel model, ObservableValue<Theme> theme) {
        this.model = model;
        nameColumn = MetricTableColumns.name(theme);
        setId("metrics-table");
        getStyleClass().add("metric-table");
        setAccessibleText("Metrics by policy");
        setPlaceholder(new Label("No comparison yet."));
        getSelectionModel().setCellSelectionEnabled(true);
        setRowFactory(table -> row());
        model.tableProperty().subscribe(this::show);
        model.baselineProperty()
                .addListener(
                        (property, before, after) -> show(model.tableProperty().get()));
        model.litPolicyProperty().addListener((property, before, after) -> rows.forEach(this::light));
        widthProperty().addListener((property, before, after) -> {
            spread();
            fitHeight();
        });
        focusedProperty().addListener((property, before, after) -> lightFocused());
        getFocusModel().focusedIndexProperty().addListener((property, before, after) -> lightFocused());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.S && !event.isShortcutDown()) {
                sortByFocused();
                event.consume();
            }
        });
    }

    private TableRow<MetricRow> row() {
        TableRow<MetricRow> row = new TableRow<>();
        row.setOnMouseEntered(event -> {
            if (!row.isEmpty()) {
                model.litPolicyProperty().set(row.getItem().policy());
            }
        });
        row.setOnMouseExited(event -> model.litPolicyProperty().set(null));
        row.itemProperty().addListener((property, before, after) -> light(row));
        rows.add(row);
        return row;
    }

    private void light(TableRow<MetricRow> row) {
        boolean lit = row.getItem() != null
                && row.getItem().policy().equals(model.litPolicyProperty().get());
        row.pseudoClassStateChanged(LIT, lit);
    }

    private void lightFocused() {
        int focused = getFocusModel().getFocusedIndex();
        boolean onRow = isFocused() && focused >= 0 && focused < getItems().size();
        model.litPolicyProperty().set(onRow ? getItems().get(focused).policy() : null);
    }

    private @Nullable TableColumn<MetricRow, ?> focusedColumn() {
        int column = getFocusModel().getFocusedCell().getColumn();
        return column < 0 ? null : getVisibleLeafColumn(column);
    }

    private void sortByFocused() {
        TableColumn<MetricRow, ?> column = focusedColumn();
        if (column == null) {
            return;
        }
        boolean again = getSortOrder().contains(column) && column.getSortType() == TableColumn.SortType.ASCENDING;
        column.setSortType(again ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
        getSortOrder().setAll(List.of(column));
        sort();
    }

    private void show(MetricTable table) {
        if (table == null) {
            return;
        }
        double nameWidth = MetricTableColumns.nameWidth(table.policies());
        if (nameWidth != nameColumn.getMinWidth()) {
            nameColumn.setMinWidth(nameWidth);
            spread();
        }
        if (!sameColumns(table.columns())) {
            shownColumns = table.columns();
            List<TableColumn<MetricRow, MetricRow>> columns = new ArrayList<>();
            columns.add(nameColumn);
            columns.addAll(MetricTableColumns.figures(shownColumns));
            getSortOrder().clear();
            getColumns().setAll(columns);
            spread();
        }
        int baseline = model.baselineRow();
        int count = table.policies().size();
        double height = ROW_HEIGHT
                + (table.seeds() == null ? 0 : LINE_HEIGHT)
                + (baseline == MetricTable.NO_BASELINE ? 0 : LINE_HEIGHT);
        // The theme's sheet sets the height of rows, so only a style of the node's own goes before it.
        setStyle("-fx-fixed-cell-size: " + height);
        rowHeight = height;
        getItems()
                .setAll(IntStream.range(0, count)
                        .mapToObj(lane -> MetricRow.of(table, lane, baseline))
                        .toList());
        fitHeight();
        sort();
    }

    private boolean sameColumns(List<MetricColumn> columns) {
        return columns.stream()
                .map(MetricColumn::nameWithUnit)
                .toList()
                .equals(shownColumns.stream().map(MetricColumn::nameWithUnit).toList());
    }

    private void fitHeight() {
        int count = getItems().size();
        double frame = HEADER_HEIGHT + (leastColumnsWidth() > getWidth() ? SCROLL_BAR_HEIGHT : 0);
        setPrefHeight(frame + Math.min(MOST_ROWS, count) * rowHeight);
        setMinHeight(frame + Math.min(LEAST_ROWS, count) * rowHeight);
    }

    private double leastColumnsWidth() {
        return getVisibleLeafColumns().stream()
                .mapToDouble(TableColumn::getMinWidth)
                .sum();
    }

    /** Gives the columns what is left of the width, so that none is left over at the right. */
    private void spread() {
        List<? extends TableColumn<MetricRow, ?>> leaves = getVisibleLeafColumns();
        double room = Math.max(0, getWidth() - 2 - leastColumnsWidth());
        double share = leaves.isEmpty() ? 0 : Math.floor(room / leaves.size());
        for (TableColumn<MetricRow, ?> column : leaves) {
            column.setPrefWidth(column.getMinWidth() + share);
        }
    }

    /** How wide the names of the policies are while the table is scrolled sideways, in pixels. */
    ReadOnlyDoubleProperty nameWidthProperty() {
        return nameColumn.minWidthProperty();
    }

    /** How high rows are, in pixels. */
    double rowHeight() {
        return rowHeight;
    }
}
