package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.MetricColumns;
import dev.tokenyard.app.view.theme.ChoiceNames;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The choice of two figures to draw against each other: the one upwards, then the one across. */
final class FigurePair extends HBox {
    private static final int MOST_ROWS = 16;

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

    private final ComboBox<String> y = choice("figure-y", "Figure on the vertical axis");
    private final ComboBox<String> x = choice("figure-x", "Figure on the horizontal axis");
    private final ReadOnlyObjectWrapper<Chosen> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", Chosen.USUAL);
    private List<MetricColumn> figures = List.of();
    private boolean filling;

    FigurePair(ReadOnlyObjectProperty<@Nullable ComparisonMetrics> metrics) {
        getStyleClass().add("figure-pair");
        setAlignment(Pos.CENTER_LEFT);
        Label against = new Label("against");
        against.getStyleClass().add("secondary");
        against.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(y, against, x);
        for (ComboBox<String> box : List.of(y, x)) {
            box.setConverter(new ChoiceNames<>(id -> Chosen.among(figures, id).name()));
            box.valueProperty().addListener((property, before, after) -> choose());
        }
        metrics.subscribe(this::offer);
    }

    private static ComboBox<String> choice(String id, String name) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(name);
        box.setVisibleRowCount(MOST_ROWS);
        return box;
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
        filling = true;
        if (!y.getItems().equals(ids)) {
            y.getItems().setAll(ids);
            x.getItems().setAll(ids);
        }
        y.setValue(Chosen.among(figures, chosen.get().y()).id());
        x.setValue(Chosen.among(figures, chosen.get().x()).id());
        filling = false;
    }

    private void choose() {
        if (!filling && y.getValue() != null && x.getValue() != null) {
            chosen.set(new Chosen(y.getValue(), x.getValue()));
        }
    }
}
