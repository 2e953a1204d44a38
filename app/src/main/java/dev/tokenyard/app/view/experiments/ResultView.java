package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.reproduce.ExperimentCharts;
import dev.tokenyard.app.session.reproduce.Experiment;
import dev.tokenyard.app.session.reproduce.ExperimentResult.Table;
import dev.tokenyard.app.view.compare.ChartExporter;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.compare.Notice;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tables and charts of one result. */
final class ResultView extends VBox {
    private final Experiment experiment;
    private final Outcome outcome;
    private final ChartExporter exporter;
    private final Consumer<Notice> notices;
    private final List<TableBlock> blocks = new ArrayList<>();

    /**
     * A view of a result.
     *
     * @param tiles makes tiles of charts
     * @param exporter writes tables
     * @param notices told what was copied
     */
    ResultView(
            Experiment experiment,
            Outcome outcome,
            Function<ChartSpec, ChartTile> tiles,
            ChartExporter exporter,
            Consumer<Notice> notices) {
        this.experiment = experiment;
        this.outcome = outcome;
        this.exporter = exporter;
        this.notices = notices;
        getStyleClass().add("experiment-result");
        List<Table> tables = outcome.result().tables();
        for (int t = 0; t < tables.size(); t++) {
            Table table = tables.get(t);
            List<ChartTile> charts = ExperimentCharts.of(experiment, outcome.settings(), table).stream()
                    .map(tiles)
                    .toList();
            FigureTable figures = new FigureTable(table, () -> copy(table));
            figures.setId("table-" + (t + 1));
            blocks.add(new TableBlock(heading(table, t + 1), figures, charts));
        }
        getChildren().addAll(blocks);
    }

    /** The result. */
    Outcome outcome() {
        return outcome;
    }

    /** Lets go of what its charts are bound to, once it is off the page. */
    void release() {
        blocks.forEach(TableBlock::release);
    }

    private HBox heading(Table table, int number) {
        Label title = new Label(table.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Button copy = button("fth-copy", "Copy as CSV", table);
        copy.setId("copy-table-" + number);
        copy.setOnAction(event -> copy(table));
        Button save = button("fth-download", "Save as CSV", table);
        save.setId("save-table-" + number);
        save.setOnAction(event ->
                exporter.exportTable(table.title(), experiment.id() + "-table-" + number + ".csv", table.toCsv()));
        HBox heading = new HBox(title, copy, save);
        heading.getStyleClass().add("table-heading");
        return heading;
    }

    private static Button button(String icon, String words, Table table) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().add("flat");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words + ": " + table.title());
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void copy(Table table) {
        ClipboardContent content = new ClipboardContent();
        content.putString(table.toCsv());
        Clipboard.getSystemClipboard().setContent(content);
        notices.accept(Notice.done("Copied the table as CSV."));
    }
}
