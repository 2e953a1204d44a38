package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightChoice;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.HindsightProgress;
import dev.tokenyard.app.viewmodel.HindsightViewModel;
import dev.tokenyard.app.viewmodel.HindsightViewModel.State;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/**
 * The hindsight optimum among the policies, in the theory mode: whether it is a contestant, how long it may be looked for,
 * how far the search has come, and what it found.
 */
final class HindsightRow extends VBox {
    private static final double DOT_RADIUS = 4.5;
    private static final int FIELD_COLUMNS = 4;
    /** Two lines and a link, or two lines and a bar, in pixels. */
    private static final double ROOM = 58;

    private final HindsightViewModel model;
    private final ObservableValue<Theme> theme;
    private final Switch wanted;
    private final Circle dot = new Circle(DOT_RADIUS);
    private final EditField limit;
    private final Label phase = new Label();
    private final Label figures = new Label();
    private final Label elapsed = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox search;
    private final Label sentence = new Label();
    private final Hyperlink difference = new Hyperlink("go to the first difference");
    /** What the search says, in as much room as its result takes, so that what is below stays where it is. */
    private final VBox findings;

    private final VBox details;

    /**
     * A row.
     *
     * @param editor applies a change, and says whether it was accepted
     */
    HindsightRow(HindsightViewModel model, Section.Editor editor, ObservableValue<Theme> theme) {
        this.model = model;
        this.theme = theme;
        wanted = new Switch("Hindsight optimum", on -> editor.edit(() -> ScenarioEdits.hindsight(on)));
        wanted.setText("Hindsight optimum");
        Rows.explain(
                wanted,
                "hindsight",
                "The least total latency of any schedule that keeps the memory, all lengths known: the integer program of"
                        + " Jaillet et al., arXiv 2502.07115, section 3. It is looked for in the background once the"
                        + " comparison stands, and becomes a lane beside it.");
        limit = new EditField(
                "Time limit of the search in seconds",
                FIELD_COLUMNS,
                text -> editor.edit(
                        () -> ScenarioEdits.hindsightSeconds(FieldText.parseCount("The time limit", text))));
        Rows.explain(
                limit,
                "hindsight-limit",
                "Seconds after which the best schedule found so far is shown, with a bound on what it may miss: "
                        + HindsightChoice.LEAST_SECONDS + " to " + HindsightChoice.MOST_SECONDS + ".");
        search = search();
        small(sentence, "hindsight-sentence");
        difference.getStyleClass().addAll("small", "hindsight-link");
        difference.setId("hindsight-difference");
        difference.setOnAction(event -> model.goToFirstDifference());
        findings = new VBox(search, sentence, difference);
        details = new VBox(Rows.of("time limit (s)", limit), findings);
        details.getStyleClass().add("policy-knobs");
        for (Node part : new Node[] {this, search, sentence, difference, details}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(wanted, gap, dot);
        row.getStyleClass().add("policy-row");
        setId("hindsight-row");
        getStyleClass().add("hindsight-row");
        getChildren().addAll(row, details);
        model.stateProperty().addListener((property, before, now) -> refresh());
        model.sentenceProperty().addListener((property, before, now) -> refresh());
        model.foundProperty().addListener((property, before, now) -> refresh());
        model.progressProperty().addListener((property, before, now) -> showProgress(now));
        theme.addListener((property, before, now) -> refresh());
        showProgress(model.progressProperty().get());
        refresh();
    }

    private VBox search() {
        small(phase, "hindsight-phase");
        small(figures, "hindsight-figures");
        elapsed.getStyleClass().addAll("small", "figure", "secondary");
        elapsed.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Share of the time limit that has passed");
        HBox.setHgrow(bar, Priority.ALWAYS);
        Hyperlink stop = new Hyperlink("stop");
        stop.getStyleClass().addAll("small", "hindsight-link");
        stop.setId("hindsight-stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setAccessibleText("Stop the search and take the best schedule found so far");
        stop.setOnAction(event -> {
            // The link goes; the keys stay in the row.
            wanted.requestFocus();
            model.stop();
        });
        HBox time = new HBox(bar, elapsed, stop);
        time.getStyleClass().add("hindsight-time");
        return new VBox(phase, figures, time);
    }

    private static void small(Label label, String id) {
        label.setId(id);
        label.getStyleClass().addAll("small", "secondary");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
    }

    /** Shows what the scenario says. */
    void show(ScenarioSpec spec) {
        setVisible(spec.cluster().isTheory());
        wanted.display(spec.hindsight().wanted());
        limit.display(Integer.toString(spec.hindsight().seconds()));
        refresh();
    }

    private void refresh() {
        State state = model.stateProperty().get();
        boolean on = wanted.isSelected();
        Hindsight found = model.foundProperty().get();
        boolean hasLane = found != null && found.lane() != Hindsight.NO_LANE;
        // Whoever had it on before the obstacle arose may still turn it off.
        wanted.setDisable(state == State.OBSTACLE && !on);
        dot.setFill(found != null && hasLane ? theme.getValue().policy(found.lane()) : Color.TRANSPARENT);
        findings.setMinHeight(on && state != State.OFF && state != State.OBSTACLE ? ROOM : 0);
        details.setVisible(on || state == State.OBSTACLE);
        search.setVisible(on && (state == State.SEARCHING || state == State.WAITING));
        bar.getParent().setVisible(state == State.SEARCHING);
        if (state == State.WAITING) {
            phase.setText("waits until the scenario is left alone");
            figures.setText("");
        }
        sentence.setText(model.sentenceProperty().get());
        sentence.setVisible(!sentence.getText().isEmpty() && (on || state == State.OBSTACLE));
        difference.setVisible(on && hasLane);
    }

    private void showProgress(HindsightProgress progress) {
        phase.setText(progress.phase());
        figures.setText(progress.figures());
        int limitSeconds = model.limitSeconds();
        bar.setProgress(Math.min(1, progress.seconds() / limitSeconds));
        elapsed.setText(String.format(Locale.ROOT, "%.1f of %d s", progress.seconds(), limitSeconds));
    }
}
