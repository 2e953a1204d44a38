package dev.tokenyard.app.session;

import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.KnobKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of knobs by name, as scenario files hold them: numbers as numbers, and switches and choices by their names. The
 * numbers that stand underneath switches and choices, which older files hold, are read as well.
 */
final class KnobsJson {
    private KnobsJson() {}

    /**
     * Writes values in the order of their names.
     *
     * @param ownerId the policy or batching mode
     */
    static void write(ObjectNode node, String ownerId, Map<String, Double> knobs) {
        List<Knob> known = OwnedKnobs.of(ownerId).orElse(List.of());
        knobs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(knob -> write(node, known, knob.getKey(), knob.getValue()));
    }

    private static void write(ObjectNode node, List<Knob> known, String name, double value) {
        // What is unknown or not allowed stays a number, so that reading it again says the same of it.
        KnobKind kind = known.stream()
                .filter(knob -> knob.name().equals(name))
                .map(Knob::kind)
                .filter(k -> k.allows(value))
                .findFirst()
                .orElse(new KnobKind.Real(value, value));
        if (kind instanceof KnobKind.Real) {
            node.put(name, value);
        } else if (kind instanceof KnobKind.Whole) {
            node.put(name, (long) value);
        } else {
            node.put(name, kind.text(value));
        }
    }

    /**
     * Reads the values in a field of an owner, none if it has no such field.
     *
     * @param ownerId the policy or batching mode; what it is not known for is read as well and left to the run to refuse
     */
    static Map<String, Double> read(JsonFields owner, String field, String ownerId) throws ScenarioException {
        Map<String, Double> knobs = new LinkedHashMap<>();
        if (owner.has(field)) {
            JsonFields values = owner.object(field);
            List<Knob> known = OwnedKnobs.of(ownerId).orElse(List.of());
            for (String name : owner.node(field).propertyNames()) {
                knobs.put(name, value(values, name, ownerId, known));
            }
        }
        return knobs;
    }

    private static double value(JsonFields values, String name, String ownerId, List<Knob> known)
            throws ScenarioException {
        JsonNode value = values.node(name);
        if (!value.isString() && !value.isBoolean()) {
            return values.number(name);
        }
        try {
            return Knob.find(ownerId, known, name).parse(ownerId, value.asString());
        } catch (IllegalArgumentException refused) {
            throw values.refused(name, refused);
        }
    }
}
