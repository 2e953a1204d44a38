package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.ImportReport.Finding;
import dev.tokenyard.sim.trace.format.MappedTable;
import dev.tokenyard.sim.trace.format.RowProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * How the reading of a trace file went: counts by reason, what to do about them, and examples with line, column, value and
 * expectation. While it is shown it follows the scenario, so that each repair is seen at once.
 */
final class ImportSheet extends VBox {
    private static final double HEADER = 32;
    private static final double ROW = 26;
    private static final int MOST_ROWS = 10;

    private final Label counts = new Label();
    private final RepairChoices repairs;
    private final TableView<Example> table = new TableView<>();
    private final Label more = new Label();

    /** A row of the file and what was done with it. */
    private record Example(String done, RowProblem row) {}

    ImportSheet(ImportReport report, ScenarioViewModel model) {
        getStyleClass().add("import-sheet");
        counts.setId("import-counts");
        counts.setWrapText(true);
        counts.getStyleClass().add("secondary");
        repairs = new RepairChoices(model);
        table.setId("import-problems");
        table.setPlaceholder(new Label("Every row could be used as it stands."));
        column("", 150, Example::done);
        column("line", 70, example -> TimeText.count(example.row.line()));
        column("column", 125, example -> example.row.column());
        column("value", 120, example -> example.row.value().isEmpty() ? "(nothing)" : example.row.value());
        column("expected", 259, example -> example.row.expected());
        more.getStyleClass().addAll("small", "secondary");
        more.managedProperty().bind(more.visibleProperty());
        getChildren().addAll(counts, repairs, table, more);
        show(report);
        ChangeListener<@Nullable ScenarioResult> follow = (property, before, now) -> {
            if (now != null) {
                now.trace().report().ifPresent(this::show);
            }
        };
        sceneProperty().addListener((property, before, now) -> {
            model.resultProperty().removeListener(follow);
            if (now != null) {
                model.resultProperty().addListener(follow);
            }
        });
    }

    private void show(ImportReport report) {
        String how = report.formatId().equals(MappedTable.ID)
                ? "Read by its columns: "
                : "Read as " + report.formatId() + ": ";
        counts.setText(how + TimeText.count(report.rowsRead(), "row", "rows")
                + " read, " + TimeText.count(report.rowsRefused()) + " refused, "
                + TimeText.count(report.rowsRepaired()) + " repaired."
                + report.notes().stream().map(note -> "\n" + note).collect(Collectors.joining()));
        repairs.show(report);
        List<Example> examples = new ArrayList<>();
        Set<RowProblem> listed = new HashSet<>();
        // Of each reason there are some, however many rows others fill.
        for (Finding finding : report.refused()) {
            finding.examples().forEach(row -> add(examples, listed, "left out", row));
        }
        for (Finding finding : report.repaired()) {
            finding.examples()
                    .forEach(row -> add(examples, listed, finding.reason().repair(), row));
        }
        report.problems().forEach(row -> add(examples, listed, "left out", row));
        table.getItems().setAll(examples);
        table.setPrefHeight(HEADER + ROW * Math.max(3, Math.min(MOST_ROWS, examples.size())));
        long rows = report.rowsRefused() + report.rowsRepaired();
        more.setText("These are " + examples.size() + " of " + TimeText.count(rows, "row", "rows") + ".");
        more.setVisible(rows > examples.size() && !examples.isEmpty());
    }

    private static void add(List<Example> examples, Set<RowProblem> listed, String done, RowProblem row) {
        if (listed.add(row)) {
            examples.add(new Example(done, row));
        }
    }

    private void column(String title, double width, Function<Example, String> text) {
        TableColumn<Example, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        table.getColumns().add(column);
    }
}
