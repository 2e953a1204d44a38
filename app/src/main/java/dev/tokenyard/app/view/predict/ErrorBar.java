package dev.tokenyard.app.view.predict;

import dev.tokenyard.app.session.predict.ErrorFamily;
import dev.tokenyard.app.session.predict.SweepFigure;
import dev.tokenyard.app.view.compare.RunControls;
import dev.tokenyard.app.view.compare.Segments;
import dev.tokenyard.app.view.theme.FilledSlider;
import dev.tokenyard.app.viewmodel.PredictViewModel;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** How bad predictions are: the way in which they get worse, a slider along it, and the figure that is watched. */
final class ErrorBar extends HBox {
    private static final double NUDGE = 0.05;
    private static final double BESIDE_THE_LINE = 0.5;
    private static final double LEAST_LEVEL = 44;

    private final PredictViewModel model;
    private final Slider level = new FilledSlider("Error of the predictions, from the oracle to noise", 0, 1);
    private boolean refreshing;

    ErrorBar(PredictViewModel model) {
        this.model = model;
        getStyleClass().add("choice-bar");
        Segments<ErrorFamily> family =
                new Segments<>(List.of(ErrorFamily.values()), ErrorFamily::title, model.familyProperty(), "family-");
        family.setMinWidth(USE_PREF_SIZE);
        level.setId("error-level");
        level.setBlockIncrement(NUDGE);
        level.valueProperty().addListener(value -> {
            if (!refreshing) {
                model.setLevel(level.getValue());
            }
        });
        Tooltip tooltip = new Tooltip();
        level.setTooltip(tooltip);
        model.familyProperty().subscribe(now -> tooltip.setText(now.idea()));
        HBox.setHgrow(level, Priority.ALWAYS);
        level.setMaxWidth(420);
        level.setMinWidth(LEAST_LEVEL);
        HBox line = new HBox(end("oracle"), level, end("noise"));
        line.getStyleClass().add("error-line");
        HBox.setHgrow(line, Priority.ALWAYS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        Segments<SweepFigure> figure = new Segments<>(
                List.of(SweepFigure.values()), SweepFigure::shortTitle, model.figureProperty(), "figure-");
        figure.setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        family,
                        line,
                        gap,
                        RunControls.progress(
                                "sweep-progress",
                                "sweep-stop",
                                "Simulated levels of error",
                                model.progressProperty(),
                                model.sweepingProperty(),
                                model::cancel),
                        RunControls.again("sweep-again", model.stoppedProperty(), model::restart),
                        figure);
        model.scenario().specProperty().subscribe(spec -> refresh());
        model.familyProperty().subscribe(now -> refresh());
        model.studyProperty().subscribe(study -> refresh());
    }

    private static Label end(String word) {
        Label label = new Label(word);
        label.getStyleClass().addAll("small", "secondary");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void refresh() {
        if (!level.isValueChanging() && !level.isPressed()) {
            refreshing = true;
            level.setValue(model.level().orElse(model.disorder()));
            refreshing = false;
        }
        // A predictor of another kind stands beside the line, about as far along as its order is lost.
        level.setOpacity(model.level().isPresent() ? 1 : BESIDE_THE_LINE);
    }
}
