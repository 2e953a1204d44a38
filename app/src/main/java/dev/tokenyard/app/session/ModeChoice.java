package dev.tokenyard.app.session;

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
}
