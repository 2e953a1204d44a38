package dev.tokenyard.app.view.sweep;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.ChartView;
import dev.tokenyard.app.chart.sweep.SweepCharts;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.sweep.PartWords;
import dev.tokenyard.app.session.sweep.Sweep;
import dev.tokenyard.app.session.sweep.SweepKnob;
import dev.tokenyard.app.session.sweep.SweepPoint;
import dev.tokenyard.app.session.sweep.SweepWords;
import dev.tokenyard.app.view.compare.Caveats;
import dev.tokenyard.app.view.compare.ChartExporter;
import dev.tokenyard.app.view.compare.ChartScroll;
import dev.tokenyard.app.view.compare.ChartTile;
import dev.tokenyard.app.view.compare.ChartTile.Caption;
import dev.tokenyard.app.view.compare.ComparePage;
import dev.tokenyard.app.view.compare.EnlargedChart;
import dev.tokenyard.app.view.compare.ExportDialogs;
import dev.tokenyard.app.view.compare.Notice;
import dev.tokenyard.app.view.compare.PageHeader;
import dev.tokenyard.app.view.compare.RangeLine;
import dev.tokenyard.app.view.compare.StatusLabel;
import dev.tokenyard.app.view.predict.PredictPage;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.SweepViewModel;
import dev.tokenyard.app.viewmodel.TimeText;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The sweep page: a figure of every policy against a knob, latency against throughput, and what follows from them. A click on
 * a point gives the scenario its value. It computes nothing until {@link SweepViewModel#activeProperty} says that it is
 * visible.
 */
public final class SweepPage extends StackPane {
    private static final double LEAST_HEIGHT = 206;
    /** Room for a plot beside the names of knees, which are written over it, and the caption. */
    private static final double LEAST_HEIGHT_OF_FIGURE = 286;

    private static final double FADED = 0.45;

    private final SweepViewModel model;
    private final ObservableValue<Theme> theme;
    private final ChartExporter exporter;
    private final ObjectProperty<@Nullable String> lit = new SimpleObjectProperty<>(this, "lit");
    private final EnlargedChart enlarged;
    private final SweepFindings findings;
    private final VBox board = new VBox();
    private final HBox pair = new HBox();
    private final Label knob = new Label();
    private final Label about = new Label();
    private final StatusLabel status = new StatusLabel();
    private final RangeLine range;
    private final Caveats caveats = new Caveats();
    private @Nullable ChartTile figureTile;
    private @Nullable ChartTile throughputTile;
    private List<ChartSpec> charts = List.of();
    /** Why what was typed last is refused; empty if it is not. */
    private String refusal = "";

    /**
     * A page.
     *
     * @param theme the current theme
     * @param dialogs where exports ask for files
     * @param background where files are written
     * @param foreground runs work on the FX thread
     * @param showStage shows the stage in place of this page
     */
    public SweepPage(
            SweepViewModel model,
            ObservableValue<Theme> theme,
            ExportDialogs dialogs,
            Executor background,
            Executor foreground,
            Runnable showStage) {
        this.model = model;
        this.theme = theme;
        exporter = new ChartExporter(dialogs, background, foreground, status::say);
        enlarged = new EnlargedChart(theme, lit, exporter);
        findings = new SweepFindings(model, theme, lit, showStage);
        range = new RangeLine("sweep-range", "Whole runs", "Take whole runs into account again", model::showWholeRuns);
        caveats.setId("sweep-caveats");
        getStyleClass().addAll("compare-page", "sweep-page", "ground");
        getStylesheets()
                .addAll(
                        stylesheet(ComparePage.class, "compare.css"),
                        stylesheet(PredictPage.class, "predict.css"),
                        stylesheet(SweepPage.class, "sweep.css"));
        board.getStyleClass().add("chart-board");
        pair.getStyleClass().add("chart-pair");
        ChartScroll scroll = ChartScroll.filling(board);
        knob.setId("swept-knob");
        status.setId("sweep-status");
        getChildren()
                .addAll(
                        new VBox(
                                new PageHeader(knob, about, status),
                                range,
                                new SweepBar(model, this::typed),
                                caveats,
                                scroll),
                        enlarged);
        model.sweepProperty().subscribe(sweep -> show());
        model.settingsProperty().subscribe(now -> show());
        model.scenario().specProperty().subscribe(spec -> show());
        model.staleProperty().subscribe(now -> showState());
        model.sweepingProperty().subscribe(now -> showState());
        model.problemProperty().subscribe(problem -> showState());
    }

    /** The charts as they stand; none before the first points are there. */
    public List<ChartSpec> charts() {
        return charts;
    }

    private void show() {
        Sweep sweep = model.sweepProperty().get();
        if (sweep == null) {
            return;
        }
        MetricColumn figure = model.figure(sweep);
        ChartSpec first = SweepCharts.figure(
                sweep, figure, sweep.plan().knob().present(model.scenario().spec()));
        ChartSpec second = SweepCharts.latencyOverThroughput(sweep, figure);
        charts = List.of(first, second);
        place(first, second);
        enlarged.update(charts);
        knob.setText(sweep.plan().knob().title());
        about.setText(sweep.plan().scenario().name());
        range.show(PartWords.of(sweep), PartWords.rule(sweep.plan().knob()));
        caveats.show(PartWords.gaps(sweep));
        showState();
    }

    private void place(ChartSpec first, ChartSpec second) {
        if (figureTile == null || throughputTile == null) {
            ChartTile wide = tile(first, Caption.FIRST_LINE);
            ChartTile narrow = tile(second, Caption.NONE);
            figureTile = wide;
            throughputTile = narrow;
            for (Region half : List.of(narrow, findings)) {
                HBox.setHgrow(half, Priority.ALWAYS);
                half.setPrefWidth(1);
                half.setMinWidth(0);
            }
            pair.getChildren().addAll(narrow, findings);
            grow(wide, LEAST_HEIGHT_OF_FIGURE);
            grow(pair, LEAST_HEIGHT);
            board.getChildren().addAll(wide, pair);
        } else {
            figureTile.show(first);
            throughputTile.show(second);
        }
    }

    private ChartTile tile(ChartSpec chart, Caption caption) {
        ChartTile tile =
                new ChartTile(chart, theme, lit, exporter, opened -> enlarged.open(opened.chart(), opened), caption);
        tile.setOnPoint(point -> open(chart.id(), point));
        return tile;
    }

    private static void grow(Region region, double leastHeight) {
        region.setMinHeight(leastHeight);
        region.setPrefHeight(leastHeight);
        region.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(region, Priority.ALWAYS);
    }

    private boolean open(String chart, ChartView.Pointed pointed) {
        Sweep sweep = model.sweepProperty().get();
        if (sweep == null || model.staleProperty().get()) {
            return false;
        }
        Optional<SweepPoint> point =
                SweepCharts.pointAt(sweep, chart, pointed.series().name(), pointed.index());
        point.ifPresent(clicked -> {
            SweepKnob varied = sweep.plan().knob();
            findings.choose(clicked, SweepWords.of(clicked, varied, model.figure(sweep)));
            model.open(clicked.value());
        });
        return point.isPresent();
    }

    private void typed(Notice notice) {
        refusal = notice.words();
        showState();
    }

    private void showState() {
        boolean stale = model.staleProperty().get();
        board.getChildren().forEach(part -> part.setOpacity(stale ? FADED : 1));
        Sweep sweep = model.sweepProperty().get();
        // Points that come in must not wipe away what the user has yet to read.
        String problem = refusal.isEmpty() ? model.problemProperty().get() : refusal;
        if (!problem.isEmpty() || sweep == null) {
            status.say(new Notice(problem, !problem.isEmpty()));
            return;
        }
        String words = TimeText.count(sweep.points(), "point simulated", "points simulated");
        if (stale) {
            words = model.sweepingProperty().get()
                    ? "shown for what was before; simulating anew"
                    : "shown for what was before";
        } else if (model.sweepingProperty().get()) {
            words += " so far";
        }
        status.say(new Notice(words, false));
    }

    private static String stylesheet(Class<?> owner, String name) {
        URL url = Objects.requireNonNull(owner.getResource(name), name + " is missing");
        return url.toExternalForm();
    }
}
