package dev.tokenyard.sim.policy;

import java.util.Map;

/** A batching mode to choose: its card, and a maker of instances of it. */
public interface BatchingFactory {
    /** What the mode says of itself. */
    BatchingCard card();

    /**
     * Makes the mode for one run.
     *
     * @param knobs values of its knobs by name; those missing take their defaults
     * @throws IllegalArgumentException if a knob is unknown or out of range
     */
    BatchingMode create(Map<String, Double> knobs);
}
