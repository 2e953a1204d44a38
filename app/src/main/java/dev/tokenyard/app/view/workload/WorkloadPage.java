package dev.tokenyard.app.view.workload;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.workload.WorkloadCharts;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.workbench.Grouping;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.app.view.compare.ChartExporter;
import dev.tokenyard.app.view.compare.ChartGrid;
import dev.tokenyard.app.view.compare.ChartScroll;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.compare.ChartTile.Caption;
import dev.tokenyard.app.view.compare.ComparePage;
import dev.tokenyard.app.view.compare.EnlargedChart;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.compare.PageHeader;
import dev.tokenyard.app.view.compare.Segments;
import dev.tokenyard.app.view.compare.StatusLabel;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.RunClock;
import dev.tokenyard.app.viewmodel.WorkloadText;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;
import dev.tokenyard.sim.model.SloClass;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The workload page: the scenario's trace in charts, and at the left what is done to it. The charts follow each step of a slider. It
 * computes nothing until {@link WorkloadViewModel#activeProperty} says that it is visible.
 */
public final class WorkloadPage extends StackPane {
    private static final double LEAST_CHART_WIDTH = 300;
    /** A legend and two lines of figures leave no less to the plot. */
    private static final double LEAST_CHART_HEIGHT = 252;

    private final WorkloadViewModel model;
    private final ObservableValue<Theme> theme;
    private final ChartExporter exporter;
    private final ObjectProperty<@Nullable String> lit = new SimpleObjectProperty<>(this, "lit");
    private final EnlargedChart enlarged;
    private final ChartGrid grid;
    private final LatestWins<List<ChartSpec>> feed;
    private final Label name = new Label();
    private final Label about = new Label();
    private final StatusLabel status = new StatusLabel();
    private List<ChartSpec> charts = List.of();

    /**
     * A page.
     *
     * @param theme the current theme
     * @param files asks for traces and where to save them
     * @param dialogs where charts are exported to
     * @param background where files are written
     * @param foreground runs work on the FX thread
     */
    public WorkloadPage(
            WorkloadViewModel model,
            ObservableValue<Theme> theme,
            WorkloadFiles files,
            ExportDialogs dialogs,
            Executor background,
            Executor foreground) {
        this.model = model;
        this.theme = theme;
        exporter = new ChartExporter(dialogs, background, foreground, status::say);
        enlarged = new EnlargedChart(theme, lit, exporter);
        feed = new LatestWins<>(background, foreground);
        grid = new ChartGrid(this::tile, LEAST_CHART_WIDTH, LEAST_CHART_HEIGHT);
        getStyleClass().addAll("compare-page", "workload-page", "ground");
        getStylesheets()
                .addAll(stylesheet(ComparePage.class, "compare.css"), stylesheet(WorkloadPage.class, "workload.css"));
        name.setId("workload-name");
        about.setId("workload-about");
        about.setTooltip(new Tooltip(
                "KS in the captions is the Kolmogorov-Smirnov distance: the largest difference between the shares\n"
                        + "of both traces that do not exceed a value, 0 for alike and 1 for not overlapping."));
        ChartScroll scroll = ChartScroll.of(grid);
        VBox right = new VBox(new PageHeader(name, about, status, groups()), scroll);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(new HBox(new WorkloadControls(model, files), right), enlarged);
        model.studyProperty().subscribe(study -> show());
        model.groupingProperty().subscribe(grouping -> show());
        model.scenario().specProperty().subscribe(spec -> describe());
    }

    /** The charts as they stand; none before the first are there. */
    public List<ChartSpec> charts() {
        return charts;
    }

    /** Of all requests together, or of the classes or clients beside each other, where the trace names any. */
    private HBox groups() {
        Label by = new Label("show by");
        by.getStyleClass().addAll("secondary", "group-caption");
        by.setMinWidth(USE_PREF_SIZE);
        Segments<Grouping> choice =
                new Segments<>(List.of(Grouping.values()), Grouping::title, model.groupingProperty(), "group-");
        Tooltip.install(
                choice,
                new Tooltip("Rate, times between arrivals and lengths of all requests together,\n"
                        + "or of each class or of the clients with most requests."));
        HBox line = new HBox(by, choice);
        line.getStyleClass().add("group-choice");
        line.setMinWidth(USE_PREF_SIZE);
        line.managedProperty().bind(line.visibleProperty());
        model.studyProperty().subscribe(study -> {
            boolean any = false;
            for (Grouping grouping : Grouping.values()) {
                boolean applies = study != null && grouping.applies(study);
                any |= applies && grouping != Grouping.ALL;
                choice.getChildren().get(grouping.ordinal()).setDisable(!applies);
            }
            line.setVisible(any);
        });
        return line;
    }

    private ChartTile tile(ChartSpec chart) {
        return new ChartTile(chart, theme, lit, exporter, tile -> enlarged.open(tile.chart(), tile), Caption.WHOLE);
    }

    private void show() {
        WorkloadStudy study = model.studyProperty().get();
        if (study == null) {
            return;
        }
        RunClock clock = model.clock();
        Grouping grouping = model.groupingProperty().get();
        List<String> classes = model.scenario().spec().sloClasses().stream()
                .map(SloClass::name)
                .toList();
        // A picture of many requests is summed up in the background, too.
        feed.submit(
                cancelled -> WorkloadCharts.all(
                        study,
                        topic -> WorkloadText.caption(study, topic, clock),
                        clock == RunClock.ROUNDS,
                        grouping,
                        classes),
                new LatestWins.Receiver<List<ChartSpec>>() {
                    @Override
                    public void succeeded(List<ChartSpec> next, double millis) {
                        charts = next;
                        grid.show(next);
                        enlarged.update(next);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        throw new IllegalStateException("A trace could not be drawn.", failure);
                    }
                });
        describe();
    }

    private void describe() {
        WorkloadStudy study = model.studyProperty().get();
        if (study != null) {
            name.setText(study.recorded().trace().name());
            about.setText(WorkloadText.summary(study.recorded(), model.clock())
                    + (study.isChanged()
                            ? " · " + study.afterName() + ": " + WorkloadText.summary(study.after(), model.clock())
                            : "")
                    + played(model.scenario().spec()));
        }
    }

    /** What the scenario itself makes of the trace, which is not on show here. */
    private static String played(ScenarioSpec spec) {
        return (spec.rateScale() == 1
                        ? ""
                        : String.format(Locale.ROOT, " · the scenario plays it at × %.2f", spec.rateScale()))
                + (spec.limit() == 0
                        ? ""
                        : String.format(Locale.ROOT, " · the scenario plays the first %,d", spec.limit()));
    }

    private static String stylesheet(Class<?> owner, String name) {
        URL url = Objects.requireNonNull(owner.getResource(name), name + " is missing");
        return url.toExternalForm();
    }
}
