package dev.tokenyard.sim.policy;

import java.util.Map;

/**
 * What a policy gets when it is made for a run.
 *
 * @param knobs values of its knobs by name; those missing take their defaults
 * @param lengths length estimates; a blind policy must not ask them
 */
public record PolicyContext(Map<String, Double> knobs, LengthEstimate lengths) {
    /** Copies the knobs. */
    public PolicyContext {
        knobs = Map.copyOf(knobs);
    }

    /** A context with default knobs. */
    public static PolicyContext of(LengthEstimate lengths) {
        return new PolicyContext(Map.of(), lengths);
    }

    /**
     * The value of a knob of a card.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public double knob(PolicyCard card, String name) {
        for (Knob knob : card.knobs()) {
            if (knob.name().equals(name)) {
                return knob.check(card.id(), knobs.getOrDefault(name, knob.defaultValue()));
            }
        }
        throw new IllegalArgumentException("Policy " + card.id() + " has no knob named " + name + ".");
    }
}
