package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.FigureScatter;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.view.compare.FigurePair.Chosen;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Makes the chosen charts of the present figures in the background, the newest only; the old ones stay until then. */
final class ChartFeed {
    private final CompareViewModel model;
    private final ObservableValue<Chosen> pair;
    private final LatestWins<List<ChartSpec>> making;
    private final Consumer<Notice> notices;
    private final ObjectProperty<ChartChoice> choice = new SimpleObjectProperty<>(this, "choice", ChartChoice.OVERVIEW);
    private final ReadOnlyObjectWrapper<List<ChartSpec>> charts =
            new ReadOnlyObjectWrapper<>(this, "charts", List.of());

    /** @param pair the two figures of {@link ChartChoice#TWO_FIGURES} */
    ChartFeed(
            CompareViewModel model,
            ObservableValue<Chosen> pair,
            Executor background,
            Executor foreground,
            Consumer<Notice> notices) {
        this.model = model;
        this.notices = notices;
        this.pair = pair;
        making = new LatestWins<>(background, foreground);
        model.metricsProperty().addListener((property, before, after) -> make());
        model.seeds().runsProperty().addListener((property, before, after) -> makeOfSeeds());
        choice.addListener((property, before, after) -> make());
        pair.addListener((property, before, after) -> make());
        make();
    }

    ObjectProperty<ChartChoice> choiceProperty() {
        return choice;
    }

    ReadOnlyObjectProperty<List<ChartSpec>> chartsProperty() {
        return charts.getReadOnlyProperty();
    }

    /** See {@link ComparePage#charting}. */
    @Nullable
    Function<Comparison, List<ChartSpec>> charting() {
        Function<Comparison, ComparisonMetrics> figures = model.computing();
        ChartChoice chosen = choice.get();
        Chosen two = pair.getValue();
        return figures == null ? null : of -> make(figures.apply(of), null, chosen, two, () -> false);
    }

    /** All other charts are of one seed. */
    private void makeOfSeeds() {
        if (choice.get() == ChartChoice.TWO_FIGURES) {
            make();
        }
    }

    private void make() {
        ComparisonMetrics figures = model.metricsProperty().get();
        if (figures == null) {
            return;
        }
        ChartChoice chosen = choice.get();
        Chosen two = pair.getValue();
        SeedRuns seeds = model.seedsOf(figures.comparison(), figures.window());
        making.submit(cancelled -> make(figures, seeds, chosen, two, cancelled), new LatestWins.Receiver<>() {
            @Override
            public void succeeded(List<ChartSpec> result, double millis) {
                if (result.isEmpty()) {
                    notices.accept(Notice.done(chosen.absence()));
                }
                charts.set(result);
            }

            @Override
            public void failed(Throwable failure) {
                notices.accept(Notice.problem(Objects.requireNonNullElse(failure.getMessage(), failure.toString())));
            }
        });
    }

    private static List<ChartSpec> make(
            ComparisonMetrics figures,
            @Nullable SeedRuns seeds,
            ChartChoice chosen,
            Chosen two,
            BooleanSupplier cancelled) {
        if (chosen == ChartChoice.TWO_FIGURES) {
            List<MetricColumn> columns = MetricColumns.of(figures);
            return List.of(
                    FigureScatter.of(figures, seeds, Chosen.among(columns, two.x()), Chosen.among(columns, two.y())));
        }
        return chosen.charts().stream()
                .filter(chart -> chart.suits(figures.comparison()))
                .map(chart -> {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException("Newer charts are wanted.");
                    }
                    return chart.of(figures);
                })
                .toList();
    }
}
