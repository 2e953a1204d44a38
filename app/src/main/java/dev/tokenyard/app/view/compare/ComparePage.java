package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.image.ExportFormat;
import dev.tokenyard.app.report.FigureWidth;
import dev.tokenyard.app.report.ReportSource;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricTable;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import java.net.URL;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The compare page: the metrics table above the charts. A policy that is pointed at in one place lights up in all. The
 * page computes nothing until {@link CompareViewModel#activeProperty} says that it is visible.
 */
public final class ComparePage extends StackPane {

    private final CompareViewModel model;
    private final ObservableValue<Theme> theme;
    private final ChartExporter exporter;
    private final FigurePair pair;
    private final ChartFeed feed;
    private final EnlargedChart enlarged;
    private final ChartGrid grid;
    private final StatusLabel status = new StatusLabel();
    private final Caveats caveats = new Caveats();
    private final RangeLine range;

    /**
     * A page.
     *
     * @param theme the current theme
     * @param dialogs where exports ask for files
     * @param background where charts are made and written
     * @param foreground runs work on the FX thread
     */
    public ComparePage(
            CompareViewModel model,
            ObservableValue<Theme> theme,
            ExportDialogs dialogs,
            Executor background,
            Executor foreground) {
        this.model = model;
        this.theme = theme;
        exporter = new ChartExporter(dialogs, background, foreground, status::say);
        pair = new FigurePair(model.metricsProperty());
        feed = new ChartFeed(model, pair.chosenProperty(), background, foreground, status::say);
        enlarged = new EnlargedChart(theme, model.litPolicyProperty(), exporter);
        grid = new ChartGrid(this::tile);
        range = new RangeLine("range", "Whole run", "Take the whole run into account again", model::showWholeRun);
        getStyleClass().addAll("compare-page", "ground");
        getStylesheets().add(stylesheet());
        getChildren().addAll(body(), enlarged);
        model.metricsProperty().subscribe(metrics -> {
            showCaveats();
            showRange(metrics);
        });
        model.seeds().runsProperty().subscribe(runs -> showCaveats());
        model.failureProperty().subscribe(failure -> {
            if (failure != null) {
                status.say(Notice.problem(Objects.requireNonNullElse(failure.getMessage(), failure.toString())));
            }
        });
        feed.chartsProperty().subscribe(this::showCharts);
    }

    private Region body() {
        MetricTableView table = new MetricTableView(model, theme);
        ChartScroll scroll = ChartScroll.of(grid);
        PinnedPolicies pinned = new PinnedPolicies(table, model, theme);
        StackPane.setAlignment(pinned, Pos.TOP_LEFT);
        StackPane tableCard = new StackPane(table, pinned);
        tableCard.getStyleClass().addAll("card", "table-card");
        return new VBox(
                new CompareHeader(model, new Exports(), status::say),
                range,
                new SeedsLine(model),
                tableCard,
                caveats,
                chartBar(),
                scroll);
    }

    private HBox chartBar() {
        Segments<ChartChoice> choice =
                new Segments<>(List.of(ChartChoice.values()), ChartChoice::label, feed.choiceProperty(), "charts-");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        status.setId("status");
        pair.visibleProperty().bind(feed.choiceProperty().isEqualTo(ChartChoice.TWO_FIGURES));
        pair.managedProperty().bind(pair.visibleProperty());
        HBox bar = new HBox(choice, pair, gap, status);
        bar.getStyleClass().add("choice-bar");
        return bar;
    }

    private ChartTile tile(ChartSpec chart) {
        return new ChartTile(chart, theme, model.litPolicyProperty(), exporter, this::enlarge);
    }

    private void enlarge(ChartTile tile) {
        enlarged.open(tile.chart(), tile);
    }

    /**
     * The charts that it would show of another comparison if that were shown now, to be made beforehand on any thread; null for
     * none.
     */
    public @Nullable Function<Comparison, List<ChartSpec>> charting() {
        return feed.charting();
    }

    private void showCharts(List<ChartSpec> charts) {
        grid.show(charts);
        enlarged.update(charts);
    }

    private void showCaveats() {
        ComparisonMetrics metrics = model.metricsProperty().get();
        SeedRuns runs = model.seeds().runsProperty().get();
        if (metrics == null) {
            showCaveats(List.of());
        } else {
            showCaveats(runs == null ? metrics.sharedCaveats() : runs.caveats(metrics));
        }
    }

    /** Shows sentences that a reader of the figures must know, none for the usual case. */
    void showCaveats(List<String> sentences) {
        caveats.show(sentences);
    }

    /** While there are no figures the table of those before stays, and so do the words beside it. */
    private void showRange(@Nullable ComparisonMetrics metrics) {
        if (metrics != null) {
            range.show(metrics.rangeWords(), "");
        }
    }

    /** What the menu asks for, of the figures on show. */
    private final class Exports implements CompareHeader.Exports {
        @Override
        public void all(ExportFormat format) {
            shown(metrics -> exporter.exportAll(metrics, seedsOf(metrics), format));
        }

        @Override
        public void report() {
            shown(metrics -> exporter.exportReport(name(metrics), source(metrics, model.baselineRow())));
        }

        @Override
        public void figures(FigureWidth width) {
            shown(metrics -> exporter.exportFigures(name(metrics), source(metrics, MetricTable.NO_BASELINE), width));
        }

        private @Nullable SeedRuns seedsOf(ComparisonMetrics metrics) {
            return model.seedsOf(metrics.comparison(), metrics.window());
        }

        private Supplier<ReportSource> source(ComparisonMetrics metrics, int baseline) {
            SeedRuns seeds = seedsOf(metrics);
            return () -> new ReportSource(
                    metrics,
                    baseline,
                    model.notesOn(metrics.comparison()),
                    Clock.systemUTC().instant(),
                    seeds);
        }

        private static String name(ComparisonMetrics metrics) {
            return metrics.comparison().scenario().name();
        }

        private void shown(Consumer<ComparisonMetrics> export) {
            ComparisonMetrics metrics = model.metricsProperty().get();
            if (metrics != null) {
                export.accept(metrics);
            }
        }
    }

    private static String stylesheet() {
        URL url = Objects.requireNonNull(ComparePage.class.getResource("compare.css"), "compare.css is missing");
        return url.toExternalForm();
    }
}
