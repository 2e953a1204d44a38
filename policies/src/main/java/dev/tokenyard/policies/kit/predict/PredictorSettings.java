package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.policy.Knob;
import java.util.HashMap;
import java.util.Map;

/**
 * A kind of predictor and what its settings stand at.
 *
 * @param card the kind
 * @param text its text, the default if the user gave none
 * @param knobs values of its knobs by name; those missing take their defaults
 * @param matrices reads confusion matrices from files
 */
public record PredictorSettings(
        PredictorCard card, String text, Map<String, Double> knobs, ConfusionMatrixSource matrices) {
    /** Copies the map. */
    public PredictorSettings {
        knobs = Map.copyOf(knobs);
    }

    /** Where every setting stands at its default. */
    static PredictorSettings defaults(PredictorCard card, ConfusionMatrixSource matrices) {
        return new PredictorSettings(card, card.text().defaultText(), Map.of(), matrices);
    }

    /** The same with another text. */
    public PredictorSettings withText(String newText) {
        return new PredictorSettings(card, newText, knobs, matrices);
    }

    /** The same with a knob at another value. */
    public PredictorSettings withKnob(String name, double value) {
        Map<String, Double> changed = new HashMap<>(knobs);
        changed.put(name, value);
        return new PredictorSettings(card, text, changed, matrices);
    }

    /**
     * The value of a knob.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public double knob(String name) {
        return Knob.value(card.id(), card.knobs(), knobs, name);
    }

    /** The label that stands for them: the first knob always, others where they are not at their defaults. */
    public String label() {
        StringBuilder label = new StringBuilder(card.id());
        if (card.text().exists() && !text.equals(card.text().defaultText())) {
            label.append(':').append(text);
        }
        for (int k = 0; k < card.knobs().size(); k++) {
            Knob knob = card.knobs().get(k);
            double value = knob(knob.name());
            if (k == 0) {
                label.append(':').append(knob.text(value));
            } else if (value != knob.defaultValue()) {
                label.append(',').append(knob.name()).append('=').append(knob.text(value));
            }
        }
        return label.toString();
    }
}
