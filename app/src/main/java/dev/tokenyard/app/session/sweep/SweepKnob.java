package dev.tokenyard.app.session.sweep;

import dev.tokenyard.app.session.ScenarioSpec;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a sweep varies of a scenario.
 *
 * @param id a short name without spaces, for instance {@code rate} or {@code vllm-v0.watermark}
 * @param title its name for people
 * @param unit the unit of its values, empty for a bare number
 * @param whole whether its values are whole numbers
 * @param min its least value
 * @param max its largest
 * @param role what it is to the load
 * @param usual the range to begin with
 * @param setter gives a scenario a value within the range
 * @param getter the value that a scenario has; empty where it has none
 */
public record SweepKnob(
        String id,
        String title,
        String unit,
        boolean whole,
        double min,
        double max,
        Role role,
        SweepRange usual,
        Setter setter,
        Function<ScenarioSpec, OptionalDouble> getter) {
    /** What a knob is to the load. */
    public enum Role {
        /** The larger it is the more there is to do. */
        LOAD,
        /** It says how often a run is repeated. */
        REPETITIONS,
        /** Anything else. */
        OTHER
    }

    /** Gives scenarios a value. */
    @FunctionalInterface
    public interface Setter {
        /**
         * The same scenario with another value.
         *
         * @throws IllegalArgumentException if it is refused; the message is for the user
         */
        ScenarioSpec set(ScenarioSpec scenario, double value);
    }

    /**
     * A scenario with a value.
     *
     * @throws IllegalArgumentException if the value is out of range; the message is for the user
     */
    public ScenarioSpec at(ScenarioSpec scenario, double value) {
        return setter.set(scenario, check(value));
    }

    /** Where a scenario stands; empty where it does not say. */
    public OptionalDouble present(ScenarioSpec scenario) {
        return getter.apply(scenario);
    }

    /** Whether it is the arrival rate, of which a knee can be found. */
    public boolean isLoad() {
        return role == Role.LOAD;
    }

    /** Whether it says how many seeds there are. */
    public boolean isRepetitions() {
        return role == Role.REPETITIONS;
    }

    /**
     * Returns a value that is allowed.
     *
     * @throws IllegalArgumentException otherwise; the message says which are
     */
    double check(double value) {
        if (!(value >= min && value <= max) || whole && value != Math.rint(value)) {
            throw new IllegalArgumentException(title + " is " + SweepWords.number(value) + "; give "
                    + (whole ? "a whole number from " : "") + allowed() + ".");
        }
        return value;
    }

    private String allowed() {
        return SweepWords.number(min) + " to " + text(max);
    }

    /** The nearest value that it can take, to four digits. */
    double rounded(double value) {
        return Math.clamp(whole ? Math.rint(value) : SweepWords.rounded(value), min, max);
    }

    /** Title and unit, as in {@code Arrival rate (req/s)}. */
    public String titleWithUnit() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }

    /** A value to four digits with the unit. */
    public String text(double value) {
        return withUnit(SweepWords.number(value));
    }

    /** A value with the unit and all digits, so that it can be simulated again. */
    String exactText(double value) {
        return withUnit(SweepWords.exact(value));
    }

    private String withUnit(String value) {
        return unit.isEmpty() ? value : value + " " + unit;
    }
}
