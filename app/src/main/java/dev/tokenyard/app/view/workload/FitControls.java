package dev.tokenyard.app.view.workload;

import dev.tokenyard.app.session.workbench.FitKind;
import dev.tokenyard.app.session.workbench.WorkloadEdits;
import dev.tokenyard.app.view.compare.Segments;
import dev.tokenyard.app.view.scenario.EditField;
import dev.tokenyard.app.view.scenario.Rows;
import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.app.viewmodel.WorkloadViewModel;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Whether a recipe is fitted to the trace, how much is drawn from it, and the seed of all chance. */
final class FitControls extends VBox {
    private static final double LEAST_TIMES = 0.1;
    private static final double MOST_TIMES = 10;

    private final ObjectProperty<FitKind> kind = new SimpleObjectProperty<>(this, "kind", FitKind.OFF);
    private final SliderRow times;
    private final EditField seed;
    private final VBox words = new VBox();

    /**
     * The controls.
     *
     * @param refusal takes the sentence with which a typed value is refused, empty for none
     */
    FitControls(WorkloadViewModel model, Consumer<String> refusal) {
        Segments<FitKind> choice = new Segments<>(List.of(FitKind.values()), FitKind::title, kind, "fit-");
        Tooltip.install(
                choice,
                new Tooltip("Fits a recipe of arrivals, lengths and clients to the trace and draws requests from it:\n"
                        + "lengths as log-normal mixtures with spikes, or as they were counted."));
        kind.subscribe(chosen -> model.edit(now -> now.withFit(chosen)));
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("busy");
        busy.setAccessibleText("The recipe is being fitted");
        busy.visibleProperty().bind(model.busyProperty().and(kind.isNotEqualTo(FitKind.OFF)));
        HBox line = new HBox(choice, busy);
        line.getStyleClass().add("fit-line");
        times = new SliderRow(
                "draw (×)",
                "fit-times",
                "How many times the requests of the trace are drawn, at so many times its rate.",
                SliderScale.TIMES,
                value -> {
                    if (!(value >= 0.001 && value <= 1000)) {
                        throw new IllegalArgumentException(
                                "Drawn are × " + FieldText.number(value) + "; give 0.001 to 1000.");
                    }
                    model.edit(now -> now.withTimes(value));
                },
                refusal);
        times.reach(SliderScale.TIMES, LEAST_TIMES, MOST_TIMES);
        seed = new EditField("Seed of chance", 7, typed -> {
            try {
                long value = FieldText.parseWhole("The seed", typed);
                refusal.accept("");
                model.edit(now -> now.withSeed(value));
                return true;
            } catch (IllegalArgumentException refused) {
                refusal.accept(String.valueOf(refused.getMessage()));
                return false;
            }
        });
        Rows.explain(
                seed, "edit-seed", "The seed of the sample, of classes by chance and of what is drawn from a fit.");
        getStyleClass().add("control-group");
        words.setId("fit-words");
        tell(List.of());
        getChildren().addAll(line, times, Rows.of("seed", seed), words);
    }

    /** Says what was fitted, a paragraph for each stream; nothing without a fit. */
    void tell(List<String> streams) {
        words.getChildren().setAll(streams.stream().map(FitControls::paragraph).toList());
        words.setVisible(!streams.isEmpty());
        words.setManaged(!streams.isEmpty());
    }

    private static Label paragraph(String stream) {
        Label paragraph = new Label(stream);
        paragraph.getStyleClass().addAll("small", "secondary");
        paragraph.setWrapText(true);
        paragraph.setMinHeight(USE_PREF_SIZE);
        return paragraph;
    }

    /** Shows what is done to the trace. */
    void show(WorkloadEdits edits) {
        kind.set(edits.fit());
        times.setDisable(edits.fit() == FitKind.OFF);
        times.show(edits.times());
        seed.display(Long.toString(edits.seed()));
    }
}
