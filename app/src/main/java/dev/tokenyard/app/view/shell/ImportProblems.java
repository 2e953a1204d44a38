package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.format.RowProblem;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/** How the reading of a trace file went: counts, and the first refused rows with line, column, value and expectation. */
final class ImportProblems extends VBox {
    private final TableView<RowProblem> table = new TableView<>();

    ImportProblems(ImportReport report) {
        getStyleClass().add("import-problems");
        String repairs = report.repaired().stream()
                .map(finding -> finding.reason().words() + ", "
                        + finding.reason().repair() + ": " + TimeText.count(finding.rows()))
                .collect(Collectors.joining("; "));
        Label counts = new Label("Read as " + report.formatId() + ": "
                + TimeText.count(report.rowsRead(), "row", "rows") + " read, "
                + TimeText.count(report.rowsRefused()) + " refused, "
                + TimeText.count(report.rowsRepaired()) + " repaired"
                + (repairs.isEmpty() ? "." : " (" + repairs + ")."));
        counts.setWrapText(true);
        counts.getStyleClass().add("secondary");
        table.setId("import-problems");
        table.setPlaceholder(new Label("Every row could be used."));
        table.setItems(FXCollections.observableArrayList(report.problems()));
        column("line", 70, problem -> TimeText.count(problem.line()));
        column("column", 130, RowProblem::column);
        column("value", 150, problem -> problem.value().isEmpty() ? "(nothing)" : problem.value());
        column("expected", 300, RowProblem::expected);
        getChildren().addAll(counts, table);
        if (report.rowsRefused() > report.problems().size()) {
            Label more = new Label("These are the first " + report.problems().size() + ".");
            more.getStyleClass().addAll("small", "secondary");
            getChildren().add(more);
        }
    }

    private void column(String title, double width, Function<RowProblem, String> text) {
        TableColumn<RowProblem, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        table.getColumns().add(column);
    }
}
