package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.session.KnobWords;
import dev.tokenyard.sim.policy.Knob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import javafx.scene.layout.VBox;

/** A row with a control for each knob of a policy or a batching mode. */
final class KnobFields extends VBox {
    private final Map<Knob, KnobControl> controls = new LinkedHashMap<>();

    /**
     * Rows.
     *
     * @param ownerId the policy or mode
     * @param ownerTitle its name, for a screen reader
     * @param knobs its knobs
     * @param set takes the value of a knob, which throws where a text is none; says whether it accepts it
     */
    KnobFields(String ownerId, String ownerTitle, List<Knob> knobs, BiPredicate<Knob, Supplier<Double>> set) {
        managedProperty().bind(visibleProperty());
        for (Knob knob : knobs) {
            KnobControl control = KnobControl.of(ownerId, ownerTitle, knob, value -> set.test(knob, value));
            controls.put(knob, control);
            getChildren().add(Rows.ofYielding(KnobWords.name(knob) + unit(knob), control.node()));
        }
    }

    /** In short, as everywhere in the panel: the tooltip has the words. */
    private static String unit(Knob knob) {
        return knob.unit().isEmpty()
                ? ""
                : " (" + knob.unit().replace("tokens", "tok").replace("request", "req") + ")";
    }

    /** Shows values; knobs that are not among them, or cannot stand where they do, stand at their defaults. */
    void show(Map<String, Double> values) {
        controls.forEach((knob, control) -> {
            double value = values.getOrDefault(knob.name(), knob.defaultValue());
            control.show(knob.kind().allows(value) ? value : knob.defaultValue());
        });
    }

    /** Whether there is no knob. */
    boolean isEmpty() {
        return controls.isEmpty();
    }
}
