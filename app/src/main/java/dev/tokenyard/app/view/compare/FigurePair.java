package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The choice of two figures to draw against each other: the one upwards, then the one across. */
final class FigurePair extends HBox {
    /**
     * Two figures.
     *
     * @param y the id of the figure on the vertical axis
     * @param x the id of that on the horizontal axis
     */
    record Chosen(String y, String x) {
        /** What users of serving systems weigh first: tail latency and throughput. */
        static final Chosen USUAL = new Chosen("ttft-p99", "goodput");

        /** A chosen figure among those of a comparison; where it is not there, the first. */
        static MetricColumn among(List<MetricColumn> figures, String id) {
            return figures.stream()
                    .filter(figure -> figure.id().equals(id))
                    .findFirst()
                    .orElse(figures.get(0));
        }
    }

    private final IdChoice y = choice("figure-y", "Figure on the vertical axis");
    private final IdChoice x = choice("figure-x", "Figure on the horizontal axis");
    private final ReadOnlyObjectWrapper<Chosen> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", Chosen.USUAL);
    private List<MetricColumn> figures = List.of();

    FigurePair(ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics) {
        getStyleClass().add("figure-pair");
        setAlignment(Pos.CENTER_LEFT);
        Label against = new Label("against");
        against.getStyleClass().add("secondary");
        against.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(y, against, x);
        metrics.subscribe(this::offer);
    }

    private IdChoice choice(String id, String what) {
        return new IdChoice(
                id,
                what,
                figure -> Chosen.among(figures, figure).name(),
                figure -> chosen.set(new Chosen(y.getValue(), x.getValue())));
    }

    ReadOnlyObjectProperty<Chosen> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    private void offer(@Nullable ComparisonMetrics metrics) {
        if (metrics == null) {
            return;
        }
        figures = MetricColumns.of(metrics);
        List<String> ids = figures.stream().map(MetricColumn::id).toList();
        y.offer(ids, Chosen.among(figures, chosen.get().y()).id());
        x.offer(ids, Chosen.among(figures, chosen.get().x()).id());
    }
}
