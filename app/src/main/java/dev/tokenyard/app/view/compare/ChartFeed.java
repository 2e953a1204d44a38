package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.chart.ChartSpec;
import dev.tokenyard.app.chart.comparison.FigureScatter;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.view.compare.FigurePair.Chosen;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Makes the chosen charts of the present figures in the background, the newest only; the old ones stay until then. */
final class ChartFeed {
    private final ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics;
    private final ObservableValue<Chosen> pair;
    private final LatestWins<List<ChartSpec>> making;
    private final Consumer<Notice> notices;
    private final ObjectProperty<ChartChoice> choice = new SimpleObjectProperty<>(this, "choice", ChartChoice.OVERVIEW);
    private final ReadOnlyObjectWrapper<List<ChartSpec>> charts =
            new ReadOnlyObjectWrapper<>(this, "charts", List.of());

    /** @param pair the two figures of {@link ChartChoice#TWO_FIGURES} */
    ChartFeed(
            ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics,
            ObservableValue<Chosen> pair,
            Executor background,
            Executor foreground,
            Consumer<Notice> notices) {
        this.metrics = metrics;
        this.notices = notices;
        this.pair = pair;
        making = new LatestWins<>(background, foreground);
        metrics.addListener((property, before, after) -> make());
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

    private void make() {
        ComparisonMetrics figures = metrics.get();
        if (figures == null) {
            return;
        }
        ChartChoice chosen = choice.get();
        Chosen two = pair.getValue();
        making.submit(cancelled -> make(figures, chosen, two, cancelled), new LatestWins.Receiver<>() {
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
            ComparisonMetrics figures, ChartChoice chosen, Chosen two, BooleanSupplier cancelled) {
        if (chosen == ChartChoice.TWO_FIGURES) {
            List<MetricColumn> columns = MetricColumns.of(figures);
            return List.of(FigureScatter.of(figures, Chosen.among(columns, two.x()), Chosen.among(columns, two.y())));
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
