package dev.tokenyard.app.view.sweep;

import dev.tokenyard.app.session.MetricColumn;
import dev.tokenyard.app.session.sweep.SweepKnob;
import dev.tokenyard.app.view.compare.IdChoice;
import dev.tokenyard.app.view.compare.Notice;
import dev.tokenyard.app.view.compare.RunControls;
import dev.tokenyard.app.view.scenario.EditField;
import dev.tokenyard.app.view.scenario.Rows;
import dev.tokenyard.app.viewmodel.SweepSettings;
import dev.tokenyard.app.viewmodel.SweepViewModel;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is varied and over which values; below it what is drawn, and how often and against which goal it is simulated. */
final class SweepBar extends VBox {
    private static final int NUMBER_COLUMNS = 5;
    private static final int COUNT_COLUMNS = 3;
    private static final double FIRST_WORD_WIDTH = 36;

    private final SweepViewModel model;
    private final Consumer<Notice> notices;
    private final IdChoice knob;
    private final IdChoice figure;
    private final EditField from;
    private final EditField to;
    private final EditField points;
    private final EditField seeds;
    private final EditField goal;
    private final Label unit = words("");

    /** @param notices takes what is to be said of a refused text, or nothing of one that is accepted */
    SweepBar(SweepViewModel model, Consumer<Notice> notices) {
        this.model = model;
        this.notices = notices;
        from = field("sweep-from", "From", NUMBER_COLUMNS, "The least value.", text -> setRange());
        to = field("sweep-to", "To", NUMBER_COLUMNS, "The largest value.", text -> setRange());
        points = field(
                "sweep-points",
                "Points",
                COUNT_COLUMNS,
                "Evenly spaced values. The ends and the middle are simulated first.",
                model::setPoints);
        seeds = field(
                "sweep-seeds",
                "Seeds",
                COUNT_COLUMNS,
                "Each value is simulated with so many seeds; bands are 95 % intervals of the mean (Student's t).",
                model::setSeeds);
        goal = field(
                "sweep-goal",
                "Goal in percent",
                COUNT_COLUMNS,
                "The share of requests that have to meet their objectives.",
                model::setGoal);
        knob = new IdChoice("sweep-knob", "What is varied", this::knobName, model::chooseKnob);
        figure = new IdChoice("sweep-figure-choice", "The figure that is drawn", this::figureName, model::chooseFigure);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox what = new HBox(
                choicePair("Vary", knob),
                pair("from", from),
                pair("to", to),
                unit,
                pair("points", points),
                gap,
                RunControls.progress(
                        "sweep-bar",
                        "sweep-cancel",
                        "Simulated share of the sweep",
                        model.progressProperty(),
                        model.sweepingProperty(),
                        model::cancel),
                RunControls.again("sweep-restart", model.stoppedProperty(), model::restart));
        HBox how = new HBox(choicePair("Show", figure), pair("seeds", seeds), pair("goal", goal), words("%"));
        what.getStyleClass().add("choice-bar");
        how.getStyleClass().addAll("choice-bar", "second");
        getChildren().addAll(what, how);
        model.settingsProperty().subscribe(now -> refresh());
        model.knobsProperty().subscribe(now -> refresh());
    }

    /** Both ends count as they are typed: a pair may be fine of which neither is beside the other's former value. */
    private String setRange() {
        return model.setRange(from.getText(), to.getText());
    }

    private EditField field(String id, String name, int columns, String help, Function<String, String> change) {
        EditField field = new EditField(name, columns, text -> {
            String refusal = change.apply(text);
            notices.accept(new Notice(refusal, !refusal.isEmpty()));
            return refusal.isEmpty();
        });
        Rows.explain(field, id, help);
        field.setMinWidth(USE_PREF_SIZE);
        return field;
    }

    private static HBox pair(String name, Region control) {
        Label label = words(name);
        label.setLabelFor(control);
        HBox pair = new HBox(label, control);
        pair.getStyleClass().add("sweep-pair");
        return pair;
    }

    /** As a pair, with the control below that of the other choice. */
    private static HBox choicePair(String name, Region control) {
        HBox pair = pair(name, control);
        ((Label) pair.getChildren().get(0)).setMinWidth(FIRST_WORD_WIDTH);
        return pair;
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private String knobName(String id) {
        return model.knobsProperty().get().stream()
                .filter(one -> one.id().equals(id))
                .map(SweepKnob::title)
                .findFirst()
                .orElse(id);
    }

    private String figureName(String id) {
        return model.figures().stream()
                .filter(one -> one.id().equals(id))
                .map(MetricColumn::name)
                .findFirst()
                .orElse(id);
    }

    private void refresh() {
        SweepSettings now = model.settingsProperty().get();
        SweepKnob varied = model.knob();
        knob.offer(model.knobsProperty().get().stream().map(SweepKnob::id).toList(), now.knobId());
        figure.offer(
                model.figures().stream().map(MetricColumn::id).toList(),
                model.figure().id());
        from.display(SweepText.number(now.range().from()));
        to.display(SweepText.number(now.range().to()));
        points.display(Integer.toString(now.range().points()));
        seeds.display(Integer.toString(now.seeds()));
        // Where their number is what is varied, it is not for choice.
        seeds.setDisable(varied != null && varied.isRepetitions());
        goal.display(SweepText.number(100 * now.goal()));
        unit.setText(varied == null ? "" : varied.unit());
        unit.setManaged(!unit.getText().isEmpty());
    }
}
