package dev.tokenyard.sim.policy;

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
     * Returns {@code value} if it lies in the range.
     *
     * @throws IllegalArgumentException otherwise, with the range
     */
    public double check(String policyId, double value) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("Knob " + policyId + "." + name + " is " + value
                    + "; it must lie between " + min + " and " + max + (unit.isEmpty() ? "." : " " + unit + "."));
        }
        return value;
    }
}
