package dev.tokenyard.sim.policy;

/** A published policy: its card, and a maker of instances of it. */
public interface PolicyFactory {
    /** What the policy says of itself. */
    PolicyCard card();

    /**
     * Makes the policy for one run.
     *
     * @throws IllegalArgumentException if a knob is out of range
     */
    Policy create(PolicyContext context);
}
