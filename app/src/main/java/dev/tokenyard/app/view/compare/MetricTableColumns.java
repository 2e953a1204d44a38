package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.view.theme.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;

/** Builds the table's columns; neighbours of one family stand under a common heading. */
final class MetricTableColumns {
    private static final double LEAST_NAME_WIDTH = 132;
    private static final double MOST_NAME_WIDTH = 220;
    /** Of the dot before a name, the mark of a warning after it, and what is around them. */
    private static final double BESIDE_NAME = 56;

    private static final double LEAST_WIDTH = 66;
    private static final double PADDING = 20;

    private MetricTableColumns() {}

    static TableColumn<MetricRow, MetricRow> name(ObservableValue<Theme> theme) {
        TableColumn<MetricRow, MetricRow> column = new TableColumn<>("Policy");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(ignored -> new PolicyCell(theme));
        column.setComparator(Comparator.comparing(MetricRow::policy));
        column.setMinWidth(LEAST_NAME_WIDTH);
        column.setReorderable(false);
        return column;
    }

    /** The width that names take, within limits, in pixels. */
    static double nameWidth(List<String> policies) {
        double widest = policies.stream()
                .mapToDouble(name -> Type.width(name, Type.semiBold(Type.BODY)))
                .max()
                .orElse(0);
        return Math.clamp(Math.ceil(widest) + BESIDE_NAME, LEAST_NAME_WIDTH, MOST_NAME_WIDTH);
    }

    /** The columns of the figures, families first-level and their members below. */
    static List<TableColumn<MetricRow, MetricRow>> figures(List<MetricColumn> metrics) {
        List<TableColumn<MetricRow, MetricRow>> columns = new ArrayList<>();
        int from = 0;
        while (from < metrics.size()) {
            int to = from + 1;
            while (to < metrics.size()
                    && metrics.get(to).family().equals(metrics.get(from).family())) {
                to++;
            }
            columns.add(
                    to == from + 1
                            ? figure(metrics, from, MetricHeader.alone(metrics.get(from)))
                            : family(metrics, from, to));
            from = to;
        }
        return columns;
    }

    private static TableColumn<MetricRow, MetricRow> family(List<MetricColumn> metrics, int from, int to) {
        String unit = metrics.get(from).unit();
        boolean common = metrics.subList(from, to).stream()
                .allMatch(metric -> metric.unit().equals(unit));
        TableColumn<MetricRow, MetricRow> family = new TableColumn<>();
        family.setGraphic(MetricHeader.ofFamily(metrics.get(from).family(), common ? unit : ""));
        family.getStyleClass().add("family");
        family.setReorderable(false);
        family.setSortable(false);
        for (int i = from; i < to; i++) {
            family.getColumns().add(figure(metrics, i, MetricHeader.member(metrics.get(i), common)));
        }
        return family;
    }

    private static TableColumn<MetricRow, MetricRow> figure(
            List<MetricColumn> metrics, int index, MetricHeader header) {
        TableColumn<MetricRow, MetricRow> column = new TableColumn<>();
        column.setId("metric-" + metrics.get(index).id());
        column.setGraphic(header);
        column.getStyleClass().add("figure");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(ignored -> new FigureCell(index));
        column.setComparator((one, other) -> compare(one.value(index), other.value(index), column.getSortType()));
        double widest = header.getText()
                .lines()
                .mapToDouble(line -> Type.width(line, Type.medium(Type.SMALL)))
                .max()
                .orElse(0);
        column.setPrefWidth(Math.max(LEAST_WIDTH, Math.ceil(widest) + PADDING));
        column.setMinWidth(column.getPrefWidth());
        column.setReorderable(false);
        return column;
    }

    /** By value; rows without one come last in either direction. */
    private static int compare(double one, double other, SortType direction) {
        if (Double.isNaN(one) != Double.isNaN(other)) {
            int missingLast = Double.isNaN(one) ? 1 : -1;
            return direction == SortType.ASCENDING ? missingLast : -missingLast;
        }
        return Double.compare(one, other);
    }
}
