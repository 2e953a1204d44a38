package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.catalog.Entries;
import dev.tokenyard.sim.catalog.UnknownEntryException;
import dev.tokenyard.sim.policy.Knob;
import java.util.List;

/** The only list of predictors, and their labels. Window, command line and documentation all read it. */
public final class Predictors {
    private static final List<PredictorFactory> ALL = List.of(
            new Oracle(),
            new Classifier(),
            new AdditiveNoise(),
            new RelativeNoise(),
            new RankOnly(),
            new Buckets(),
            new TraceColumn(),
            new Learned());

    private Predictors() {}

    /** All kinds, in the order in which they are shown. */
    public static List<PredictorFactory> all() {
        return ALL;
    }

    /**
     * The kind with an id.
     *
     * @throws UnknownEntryException if there is none; the message lists the known ids and the nearest
     */
    public static PredictorFactory byId(String id) {
        return Entries.byId("predictor", ALL, kind -> kind.card().id(), id);
    }

    /** The predictor that a label names, where no files are read; see {@link #of(String, ConfusionMatrixSource)}. */
    public static Predictor of(String label) {
        return of(label, ConfusionMatrixSource.NONE);
    }

    /**
     * The predictor that a label names.
     *
     * @param label {@code ID}, {@code ID:TEXT}, or {@code ID:VALUE,NAME=VALUE} with the first knob's value and others'
     * @param matrices reads confusion matrices from files
     * @throws IllegalArgumentException if the label names none; the message is for the user
     */
    public static Predictor of(String label, ConfusionMatrixSource matrices) {
        PredictorSettings settings = settings(label, matrices);
        return byId(settings.card().id()).create(settings);
    }

    /**
     * What a label says.
     *
     * @throws IllegalArgumentException if there is no such kind, or a value is not allowed
     */
    public static PredictorSettings settings(String label, ConfusionMatrixSource matrices) {
        int colon = label.indexOf(':');
        PredictorCard card = byId(colon < 0
                        ? label.strip()
                        : label.substring(0, colon).strip())
                .card();
        PredictorSettings settings = PredictorSettings.defaults(card, matrices);
        String rest = colon < 0 ? "" : label.substring(colon + 1).strip();
        if (colon < 0) {
            return settings;
        }
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("Predictor \"" + label + "\" has nothing after its colon; write "
                    + card.usage() + ", or " + card.id() + " alone.");
        }
        if (card.text().exists()) {
            return settings.withText(rest);
        }
        if (card.knobs().isEmpty()) {
            throw new IllegalArgumentException("Predictor " + card.id() + " takes no settings, and \"" + rest
                    + "\" is given; write " + card.id() + ".");
        }
        String[] parts = rest.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = equals >= 0
                    ? parts[i].substring(0, equals).strip()
                    : card.knobs().get(i).name();
            if (equals < 0 && i > 0) {
                throw new IllegalArgumentException("Predictor \"" + label + "\" has \"" + parts[i]
                        + "\" after a comma; write NAME=VALUE there, as in " + card.usage() + ".");
            }
            Knob knob = Knob.find(card.id(), card.knobs(), name);
            settings = settings.withKnob(name, knob.parse(card.id(), parts[i].substring(equals + 1)));
        }
        return settings;
    }
}
