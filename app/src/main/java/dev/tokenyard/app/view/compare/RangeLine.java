package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.RangeWords;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Which requests and what time the figures are of, where a range of time is marked; gone where none is. */
final class RangeLine extends HBox {
    private final Label words = new Label();

    RangeLine(CompareViewModel model) {
        getStyleClass().add("range-line");
        setAlignment(Pos.TOP_LEFT);
        words.setId("range-words");
        words.getStyleClass().add("strong");
        words.setMinWidth(USE_PREF_SIZE);
        Label definition = new Label(RangeWords.DEFINITION);
        definition.getStyleClass().addAll("secondary", "small");
        definition.setWrapText(true);
        definition.setMinWidth(0);
        definition.setMinHeight(USE_PREF_SIZE);
        definition.setMaxWidth(Double.MAX_VALUE);
        definition.setTooltip(new Tooltip(RangeWords.DEFINITION));
        HBox.setHgrow(definition, Priority.ALWAYS);
        Hyperlink whole = new Hyperlink("Whole run");
        whole.setId("whole-run");
        whole.setAccessibleText("Take the whole run into account again");
        whole.setMinWidth(USE_PREF_SIZE);
        whole.setOnAction(event -> model.showWholeRun());
        getChildren().addAll(words, definition, whole);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        model.metricsProperty().subscribe(this::show);
    }

    /** While there are no figures the table of those before stays, and so do the words beside it. */
    private void show(@Nullable ComparisonMetrics metrics) {
        if (metrics != null) {
            words.setText(metrics.rangeWords());
            setVisible(!metrics.rangeWords().isEmpty());
        }
    }
}
