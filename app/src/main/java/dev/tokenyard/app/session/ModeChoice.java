package dev.tokenyard.app.session;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.Knob;
import java.util.HashMap;
import java.util.Map;

/**
 * A batching mode and how its knobs are set.
 *
 * @param id the mode's id
 * @param knobs values by knob name; those missing take their defaults
 */
public record ModeChoice(String id, Map<String, Double> knobs) {
    /** Copies the map. */
    public ModeChoice {
        knobs = Map.copyOf(knobs);
    }

    /** A mode with default knobs. */
    public static ModeChoice of(String id) {
        return new ModeChoice(id, Map.of());
    }

    /** The same mode with a knob turned. */
    public ModeChoice withKnob(String name, double value) {
        Map<String, Double> turned = new HashMap<>(knobs);
        turned.put(name, value);
        return new ModeChoice(id, turned);
    }

    /**
     * The mode with all its knobs, as runs record it.
     *
     * @throws IllegalArgumentException if there is no such mode or knob, or a value is not allowed
     */
    public BatchingInfo info() {
        BatchingCard card = BatchingModes.byId(id).card();
        card.check(knobs);
        Map<String, String> values = new HashMap<>();
        for (Knob knob : card.knobs()) {
            values.put(knob.name(), knob.text(card.knob(knobs, knob.name())));
        }
        return new BatchingInfo(id, values);
    }

    /**
     * Makes the mode for one run.
     *
     * @throws IllegalArgumentException if there is no such mode or knob, or a value is not allowed
     */
    BatchingMode create() {
        return BatchingModes.byId(id).create(knobs);
    }
}
