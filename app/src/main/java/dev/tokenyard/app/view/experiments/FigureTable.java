package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.session.reproduce.ExperimentResult.Group;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Row;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.view.theme.Type;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * A table of an experiment's figures, as wide and as high as they need. Columns of published figures stand between
 * hairlines in quieter ink, and their headings say what they are. Ctrl+C copies the table.
 */
final class FigureTable extends TableView<Row> {
    private static final double ROW_HEIGHT = 26;
    private static final double HEADER_HEIGHT = 29;
    private static final double GROUPED_HEADER_HEIGHT = 57;
    private static final double SCROLL_BAR_HEIGHT = 10;
    private static final double PADDING = 20;
    private static final double LEAST_WIDTH = 52;
    private static final double FRAME = 2;

    private final Table table;

    /**
     * A table.
     *
     * @param copying copies it
     */
    FigureTable(Table table, Runnable copying) {
        this.table = table;
        getStyleClass().add("figure-table");
        setAccessibleText(table.title());
        getSelectionModel().setCellSelectionEnabled(true);
        getColumns().add(labels());
        int column = 0;
        for (Group group : table.groups()) {
            addGroup(group, column);
            column += group.columns().size();
        }
        getItems().setAll(table.rows());
        setStyle("-fx-fixed-cell-size: " + ROW_HEIGHT);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                copying.run();
                event.consume();
            }
        });
    }

    private void addGroup(Group group, int from) {
        if (group.title().isEmpty()) {
            for (int c = 0; c < group.columns().size(); c++) {
                TableColumn<Row, Double> column = figures(group, c, from + c);
                getColumns().add(column);
            }
            return;
        }
        TableColumn<Row, Double> family = new TableColumn<>(group.title());
        family.getStyleClass().add("family");
        family.setSortable(false);
        family.setReorderable(false);
        double width = 0;
        for (int c = 0; c < group.columns().size(); c++) {
            TableColumn<Row, Double> column = figures(group, c, from + c);
            family.getColumns().add(column);
            width += column.getMinWidth();
        }
        double needed = Math.ceil(Type.width(group.title(), Type.semiBold(Type.SMALL))) + PADDING;
        if (width < needed) {
            TableColumn<Row, ?> last = family.getColumns().getLast();
            setWidth(last, last.getMinWidth() + needed - width);
        }
        getColumns().add(family);
    }

    private TableColumn<Row, String> labels() {
        TableColumn<Row, String> column = new TableColumn<>(table.rowTitle());
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(cell.getValue().label()).getReadOnlyProperty());
        double widest = Type.width(table.rowTitle(), Type.medium(Type.SMALL));
        for (Row row : table.rows()) {
            widest = Math.max(widest, Type.width(row.label(), Type.regular(Type.BODY)));
        }
        fix(column, widest);
        return column;
    }

    private TableColumn<Row, Double> figures(Group group, int inGroup, int index) {
        String title = group.columns().get(inGroup);
        TableColumn<Row, Double> column = new TableColumn<>(title);
        column.getStyleClass().add("figure");
        // A column hands its style classes on to its cells.
        if (group.published()) {
            column.getStyleClass().add("published");
            if (inGroup == 0) {
                column.getStyleClass().add("first");
            }
            if (inGroup == group.columns().size() - 1) {
                column.getStyleClass().add("last");
            }
        }
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().figures().get(index)));
        column.setCellFactory(ignored -> new Cell(group.titles().get(inGroup), table.decimals()));
        double widest = Type.width(title, Type.medium(Type.SMALL));
        for (Row row : table.rows()) {
            String text = FigureText.of(row.figures().get(index), table.decimals());
            widest = Math.max(widest, Type.width(text, Type.regular(Type.BODY)));
        }
        fix(column, Math.max(widest, LEAST_WIDTH - PADDING));
        return column;
    }

    private static void fix(TableColumn<Row, ?> column, double contentWidth) {
        setWidth(column, Math.ceil(contentWidth) + PADDING);
        column.setSortable(false);
        column.setReorderable(false);
    }

    private static void setWidth(TableColumn<Row, ?> column, double width) {
        column.setMinWidth(width);
        column.setPrefWidth(width);
    }

    /** The width at which all columns are seen. */
    double wholeWidth() {
        return FRAME
                + getVisibleLeafColumns().stream()
                        .mapToDouble(TableColumn::getMinWidth)
                        .sum();
    }

    /** The height at which all rows are seen, if it is {@code width} wide. */
    double wholeHeight(double width) {
        boolean grouped =
                table.groups().stream().anyMatch(group -> !group.title().isEmpty());
        double bar = width < wholeWidth() ? SCROLL_BAR_HEIGHT : 0;
        return FRAME
                + (grouped ? GROUPED_HEADER_HEIGHT : HEADER_HEIGHT)
                + table.rows().size() * ROW_HEIGHT
                + bar;
    }

    /** A figure; a screen reader hears of which row and column. */
    private static final class Cell extends TableCell<Row, Double> {
        private final String column;
        private final int decimals;

        Cell(String column, int decimals) {
            this.column = column;
            this.decimals = decimals;
        }

        @Override
        protected void updateItem(@Nullable Double figure, boolean empty) {
            super.updateItem(figure, empty);
            if (empty || figure == null) {
                setText(null);
                setAccessibleText(null);
                return;
            }
            setText(FigureText.of(figure, decimals));
            Row row = getTableRow() == null ? null : getTableRow().getItem();
            setAccessibleText((row == null ? "" : row.label() + ", ") + column + ", "
                    + (Double.isNaN(figure) ? "none" : getText()));
        }
    }
}
