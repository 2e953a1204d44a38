package dev.tokenyard.app.cli;

import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.KnobKind;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The knobs on a card, for people and as JSON. */
final class Knobs {
    private Knobs() {}

    static void rows(TextTable table, List<Knob> knobs) {
        for (Knob knob : knobs) {
            table.row(
                    "knob " + knob.name(),
                    knob.text(knob.defaultValue()) + " (" + knob.allowed() + "): " + knob.help());
        }
    }

    static void put(ObjectNode card, List<Knob> knobs) {
        ArrayNode array = card.putArray("knobs");
        for (Knob knob : knobs) {
            ObjectNode node = array.addObject()
                    .put("name", knob.name())
                    .put("kind", knob.kind().label())
                    .put("unit", knob.unit());
            if (knob.kind() instanceof KnobKind.Choice choice) {
                ArrayNode values = node.putArray("values");
                choice.names().forEach(values::add);
                node.put("default", knob.text(knob.defaultValue()));
            } else if (knob.kind() instanceof KnobKind.OnOff) {
                node.putArray("values").add("off").add("on");
                node.put("default", knob.text(knob.defaultValue()));
            } else {
                node.put("min", knob.kind().min()).put("max", knob.kind().max()).put("default", knob.defaultValue());
            }
            node.put("help", knob.help());
        }
    }
}
