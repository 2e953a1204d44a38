package dev.tokenyard.app.view.shell;

import dev.tokenyard.app.view.theme.ChoiceNames;
import dev.tokenyard.app.viewmodel.ColumnsViewModel;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.ColumnRole;
import dev.tokenyard.sim.trace.format.TimeUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks what the columns of a table mean: its first rows, a role to choose above each column, and what would be read. */
final class ColumnsSheet extends VBox {
    private static final PseudoClass FLAWED = PseudoClass.getPseudoClass("flawed");
    private static final PseudoClass USED = PseudoClass.getPseudoClass("used");
    private static final double COLUMN_WIDTH = 138;
    private static final double WIDEST_COLUMN = 220;
    private static final double DIGIT_WIDTH = 7.6;

    private final ColumnsViewModel model;
    private final TableView<List<String>> table = new TableView<>();
    private final List<ComboBox<Optional<ColumnRole>>> roles = new ArrayList<>();
    private final ComboBox<TimeUnit> unit;
    private final HBox unitRow;
    private final Button open = new Button("Open");
    private boolean showing;

    /**
     * A sheet for a table.
     *
     * @param opens hears what the columns mean once the user is content
     * @param cancels hears that the user thinks better of it
     */
    ColumnsSheet(ColumnsViewModel model, Consumer<ColumnMapping> opens, Runnable cancels) {
        this.model = model;
        getStyleClass().add("columns-sheet");
        setId("columns-sheet");
        Label intro = new Label("This is in no known format. Say which columns hold the time of arrival and the"
                + " lengths of prompt and output in tokens; others are optional.");
        intro.setWrapText(true);
        intro.getStyleClass().add("secondary");
        fillTable();
        unit = choice(List.of(TimeUnit.values()), TimeUnit::title, model::setUnit);
        unit.setId("columns-unit");
        unit.setAccessibleText("How times are written");
        Label unitName = new Label("times are written in");
        unitName.getStyleClass().add("secondary");
        unitRow = new HBox(unitName, unit);
        unitRow.getStyleClass().add("unit-row");
        Label verdict = new Label();
        verdict.setId("columns-verdict");
        verdict.getStyleClass().add("columns-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        verdict.textProperty().bind(model.verdictProperty());
        model.flawedProperty().addListener((property, before, now) -> verdict.pseudoClassStateChanged(FLAWED, now));
        verdict.pseudoClassStateChanged(FLAWED, model.flawedProperty().get());
        getChildren().addAll(intro, table, unitRow, verdict, buttons(opens, cancels));
        model.mappingProperty().addListener((property, before, now) -> showMapping(now));
        showMapping(model.mappingProperty().get());
    }

    /** What takes the keys at first. */
    Button openButton() {
        return open;
    }

    private HBox buttons(Consumer<ColumnMapping> opens, Runnable cancels) {
        open.setId("columns-open");
        open.getStyleClass().add("primary");
        open.disableProperty().bind(model.openableProperty().not());
        open.setOnAction(event -> opens.accept(model.mappingProperty().get()));
        Button cancel = new Button("Cancel");
        cancel.setId("columns-cancel");
        cancel.setOnAction(event -> cancels.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(gap, cancel, open);
        buttons.getStyleClass().add("sheet-buttons");
        return buttons;
    }

    private void fillTable() {
        table.setId("columns-preview");
        table.setPlaceholder(new Label("There is no whole row in the beginning of the file."));
        table.setItems(FXCollections.observableArrayList(model.rows()));
        table.setSelectionModel(null);
        List<Optional<ColumnRole>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        for (ColumnRole role : ColumnRole.values()) {
            choices.add(Optional.of(role));
        }
        for (int index = 0; index < model.columns().size(); index++) {
            table.getColumns().add(column(index, choices));
        }
    }

    private TableColumn<List<String>, String> column(int index, List<Optional<ColumnRole>> choices) {
        String name = model.columns().get(index);
        Label title = new Label(name);
        title.getStyleClass().add("column-name");
        title.setTooltip(new Tooltip(name));
        ComboBox<Optional<ColumnRole>> role = choice(
                choices,
                chosen -> chosen.map(ColumnRole::title).orElse("not used"),
                chosen -> model.setRole(name, chosen));
        role.setId("column-role-" + index);
        role.setAccessibleText("What the column " + name + " means");
        role.setMaxWidth(Double.MAX_VALUE);
        roles.add(role);
        VBox header = new VBox(title, role);
        header.getStyleClass().add("column-choice");
        header.setMinWidth(0);
        TableColumn<List<String>, String> column = new TableColumn<>();
        column.setGraphic(header);
        column.setPrefWidth(widthOf(index));
        column.setMinWidth(COLUMN_WIDTH - 14);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(cell.getValue().get(index)));
        return column;
    }

    /** Wide enough for what stands in the column, within reason. */
    private double widthOf(int index) {
        int longest = model.rows().stream()
                .mapToInt(row -> row.get(index).length())
                .max()
                .orElse(0);
        return Math.max(COLUMN_WIDTH, Math.min(WIDEST_COLUMN, 20 + longest * DIGIT_WIDTH));
    }

    private <T> ComboBox<T> choice(List<T> values, Function<T, String> title, Consumer<T> chosen) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setVisibleRowCount(values.size());
        box.setConverter(new ChoiceNames<>(title));
        SettledChoice.install(box, value -> {
            if (!showing) {
                chosen.accept(value);
            }
        });
        return box;
    }

    private void showMapping(ColumnMapping mapping) {
        showing = true;
        for (int index = 0; index < roles.size(); index++) {
            Optional<ColumnRole> role = mapping.roleOf(model.columns().get(index));
            roles.get(index).setValue(role);
            roles.get(index).pseudoClassStateChanged(USED, role.isPresent());
        }
        unit.setValue(mapping.unit());
        unitRow.setDisable(!mapping.columns().containsKey(ColumnRole.TIME));
        showing = false;
    }
}
