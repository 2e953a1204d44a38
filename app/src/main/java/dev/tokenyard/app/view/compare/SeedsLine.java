package dev.tokenyard.app.view.compare;

import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.SeedRuns;
import dev.tokenyard.app.session.SeedWords;
import dev.tokenyard.app.viewmodel.CompareViewModel;
import dev.tokenyard.app.viewmodel.SeedsViewModel;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** What the figures are where several seeds are wanted, and how far their runs are; gone with one seed. */
final class SeedsLine extends HBox {
    private final CompareViewModel compare;
    private final SeedsViewModel model;
    private final Label words = new Label();

    SeedsLine(CompareViewModel compare) {
        this.compare = compare;
        model = compare.seeds();
        getStyleClass().add("seeds-line");
        setAlignment(Pos.TOP_LEFT);
        words.setId("seeds-words");
        words.getStyleClass().addAll("secondary", "small");
        words.setWrapText(true);
        words.setMinWidth(0);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setTooltip(
                new Tooltip("With each seed every policy meets the same requests and predictions, so that differences"
                        + " from a baseline are taken in pairs."));
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren()
                .addAll(
                        words,
                        RunControls.progress(
                                "seeds-bar",
                                "seeds-cancel",
                                "Share of the seeds that were run",
                                model.shareProperty(),
                                model.runningProperty(),
                                model::stop),
                        RunControls.again("seeds-restart", model.stoppedProperty(), model::resume));
        visibleProperty().bind(model.countProperty().greaterThan(1));
        managedProperty().bind(visibleProperty());
        model.runsProperty().subscribe(runs -> say());
        model.countProperty().subscribe(count -> say());
        model.problemProperty().subscribe(problem -> say());
        model.stoppedProperty().subscribe(stopped -> say());
        compare.baselineProperty().subscribe(baseline -> say());
        compare.metricsProperty().subscribe(metrics -> say());
    }

    private void say() {
        ComparisonMetrics metrics = compare.metricsProperty().get();
        if (metrics == null) {
            return;
        }
        List<String> sentences = new ArrayList<>();
        SeedRuns runs = model.runsProperty().get();
        String scenarioSeed = "seed " + metrics.comparison().scenario().seed();
        if (!model.problemProperty().get().isEmpty()) {
            sentences.add(model.problemProperty().get());
        }
        if (model.stoppedProperty().get()) {
            int ready = runs == null ? 1 : runs.count();
            sentences.add("Stopped at " + ready + " of " + model.countProperty().get() + " seeds.");
        }
        if (runs == null) {
            sentences.add("All figures are of " + scenarioSeed + " until there are others.");
        } else {
            sentences.addAll(
                    SeedWords.of(runs, metrics, "charts, but for Two figures, are", compare.baselineRow() >= 0));
        }
        words.setText(String.join(" ", sentences));
    }
}
