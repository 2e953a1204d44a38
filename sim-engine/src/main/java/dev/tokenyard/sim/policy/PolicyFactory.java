package dev.tokenyard.sim.policy;

import java.util.Map;

/** A published policy: its card, and a maker of instances of it. */
public interface PolicyFactory {
    /** What the policy says of itself. */
    PolicyCard card();

    /** Whether it plans with {@link PolicyContext#profiles}, and has instances pull requests. */
    default boolean plansWithProfiles() {
        return false;
    }

    /**
     * Whether it moves requests to host memory by itself, in any batching mode.
     *
     * @param knobs the values of its knobs, by name; the others have their defaults
     */
    default boolean evictsToHost(Map<String, Double> knobs) {
        return false;
    }

    /**
     * Makes the policy for one run.
     *
     * @throws IllegalArgumentException if a knob is out of range
     */
    Policy create(PolicyContext context);
}
