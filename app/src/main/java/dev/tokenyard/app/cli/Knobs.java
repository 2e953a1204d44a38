package dev.tokenyard.app.cli;

import dev.tokenyard.sim.policy.Knob;
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
                    knob.defaultValue() + " " + knob.unit() + " (" + knob.min() + " to " + knob.max() + "): "
                            + knob.help());
        }
    }

    static void put(ObjectNode card, List<Knob> knobs) {
        ArrayNode array = card.putArray("knobs");
        for (Knob knob : knobs) {
            array.addObject()
                    .put("name", knob.name())
                    .put("unit", knob.unit())
                    .put("min", knob.min())
                    .put("max", knob.max())
                    .put("default", knob.defaultValue())
                    .put("help", knob.help());
        }
    }
}
