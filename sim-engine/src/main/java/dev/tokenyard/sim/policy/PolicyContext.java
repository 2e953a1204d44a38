package dev.tokenyard.sim.policy;

import java.util.Map;

/**
 * What a policy gets when it is made for a run. All parts are made for this run and serve no other.
 *
 * @param knobs values of its knobs by name; those missing take their defaults
 * @param lengths length estimates; a blind policy must not ask them
 * @param batching how the serving engine forms batches; the policy composes its parts with it
 * @param route the router, for policies that do not route by themselves
 */
public record PolicyContext(
        Map<String, Double> knobs, LengthEstimate lengths, BatchingMode batching, RoutePolicy route) {
    /** Copies the knobs. */
    public PolicyContext {
        knobs = Map.copyOf(knobs);
    }

    /**
     * The value of a knob of a card.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public double knob(PolicyCard card, String name) {
        return Knob.value(card.id(), card.knobs(), knobs, name);
    }
}
