package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.app.viewmodel.ScenarioViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.ImportOptions.Arrivals;
import dev.tokenyard.sim.trace.ImportOptions.BlockIds;
import dev.tokenyard.sim.trace.ImportOptions.FailedRows;
import dev.tokenyard.sim.trace.ImportOptions.RowOrder;
import dev.tokenyard.sim.trace.ImportOptions.StepTimes;
import dev.tokenyard.sim.trace.ImportReport;
import dev.tokenyard.sim.trace.ImportReport.Finding;
import dev.tokenyard.sim.trace.format.RowReason;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** What a file has amiss, a row for each reason with the number of its rows, and what to do about it where there is a choice. */
final class RepairChoices extends GridPane {
    private final ScenarioViewModel model;

    RepairChoices(ScenarioViewModel model) {
        this.model = model;
        getStyleClass().add("repair-choices");
        setId("repair-choices");
        ColumnConstraints count = new ColumnConstraints();
        count.setHalignment(HPos.RIGHT);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(new ColumnConstraints(), count, rest);
        managedProperty().bind(visibleProperty());
    }

    /** Shows the reasons of a report, and those for which the scenario's choice is not the usual one. */
    void show(ImportReport report) {
        getChildren().clear();
        ImportOptions chosen = model.spec().trace().repair();
        for (Finding finding : report.refused()) {
            RowReason reason = finding.reason();
            if (reason != RowReason.FAILED && reason != RowReason.ORDER && reason != RowReason.BLOCKS) {
                add(reason.words(), finding.rows(), new Label("left out"));
            }
        }
        offer(
                report,
                RowReason.FAILED,
                chosen.failed() != FailedRows.DROP,
                choice(
                        "repair-failed",
                        chosen.failed(),
                        Map.of(FailedRows.DROP, "leave out", FailedRows.KEEP, "keep with 1 token"),
                        ImportOptions::withFailed));
        offer(
                report,
                RowReason.ORDER,
                chosen.order() != RowOrder.SORT,
                choice(
                        "repair-order",
                        chosen.order(),
                        Map.of(RowOrder.SORT, "sort in", RowOrder.REFUSE, "leave out"),
                        ImportOptions::withOrder));
        offer(
                report,
                RowReason.BLOCKS,
                chosen.blocks() != BlockIds.CUT,
                choice(
                        "repair-blocks",
                        chosen.blocks(),
                        Map.of(BlockIds.CUT, "use as far as they fit", BlockIds.REFUSE, "leave out"),
                        ImportOptions::withBlocks));
        if (report.stepSeconds() > 0 || chosen.times() != StepTimes.KEEP) {
            String step = report.stepSeconds() > 0 ? " of " + TimeText.duration(report.stepSeconds()) : "";
            add(
                    "equal times in coarse steps" + step,
                    rows(report, RowReason.STEPS),
                    choice(
                            "repair-times",
                            chosen.times(),
                            Map.of(StepTimes.KEEP, "keep", StepTimes.SPREAD, "spread over their step"),
                            ImportOptions::withTimes));
        }
        if (chosen.arrivals().kind() != Arrivals.Kind.REFUSE) {
            ArrivalsChoice arrivals =
                    new ArrivalsChoice(chosen.arrivals(), now -> apply(ImportOptions::withArrivals, now));
            add(RowReason.ARRIVALS.words(), rows(report, RowReason.ARRIVALS), arrivals);
        }
        setVisible(!getChildren().isEmpty());
    }

    /** Adds a choice where there are rows of its reason, or where it is not the usual one. */
    private void offer(ImportReport report, RowReason reason, boolean isUnusual, Node choice) {
        long rows = rows(report, reason);
        if (rows > 0 || isUnusual) {
            add(reason.words(), rows, choice);
        }
    }

    private static long rows(ImportReport report, RowReason reason) {
        return Stream.concat(report.refused().stream(), report.repaired().stream())
                .filter(finding -> finding.reason() == reason)
                .mapToLong(Finding::rows)
                .sum();
    }

    private void add(String words, long rows, Node right) {
        int row = getRowCount();
        Label reason = new Label(words);
        reason.setLabelFor(right);
        Label count = new Label(rows == 0 ? "" : TimeText.count(rows, "row", "rows"));
        count.getStyleClass().addAll("figure", "secondary");
        addRow(row, reason, count, right);
    }

    private <E extends Enum<E>> ComboBox<E> choice(
            String id, E chosen, Map<E, String> names, BiFunction<ImportOptions, E, ImportOptions> with) {
        ComboBox<E> box = new ComboBox<>(FXCollections.observableArrayList(
                names.keySet().stream().sorted().toList()));
        box.setId(id);
        box.setConverter(new ChoiceNames<>(value -> names.getOrDefault(value, "")));
        box.setValue(chosen);
        box.valueProperty().addListener((property, before, now) -> apply(with, now));
        return box;
    }

    private <T> void apply(BiFunction<ImportOptions, T, ImportOptions> with, T choice) {
        model.edit(spec ->
                spec.withTrace(spec.trace().withRepair(with.apply(spec.trace().repair(), choice))));
    }
}
