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
import javafx.scene.layout.StackPane;

/** What the figures are where several seeds are wanted, and how far their runs are; gone with one seed. */
final class SeedsLine extends HBox {
    private final CompareViewModel compare;
    private final SeedsViewModel model;
    private static final String ELSEWHERE = "charts, but for Two figures, are";

    private final Label words = label();
    /** Not seen, but there: takes the room of what will be said, so that the table below stays where it is while seeds run. */
    private final Label room = label();

    SeedsLine(CompareViewModel compare) {
        this.compare = compare;
        model = compare.seeds();
        getStyleClass().add("seeds-line");
        setAlignment(Pos.TOP_LEFT);
        words.setId("seeds-words");
        room.setVisible(false);
        words.setTooltip(
                new Tooltip("With each seed every policy meets the same requests and predictions, so that differences"
                        + " from a baseline are taken in pairs."));
        StackPane said = new StackPane(room, words);
        said.setAlignment(Pos.TOP_LEFT);
        said.setMinWidth(0);
        HBox.setHgrow(said, Priority.ALWAYS);
        getChildren()
                .addAll(
                        said,
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

    private static Label label() {
        Label label = new Label();
        label.getStyleClass().addAll("secondary", "small");
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
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
            sentences.addAll(SeedWords.of(runs, metrics, ELSEWHERE, compare.baselineRow() >= 0));
        }
        words.setText(String.join(" ", sentences));
        room.setText(String.join(
                " ",
                SeedWords.expected(
                        metrics.comparison().scenario(),
                        model.countProperty().get(),
                        ELSEWHERE,
                        compare.baselineRow() >= 0)));
    }
}
