package dev.tokenyard.app.view.workload;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.app.session.workbench.WorkloadStudy;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The edits of a trace's times and requests. */
final class EditControls extends VBox {
    private static final double PERCENT = 100;
    private static final double LEAST_TIMES = 0.1;
    private static final double MOST_TIMES = 10;
    private static final double LEAST_SHIFT = 60;

    private final WorkloadViewModel model;
    private final SliderRow from;
    private final SliderRow to;
    private final SliderRow share;
    private final SliderRow rate;
    private final SliderRow shift;
    private final SliderRow otherShift;
    private final Label otherName = new Label();
    private final HBox otherLine;
    private double step = 1;

    /**
     * The controls.
     *
     * @param refusal takes the sentence with which a typed value is refused, empty for none
     */
    EditControls(WorkloadViewModel model, WorkloadFiles files, Consumer<String> refusal) {
        this.model = model;
        from = row(
                "from (s)",
                "edit-from",
                "Leaves out what arrives before; the rest then begins at 0.",
                this::cutFrom,
                refusal);
        to = row("to (s)", "edit-to", "Leaves out what arrives from then on.", this::cutTo, refusal);
        share = row(
                "sample (%)",
                "edit-sample",
                "Keeps a share of the requests by chance; those of one session stay together.",
                value -> {
                    require(
                            value > 0 && value <= PERCENT,
                            "The sample is " + FieldText.number(value) + " %; give more than 0 and at most 100.");
                    model.edit(now -> now.withShare(value / PERCENT));
                },
                refusal);
        rate = row(
                "rate (×)",
                "edit-rate",
                "How many times faster requests arrive.",
                value -> {
                    require(
                            value >= 0.001 && value <= 1000,
                            "The rate is × " + FieldText.number(value) + "; give 0.001 to 1000.");
                    model.edit(now -> now.withRate(value));
                },
                refusal);
        shift = row(
                "shift (s)",
                "edit-shift",
                "Lets all requests arrive so much later: with a merge, than those of the other trace.",
                value -> model.edit(now -> now.withShift(shiftOf(value))),
                refusal);
        otherShift = row(
                "shift it (s)",
                "edit-other-shift",
                "Lets the requests of the other trace arrive so much later.",
                value -> model.edit(now -> now.withOtherShift(shiftOf(value))),
                refusal);
        TraceMenu merge = new TraceMenu(
                "merge with",
                Feather.PLUS,
                "Merge with another trace",
                files,
                () -> model.scenario().recentTraces().list(),
                other -> model.edit(now -> now.withOther(Optional.of(other))));
        merge.setId("edit-merge");
        merge.setTooltip(
                new Tooltip(
                        "Adds the requests of another trace. The traces share no prefixes, and clients and sessions stay apart."));
        Button remove = new Button("", new FontIcon(Feather.X));
        remove.setId("edit-merge-remove");
        remove.getStyleClass().addAll("flat", "merge-remove");
        remove.setAccessibleText("Merge with no other trace");
        remove.setTooltip(new Tooltip("Merge with no other trace"));
        remove.setOnAction(event -> model.edit(now -> now.withOther(Optional.empty())));
        remove.setMinWidth(USE_PREF_SIZE);
        otherName.setId("edit-merge-name");
        otherName.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        otherLine = new HBox(otherName, gap, remove);
        otherLine.getStyleClass().add("merge-line");
        otherLine.managedProperty().bind(otherLine.visibleProperty());
        getStyleClass().add("control-group");
        getChildren().addAll(from, to, share, rate, shift, merge, otherLine, otherShift);
        share.reach(SliderScale.steps(1), 1, PERCENT);
        rate.reach(SliderScale.TIMES, LEAST_TIMES, MOST_TIMES);
    }

    private static SliderRow row(
            String words, String id, String help, SliderRow.Change change, Consumer<String> refusal) {
        return new SliderRow(words, id, help, SliderScale.steps(1), change, refusal);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static double shiftOf(double value) {
        require(
                value >= 0 && value <= Ticks.toSeconds(Ticks.MAX_ARRIVAL),
                "The shift is " + FieldText.number(value) + " s; give 0 or more, and at most 100 days.");
        return value;
    }

    private void cutFrom(double value) {
        require(value >= 0, "The cut begins at " + FieldText.number(value) + " s; give 0 or more.");
        model.edit(now -> now.withCut(Math.max(0, Math.min(value, lastOf(now) - step)), now.toSeconds()));
    }

    private void cutTo(double value) {
        require(value > 0, "The cut ends at " + FieldText.number(value) + " s; give more than 0.");
        // The right end stands for all that there is, so that it stays so.
        model.edit(now -> now.withCut(
                now.fromSeconds(),
                value > last() ? Double.POSITIVE_INFINITY : Math.max(value, now.fromSeconds() + step)));
    }

    private double last() {
        WorkloadStudy study = model.studyProperty().get();
        return study == null ? 0 : Ticks.toSeconds(study.recorded().trace().lastArrivalTick());
    }

    private double lastOf(WorkloadEdits edits) {
        return Math.min(edits.toSeconds(), last() + step);
    }

    /** Shows what is done to the trace. */
    void show(WorkloadEdits edits) {
        double last = last();
        step = SliderScale.stepOf(last);
        SliderScale seconds = SliderScale.steps(step);
        // One step beyond the last arrival, which is then kept.
        double end = Math.max(step, Math.ceil(last / step + 1e-9) * step + (last == 0 ? 0 : step));
        from.reach(seconds, 0, end);
        to.reach(seconds, 0, end);
        shift.reach(seconds, 0, Math.max(LEAST_SHIFT, end));
        otherShift.reach(seconds, 0, Math.max(LEAST_SHIFT, end));
        from.show(edits.fromSeconds());
        to.show(
                Math.min(end, edits.toSeconds()),
                Double.isInfinite(edits.toSeconds()) ? "end" : FieldText.number(edits.toSeconds()));
        share.show(Math.rint(1e6 * edits.share() * PERCENT) / 1e6);
        rate.show(edits.rate());
        shift.show(edits.shiftSeconds());
        otherLine.setVisible(edits.other().isPresent());
        otherShift.setVisible(edits.other().isPresent());
        otherName.setText(edits.other().map(EditControls::nameOf).orElse(""));
        otherShift.show(edits.otherShiftSeconds());
    }

    private static String nameOf(TraceSource source) {
        if (source.kind() == SourceKind.SAMPLE) {
            return source.location();
        }
        Path name = Path.of(source.location()).getFileName();
        return name == null ? source.location() : name.toString();
    }
}
