package dev.tokenyard.sim.policy;

import java.util.List;
import java.util.Map;

/**
 * A number of a policy that the user may turn. Forms, command-line options and tables derive from it.
 *
 * @param name identifier in files and on the command line
 * @param unit unit for people, empty for a bare number
 * @param min smallest allowed value
 * @param max largest allowed value
 * @param defaultValue value where the user says nothing
 * @param help one sentence on what it does
 */
public record Knob(String name, String unit, double min, double max, double defaultValue, String help) {
    /**
     * The value of a knob among those of an owner.
     *
     * @param ownerId the policy or batching mode
     * @param known its knobs
     * @param values values by name; those missing take their defaults
     * @throws IllegalArgumentException if there is no such knob or its value is out of range
     */
    public static double value(String ownerId, List<Knob> known, Map<String, Double> values, String name) {
        for (Knob knob : known) {
            if (knob.name().equals(name)) {
                return knob.check(ownerId, values.getOrDefault(name, knob.defaultValue()));
            }
        }
        throw new IllegalArgumentException("There is no knob named " + ownerId + "." + name + "; "
                + (known.isEmpty()
                        ? ownerId + " has none."
                        : "use "
                                + String.join(
                                        ", ", known.stream().map(Knob::name).toList()) + "."));
    }

    /**
     * Returns {@code value} if it lies in the range.
     *
     * @throws IllegalArgumentException otherwise, with the range
     */
    public double check(String ownerId, double value) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("Knob " + ownerId + "." + name + " is " + value
                    + "; it must lie between " + min + " and " + max + (unit.isEmpty() ? "." : " " + unit + "."));
        }
        return value;
    }
}
