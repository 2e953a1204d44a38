package dev.tokenyard.app.view.scenario;

import dev.tokenyard.app.viewmodel.FieldText;
import dev.tokenyard.sim.policy.Knob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A row with a field for each knob of a policy or a batching mode. */
final class KnobFields extends VBox {
    private final Map<Knob, EditField> fields = new LinkedHashMap<>();

    /**
     * Rows.
     *
     * @param ownerId the policy or mode
     * @param ownerTitle its name, for a screen reader
     * @param knobs its knobs
     * @param set takes what was typed for a knob; says whether it accepts it
     */
    KnobFields(String ownerId, String ownerTitle, List<Knob> knobs, BiPredicate<Knob, String> set) {
        managedProperty().bind(visibleProperty());
        for (Knob knob : knobs) {
            EditField field = new EditField(ownerTitle + ", " + knob.name(), 5, text -> set.test(knob, text));
            field.setId("knob-" + ownerId + "-" + knob.name());
            field.setTooltip(new Tooltip(knob.help() + "\nFrom " + FieldText.number(knob.min()) + " to "
                    + FieldText.number(knob.max()) + ", by default " + FieldText.number(knob.defaultValue()) + "."));
            fields.put(knob, field);
            String unit = knob.unit().isEmpty() ? "" : " (" + knob.unit() + ")";
            getChildren().add(Rows.of(knob.name() + unit, field));
        }
    }

    /** Shows values; knobs that are not among them stand at their defaults. */
    void show(Map<String, Double> values) {
        fields.forEach((knob, field) ->
                field.display(FieldText.number(values.getOrDefault(knob.name(), knob.defaultValue()))));
    }

    /** Whether there is no knob. */
    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Reads what was typed for a knob. */
    static double parse(Knob knob, String text) {
        return FieldText.parseNumber("Knob " + knob.name(), text);
    }
}
