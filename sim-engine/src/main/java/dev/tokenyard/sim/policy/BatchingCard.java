package dev.tokenyard.sim.policy;

import java.util.List;
import java.util.Map;

/**
 * What a batching mode says of itself. Every run, chart and file names its mode.
 *
 * @param id identifier in files and on the command line, for instance {@code vllm-v1}
 * @param title the name that people use
 * @param idea one or two sentences
 * @param citation the engine and version, or the paper
 * @param departures where it differs from its source, and why; empty if nowhere
 * @param knobs its numbers
 */
public record BatchingCard(String id, String title, String idea, String citation, String departures, List<Knob> knobs) {
    /** Copies the list of knobs. */
    public BatchingCard {
        knobs = List.copyOf(knobs);
    }

    /**
     * Checks the values of knobs.
     *
     * @throws IllegalArgumentException if a knob is unknown or out of range
     */
    public void check(Map<String, Double> values) {
        for (String name : values.keySet()) {
            knob(values, name);
        }
    }

    /**
     * The value of a knob.
     *
     * @param values values by name; those missing take their defaults
     * @throws IllegalArgumentException if it is unknown or out of range
     */
    public double knob(Map<String, Double> values, String name) {
        return Knob.value(id, knobs, values, name);
    }
}
