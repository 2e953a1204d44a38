package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.comparison.ChartOrigin;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.report.FigureWidth;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.view.scenario.EditField;
import dev.tokenyard.app.view.scenario.Rows;
import dev.tokenyard.app.view.theme.Type;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line above the table: what is compared, with what, by which figures, and what may be taken away. */
final class CompareHeader extends HBox {
    private static final String NO_BASELINE = "no baseline";
    private static final int SEEDS_COLUMNS = 3;
    /** What a choice takes beside the words chosen, in pixels. */
    private static final double CHOICE_FRAME = 44;

    private final CompareViewModel model;
    private final Consumer<Notice> notices;
    private final Label scenario = new Label();
    private final Label size = new Label();
    private final ComboBox<String> baseline = new ComboBox<>();
    private boolean filling;

    /** What the menu of exports asks for. */
    interface Exports {
        /** All charts and the table. */
        void all(ExportFormat format);

        /** One page. */
        void report();

        /** Figures for a paper. */
        void figures(FigureWidth width);
    }

    CompareHeader(CompareViewModel model, Exports exports, Consumer<Notice> notices) {
        this.model = model;
        this.notices = notices;
        getStyleClass().add("compare-header");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        List<Region> controls =
                List.of(seedsField(), baselineChoice(), columnChoice(), copyMenu(), exportMenu(exports));
        controls.forEach(control -> control.setMinWidth(USE_PREF_SIZE));
        Label busy = new Label("computing …");
        busy.setId("compare-busy");
        busy.getStyleClass().add("secondary");
        busy.setMinWidth(USE_PREF_SIZE);
        busy.visibleProperty().bind(model.busyProperty());
        busy.managedProperty().bind(model.busyProperty());
        getChildren().addAll(new NamedLine(scenario, size), gap, busy);
        getChildren().addAll(controls);
        model.metricsProperty().subscribe(this::show);
    }

    private HBox seedsField() {
        EditField field = new EditField("Seeds", SEEDS_COLUMNS, text -> {
            String refusal = model.seeds().setCount(text);
            notices.accept(new Notice(refusal, !refusal.isEmpty()));
            return refusal.isEmpty();
        });
        Rows.explain(
                field,
                "compare-seeds",
                "With several seeds the table gives means with their 95 % confidence intervals (Student's t).");
        field.setMinWidth(USE_PREF_SIZE);
        model.seeds().countProperty().subscribe(count -> field.display(Integer.toString(count.intValue())));
        Label caption = new Label("seeds");
        caption.getStyleClass().add("secondary");
        caption.setMinWidth(USE_PREF_SIZE);
        caption.setLabelFor(field);
        HBox pair = new HBox(caption, field);
        pair.getStyleClass().add("seeds-pair");
        return pair;
    }

    private ComboBox<String> baselineChoice() {
        baseline.setId("baseline");
        baseline.setAccessibleText("Baseline policy");
        baseline.setTooltip(new Tooltip("Show how every policy differs from this one"));
        baseline.getItems().add(NO_BASELINE);
        baseline.setValue(NO_BASELINE);
        // As wide as what is chosen, not as the longest name on offer: the line before it needs the room.
        baseline.prefWidthProperty().bind(baseline.valueProperty().map(CompareHeader::choiceWidth));
        baseline.valueProperty().addListener((property, before, after) -> {
            if (!filling && after != null) {
                model.baselineProperty().set(after.equals(NO_BASELINE) ? null : after);
            }
        });
        model.baselineProperty().addListener((property, before, after) -> baseline.setValue(words(after)));
        return baseline;
    }

    private static double choiceWidth(String chosen) {
        return Math.ceil(Type.width(chosen, Type.regular(Type.BODY))) + CHOICE_FRAME;
    }

    private static String words(@Nullable String policy) {
        return policy == null ? NO_BASELINE : policy;
    }

    private Segments<Boolean> columnChoice() {
        return new Segments<>(
                List.of(true, false),
                key -> key ? "Key figures" : "All figures",
                model.keyFiguresOnlyProperty().asObject(),
                "columns-");
    }

    private MenuButton copyMenu() {
        MenuItem markdown = new MenuItem("As Markdown");
        markdown.setId("copy-markdown");
        markdown.setOnAction(event -> copy("Markdown", table -> table.toMarkdown(model.baselineRow())));
        MenuItem csv = new MenuItem("As CSV");
        csv.setId("copy-csv");
        csv.setOnAction(event -> copy("CSV", MetricTable::toCsv));
        MenuButton menu = new MenuButton("Copy table", new FontIcon("fth-copy"), markdown, csv);
        menu.setId("copy-table");
        return menu;
    }

    private void copy(String format, Function<MetricTable, String> write) {
        MetricTable table = model.tableProperty().get();
        if (table == null) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(write.apply(table));
        Clipboard.getSystemClipboard().setContent(content);
        notices.accept(Notice.done("Copied the table as " + format + "."));
    }

    private static MenuButton exportMenu(Exports exports) {
        MenuButton menu = new MenuButton("Export all", new FontIcon("fth-download"));
        menu.setId("export-all");
        menu.setTooltip(new Tooltip("Export every chart and the table to a folder, or a report"));
        menu.getItems().addAll(ExportMenu.items(exports::all));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(ExportMenu.reports(exports));
        return menu;
    }

    private void show(ComparisonMetrics metrics) {
        setDisable(metrics == null);
        if (metrics == null) {
            return;
        }
        scenario.setText(metrics.comparison().scenario().name());
        size.setText(ChartOrigin.circumstances(metrics));
        List<String> choices = new ArrayList<>();
        choices.add(NO_BASELINE);
        metrics.lanes().forEach(lane -> choices.add(lane.card().title()));
        if (!choices.equals(baseline.getItems())) {
            filling = true;
            baseline.getItems().setAll(choices);
            baseline.setValue(words(model.baselineProperty().get()));
            filling = false;
        }
    }
}
