package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.ComparisonViewModel;
import dev.tokenyard.app.viewmodel.HindsightProgress;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.HindsightViewModel.State;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** The place of the hindsight optimum below the lanes while it is looked for: how far the search has come. */
final class PendingLane extends HBox {
    private static final double DOT_RADIUS = 4;
    private static final double BAR_WIDTH = 90;

    private final HindsightViewModel model;
    private final ComparisonViewModel comparison;
    private final ObservableValue<Theme> theme;
    private final Circle dot = new Circle(DOT_RADIUS);
    private final Label phase = new Label();
    private final Label figures = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label elapsed = new Label();

    PendingLane(HindsightViewModel model, ComparisonViewModel comparison, ObservableValue<Theme> theme) {
        this.model = model;
        this.comparison = comparison;
        this.theme = theme;
        getStyleClass().addAll("ground", "pending-lane");
        setId("pending-lane");
        Label title = new Label("Hindsight optimum");
        title.getStyleClass().add("lane-name");
        title.setMinWidth(Region.USE_PREF_SIZE);
        phase.getStyleClass().addAll("small", "secondary");
        figures.getStyleClass().add("small");
        VBox words = new VBox(phase, figures);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        figures.managedProperty().bind(figures.textProperty().isNotEmpty());
        elapsed.getStyleClass().add("secondary");
        elapsed.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMinWidth(BAR_WIDTH);
        bar.setMaxWidth(BAR_WIDTH);
        Button stop = new Button("Stop");
        stop.setId("pending-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setAccessibleText("Stop the search and take the best schedule found so far");
        stop.setOnAction(event -> model.stop());
        getChildren().addAll(dot, title, words, bar, elapsed, stop);
        managedProperty().bind(visibleProperty());
        model.stateProperty().subscribe(this::showState);
        model.progressProperty().subscribe(this::showProgress);
        theme.subscribe(this::showState);
        showState();
    }

    private void showState() {
        setVisible(model.stateProperty().get() == State.SEARCHING);
        Comparison shown = comparison.comparisonProperty().get();
        dot.setFill(theme.getValue().policy(shown == null ? 0 : shown.lanes().size()));
    }

    private void showProgress(HindsightProgress progress) {
        phase.setText(progress.phase());
        figures.setText(progress.figures());
        int limit = model.limitSeconds();
        bar.setProgress(Math.min(1, progress.seconds() / limit));
        elapsed.setText(String.format(Locale.ROOT, "%.1f of %d s", progress.seconds(), limit));
    }
}
