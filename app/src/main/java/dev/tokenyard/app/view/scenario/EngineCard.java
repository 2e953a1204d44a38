package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.ModeChoice;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all instances: how they batch, with the mode's knobs, what routes to them, what steps cost, and whether
 * requests are swapped or sent over.
 */
final class EngineCard extends VBox {
    private static final double TOOLTIP_WIDTH = 340;

    private final Section.Editor editor;
    private final ComboBox<String> batching;
    private final ComboBox<String> router;
    private final ComboBox<String> stepTime;
    private final Map<String, String> stepTimes = new LinkedHashMap<>();
    private final Tooltip aboutStepTime = tooltip();
    private final Tooltip aboutBatching = tooltip();
    private final Tooltip aboutRouter = tooltip();
    private final VBox knobPlace = new VBox();
    private final HBox stepTimeRow;
    private final MechanismFields mechanisms;
    private @Nullable KnobFields knobs;
    private String knobsOf = "";
    private String shownStepTime = StepTimeModels.ROOFLINE;

    /**
     * A card.
     *
     * @param editor applies a change, and says whether it was accepted
     * @param chooseStepTimes lets the user choose a folder of measured step times
     */
    EngineCard(Section.Editor editor, Runnable chooseStepTimes) {
        this.editor = editor;
        batching = QuietChoice.of(
                "Batching",
                names(modes(), BatchingCard::id, BatchingCard::title),
                mode -> editor.edit(() -> ScenarioEdits.batching(mode)));
        router = QuietChoice.of(
                "Router",
                names(routers(), RouterCard::id, RouterCard::title),
                id -> editor.edit(() -> ScenarioEdits.router(id)));
        stepTimes.put(StepTimeModels.ROOFLINE, "roofline");
        stepTimes.put(StepTimeModels.UNIT, "one second a step");
        stepTimes.put(StepTimeModels.GRID, "measured…");
        stepTime = QuietChoice.of("Step-time model", stepTimes, label -> {
            if (label.equals(StepTimeModels.GRID)) {
                // The choice stays what it was unless a folder is chosen.
                show(shownStepTime);
                chooseStepTimes.run();
            } else {
                editor.edit(() -> ScenarioEdits.stepTime(label));
            }
        });
        mechanisms = new MechanismFields(editor);
        batching.setId("batching");
        router.setId("router");
        stepTime.setId("step-time");
        stepTime.setTooltip(aboutStepTime);
        batching.setTooltip(aboutBatching);
        router.setTooltip(aboutRouter);
        knobPlace.getStyleClass().add("mode-knobs");
        knobPlace.managedProperty().bind(knobPlace.visibleProperty());
        stepTimeRow = Rows.of("step-time model", stepTime);
        getStyleClass().addAll("card", "cluster-card");
        getChildren()
                .addAll(Rows.of("batching", batching), knobPlace, Rows.of("router", router), stepTimeRow, mechanisms);
        // Every step of the theory mode is a round, and nothing leaves its worker.
        stepTimeRow.managedProperty().bind(stepTimeRow.visibleProperty());
        mechanisms.managedProperty().bind(mechanisms.visibleProperty());
    }

    private static List<BatchingCard> modes() {
        return BatchingModes.all().stream().map(BatchingFactory::card).toList();
    }

    private static List<RouterCard> routers() {
        return Routers.all().stream().map(RouterFactory::card).toList();
    }

    private static Tooltip tooltip() {
        Tooltip tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        tooltip.setShowDelay(Duration.millis(400));
        tooltip.setShowDuration(Duration.seconds(40));
        return tooltip;
    }

    private static <C> Map<String, String> names(List<C> cards, Function<C, String> id, Function<C, String> title) {
        Map<String, String> names = new LinkedHashMap<>();
        cards.forEach(card -> names.put(id.apply(card), title.apply(card)));
        return names;
    }

    /** Shows what a cluster says of all its instances. */
    void show(ClusterSpec cluster) {
        batching.setValue(cluster.batching().id());
        router.setValue(cluster.router());
        show(cluster.stepTime());
        showMode(cluster.batching());
        mechanisms.show(cluster);
        mechanisms.setVisible(!cluster.isTheory());
        stepTimeRow.setVisible(!cluster.isTheory());
        aboutRouter.setText(routers().stream()
                .filter(card -> card.id().equals(cluster.router()))
                .map(card -> card.idea() + "\n\n" + card.citation())
                .findFirst()
                .orElse("This router is not known."));
    }

    private void show(String label) {
        shownStepTime = label;
        if (label.startsWith(StepTimeModels.GRID + ":")) {
            String folder = label.substring(StepTimeModels.GRID.length() + 1);
            stepTimes.put(
                    label,
                    "measured: " + folder.substring(1 + Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'))));
            aboutStepTime.setText("Interpolated between the measured steps of " + folder
                    + ". Steps beyond them are extrapolated, and a run that has some says so.");
        } else {
            aboutStepTime.setText(
                    "A roofline of data-sheet figures and measured efficiencies, steps of one second, or a"
                            + " folder of measured steps.");
        }
        if (!stepTime.getItems().contains(label)) {
            stepTime.getItems().add(label);
        }
        stepTime.setValue(label);
    }

    private void showMode(ModeChoice choice) {
        // A scenario's file may name a mode that is not known.
        BatchingCard card = modes().stream()
                .filter(known -> known.id().equals(choice.id()))
                .findFirst()
                .orElse(null);
        if (!knobsOf.equals(choice.id())) {
            knobsOf = choice.id();
            knobs = card == null ? null : fields(card);
            knobPlace.getChildren().setAll(knobs == null ? List.of() : List.of(knobs));
            knobPlace.setVisible(knobs != null && !knobs.isEmpty());
            aboutBatching.setText(card == null ? "This mode is not known." : about(card));
        }
        if (knobs != null) {
            knobs.show(choice.knobs());
        }
    }

    private KnobFields fields(BatchingCard card) {
        return new KnobFields(
                card.id(),
                card.title(),
                card.knobs(),
                (knob, value) -> editor.edit(() -> ScenarioEdits.batchingKnob(card, knob, value.get())));
    }

    private static String about(BatchingCard card) {
        String departures = card.departures().isEmpty() ? "" : "\n\nDepartures: " + card.departures();
        return card.idea() + "\n\n" + card.citation() + departures;
    }
}
