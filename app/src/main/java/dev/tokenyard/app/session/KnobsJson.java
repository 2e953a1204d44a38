package dev.tokenyard.app.session;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Values of knobs by name, as scenario files hold them. */
final class KnobsJson {
    private KnobsJson() {}

    /** Writes values in the order of their names. */
    static void write(ObjectNode node, Map<String, Double> knobs) {
        knobs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(knob -> node.put(knob.getKey(), knob.getValue()));
    }

    /** Reads the values in a field of an owner, none if it has no such field. */
    static Map<String, Double> read(JsonFields owner, String field) throws ScenarioException {
        Map<String, Double> knobs = new LinkedHashMap<>();
        if (owner.has(field)) {
            JsonFields values = owner.object(field);
            for (String knob : owner.node(field).propertyNames()) {
                knobs.put(knob, values.number(knob, 0));
            }
        }
        return knobs;
    }
}
