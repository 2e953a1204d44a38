package dev.tokenyard.sim.policy;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A setting of a policy or a batching mode that the user may turn. Forms, command-line options and tables derive from it.
 *
 * @param name identifier in files and on the command line
 * @param unit unit for people, empty for a bare number and for what is no number
 * @param kind which values there are
 * @param defaultValue value where the user says nothing
 * @param help one sentence on what it does
 */
public record Knob(String name, String unit, KnobKind kind, double defaultValue, String help) {
    /** Any number from {@code min} to {@code max}. */
    public static Knob real(String name, String unit, double min, double max, double defaultValue, String help) {
        return new Knob(name, unit, new KnobKind.Real(min, max), defaultValue, help);
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Knob whole(String name, String unit, int min, int max, int defaultValue, String help) {
        return new Knob(name, unit, new KnobKind.Whole(min, max), defaultValue, help);
    }

    /** Off or on. */
    public static Knob onOff(String name, boolean defaultValue, String help) {
        return new Knob(name, "", new KnobKind.OnOff(), defaultValue ? 1 : 0, help);
    }

    /** One of several named values, by default the first. */
    public static Knob choice(String name, List<String> names, String help) {
        return new Knob(name, "", new KnobKind.Choice(names), 0, help);
    }

    /**
     * The value of a knob among those of an owner.
     *
     * @param ownerId the policy or batching mode
     * @param known its knobs
     * @param values values by name; those missing take their defaults
     * @throws IllegalArgumentException if there is no such knob or its value is not allowed
     */
    public static double value(String ownerId, List<Knob> known, Map<String, Double> values, String name) {
        Knob knob = find(ownerId, known, name);
        return knob.check(ownerId, values.getOrDefault(name, knob.defaultValue()));
    }

    /**
     * A knob among those of an owner.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static Knob find(String ownerId, List<Knob> known, String name) {
        for (Knob knob : known) {
            if (knob.name().equals(name)) {
                return knob;
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
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text stands for no allowed value; the message says which are
     */
    public double parse(String ownerId, String text) {
        OptionalDouble value = kind.read(text);
        if (value.isEmpty() || !kind.allows(value.getAsDouble())) {
            throw refused(ownerId, text.isBlank() ? "empty" : text.strip());
        }
        return value.getAsDouble();
    }

    /**
     * Returns {@code value} if it is allowed.
     *
     * @throws IllegalArgumentException otherwise; the message says which values are
     */
    public double check(String ownerId, double value) {
        if (!kind.allows(value)) {
            throw refused(ownerId, KnobText.number(value));
        }
        return value;
    }

    /** An allowed value as people write it, without its unit. */
    public String text(double value) {
        return kind.text(value);
    }

    /** What is allowed, with the unit, for instance {@code a number from 0 to 3,600 s}. */
    public String allowed() {
        return unit.isEmpty() ? kind.allowed() : kind.allowed() + " " + unit;
    }

    private IllegalArgumentException refused(String ownerId, String value) {
        return new IllegalArgumentException(
                "Knob " + ownerId + "." + name + " is " + value + "; give " + allowed() + ".");
    }
}
