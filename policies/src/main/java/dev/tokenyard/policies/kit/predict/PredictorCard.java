package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.policy.Knob;
import java.util.List;
import java.util.Locale;

/**
 * What a kind of predictor says of itself. Everything that lists predictors derives from their cards.
 *
 * @param id identifier in files and on the command line, for instance {@code noise}
 * @param title its name for people
 * @param idea one or two sentences
 * @param citation where it comes from, empty for what is obvious
 * @param text the text that it takes after its id; {@link TextSetting#NONE} for a kind without one
 * @param knobs its numbers; the first may stand after the id without its name. None where there is a text
 * @param latencyMillis what a prediction is known to take, in milliseconds; 0 where nobody measured it
 */
public record PredictorCard(
        String id,
        String title,
        String idea,
        String citation,
        TextSetting text,
        List<Knob> knobs,
        double latencyMillis) {
    /** Copies the list of knobs. */
    public PredictorCard {
        knobs = List.copyOf(knobs);
    }

    /** A kind without a text, whose time nobody measured. */
    PredictorCard(String id, String title, String idea, String citation, List<Knob> knobs) {
        this(id, title, idea, citation, TextSetting.NONE, knobs, 0);
    }

    /**
     * A setting that is a text.
     *
     * @param name what it is, in capitals, for instance {@code FILE}; empty for none
     * @param defaultText what holds where the user says nothing
     * @param help one sentence on what it does
     */
    public record TextSetting(String name, String defaultText, String help) {
        /** No such setting. */
        public static final TextSetting NONE = new TextSetting("", "", "");

        /** Whether there is one. */
        public boolean exists() {
            return !name.isEmpty();
        }
    }

    /** How it is written, for instance {@code noise:SD} or {@code learned:MODEL[,train=PERCENT]}. */
    public String usage() {
        if (text.exists()) {
            return id + "[:" + text.name() + "]";
        }
        StringBuilder usage = new StringBuilder(id);
        for (int k = 0; k < knobs.size(); k++) {
            String name = knobs.get(k).name();
            usage.append(k == 0 ? "[:" + name.toUpperCase(Locale.ROOT) + "]" : "[," + name + "=VALUE]");
        }
        return usage.toString();
    }
}
