package dev.tokenyard.app.view.experiments;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.reproduce.ExperimentCharts;
import dev.tokenyard.app.view.compare.ChartExporter;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.compare.ComparePage;
import dev.tokenyard.app.view.compare.EnlargedChart;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.compare.Notice;
import dev.tokenyard.app.view.compare.PageHeader;
import dev.tokenyard.app.view.compare.StatusLabel;
import dev.tokenyard.app.view.theme.SectionHeading;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ExperimentSheet;
import dev.tokenyard.app.viewmodel.ExperimentSheet.Outcome;
import dev.tokenyard.app.viewmodel.ExperimentsViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The experiments page: published experiments at the left, and at the right the chosen one, how much of it is run, and its
 * figures beside the published ones. Leaving the page stops nothing.
 */
public final class ExperimentsPage extends StackPane {

    private final ObservableValue<Theme> theme;
    private final ChartExporter exporter;
    private final ObjectProperty<@Nullable String> lit = new SimpleObjectProperty<>(this, "lit");
    private final EnlargedChart enlarged;
    private final Label title = new Label();
    private final Label source = new Label();
    private final StatusLabel status = new StatusLabel();
    private final Label made = new Label();
    private final Label notYetRun = new Label(
            "No figures yet. Run draws the trials, simulates every policy on each and sets the figures beside the published ones.");
    private final Paragraphs parameters = new Paragraphs("What is run");
    private final Paragraphs notes = new Paragraphs("Why the figures differ");
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final ExperimentList list;
    private Subscription followed = Subscription.EMPTY;
    /** Views of results are kept, as making one takes longer than the eye forgives. */
    private final Map<ExperimentSheet, ResultView> results = new HashMap<>();

    /**
     * A page.
     *
     * @param theme the current theme
     * @param dialogs where exports ask for files
     * @param background where files are written
     * @param foreground runs work on the FX thread
     */
    public ExperimentsPage(
            ExperimentsViewModel model,
            ObservableValue<Theme> theme,
            ExportDialogs dialogs,
            Executor background,
            Executor foreground) {
        this.theme = theme;
        exporter = new ChartExporter(dialogs, background, foreground, status::say);
        enlarged = new EnlargedChart(theme, lit, exporter);
        getStyleClass().addAll("compare-page", "experiments-page", "ground");
        getStylesheets()
                .addAll(
                        stylesheet(ComparePage.class, "compare.css"),
                        stylesheet(ExperimentsPage.class, "experiments.css"));
        notYetRun.setId("experiment-not-run");
        notYetRun.getStyleClass().add("secondary");
        notYetRun.setWrapText(true);
        content.getStyleClass().add("experiment-content");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setId("experiment-scroll");
        scroll.setAccessibleText("What is run, and the figures");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox chosen = new VBox(header(), new RunBar(model), scroll);
        chosen.setMinWidth(0);
        HBox.setHgrow(chosen, Priority.ALWAYS);
        list = new ExperimentList(model);
        getChildren().addAll(new HBox(list, chosen), enlarged);
        model.chosenProperty().subscribe(this::follow);
    }

    /** The arrows then choose an experiment at once. */
    @Override
    public void requestFocus() {
        list.requestFocus();
    }

    private PageHeader header() {
        title.setId("experiment-title");
        status.setId("experiment-status");
        return new PageHeader(title, source, status);
    }

    private void follow(ExperimentSheet sheet) {
        followed.unsubscribe();
        title.setText(sheet.experiment().title());
        source.setText(sheet.experiment().source());
        status.say(Notice.done(""));
        followed = sheet.outcomeProperty()
                .subscribe(outcome -> show(sheet, outcome))
                .and(sheet.trialsProperty().subscribe(text -> parameters.show(sheet.parameters())))
                .and(sheet.seedProperty().subscribe(text -> parameters.show(sheet.parameters())));
        scroll.setVvalue(0);
    }

    private void show(ExperimentSheet sheet, @Nullable Outcome outcome) {
        parameters.show(sheet.parameters());
        notes.show(outcome == null ? List.of() : outcome.result().notes());
        HBox words = new HBox(parameters, notes);
        words.getStyleClass().add("experiment-words");
        content.getChildren().setAll(words);
        if (outcome == null) {
            content.getChildren().add(notYetRun);
            return;
        }
        made.setId("experiment-made");
        made.getStyleClass().setAll("label", "secondary");
        made.setText(outcome.settings().text() + "  ·  took " + TimeText.duration(outcome.seconds()));
        HBox line = new HBox(new SectionHeading("Figures"), made);
        line.getStyleClass().add("figures-heading");
        content.getChildren().addAll(line, viewOf(sheet, outcome));
        enlarged.update(ExperimentCharts.all(sheet.experiment(), outcome.settings(), outcome.result()));
    }

    private ResultView viewOf(ExperimentSheet sheet, Outcome outcome) {
        ResultView known = results.get(sheet);
        if (known != null && known.outcome() == outcome) {
            return known;
        }
        if (known != null) {
            known.release();
        }
        ResultView view = new ResultView(sheet.experiment(), outcome, this::tile, exporter, status::say);
        results.put(sheet, view);
        return view;
    }

    private ChartTile tile(ChartSpec chart) {
        return new ChartTile(chart, theme, lit, exporter, tile -> enlarged.open(tile.chart(), tile));
    }

    private static String stylesheet(Class<?> owner, String name) {
        URL url = Objects.requireNonNull(owner.getResource(name), name + " is missing");
        return url.toExternalForm();
    }
}
