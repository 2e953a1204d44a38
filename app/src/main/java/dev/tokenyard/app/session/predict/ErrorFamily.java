package dev.tokenyard.app.session.predict;

import dev.tokenyard.policies.kit.predict.ConfusionMatrixSource;
import dev.tokenyard.policies.kit.predict.Predictors;
import java.util.Locale;
import java.util.OptionalDouble;

/** A way from perfect predictions to worthless ones, as a line from level 0, the oracle, to level 1. */
public enum ErrorFamily {
    /** The order of the lengths fades, from Kendall's τ of 1 to 0; the lengths themselves stay. */
    RANK("rank", "tau", "Order", "Predictions keep the trace's lengths and lose their order: Kendall τ from 1 to 0") {
        @Override
        double valueAt(double level) {
            return Math.round(HUNDREDTHS * (1 - level)) / HUNDREDTHS;
        }

        @Override
        double levelOf(double tau) {
            return 1 - tau;
        }
    },
    /** Normal noise grows, from 5 to 5,000 tokens. */
    NOISE("noise", "sd", "Noise", "Normal noise is added, its standard deviation from 5 to 5,000 tokens") {
        @Override
        double valueAt(double level) {
            double tokens = LEAST_NOISE * Math.pow(NOISE_RATIO, level);
            double unit = Math.pow(10, Math.floor(Math.log10(tokens)) - 1);
            return Math.max(1, Math.round(tokens / unit) * unit);
        }

        @Override
        double levelOf(double tokens) {
            return Math.log(Math.max(LEAST_NOISE, tokens) / LEAST_NOISE) / Math.log(NOISE_RATIO);
        }
    },
    /** The largest relative error grows, from none to the length itself. */
    RELATIVE(
            "relative",
            "epsilon",
            "Relative",
            "Each length is off by a random share of itself, at most ε from 0 to 1") {
        @Override
        double valueAt(double level) {
            return Math.round(HUNDREDTHS * level) / HUNDREDTHS;
        }

        @Override
        double levelOf(double epsilon) {
            return epsilon;
        }
    };

    /** The predictor at level 0. */
    public static final String ORACLE = "oracle";

    private static final double HUNDREDTHS = 100;
    private static final double LEAST_NOISE = 5;
    private static final double NOISE_RATIO = 1000;

    private final String predictor;
    private final String knob;
    private final String title;
    private final String idea;

    ErrorFamily(String predictor, String knob, String title, String idea) {
        this.predictor = predictor;
        this.knob = knob;
        this.title = title;
        this.idea = idea;
    }

    abstract double valueAt(double level);

    abstract double levelOf(double value);

    /** A word for people. */
    public String title() {
        return title;
    }

    /** What fades or grows, in a phrase. */
    public String idea() {
        return idea;
    }

    /**
     * The label of the predictor at a level.
     *
     * @param level 0 to 1
     */
    public String label(double level) {
        if (level <= 0) {
            return ORACLE;
        }
        double value = valueAt(Math.min(1, level));
        String text = value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%s", value);
        return Predictors.of(predictor + ":" + text).label();
    }

    /** The level of a predictor, empty if it is not of this family. */
    public OptionalDouble level(String label) {
        if (label.equals(ORACLE)) {
            return OptionalDouble.of(0);
        }
        if (!label.equals(predictor) && !label.startsWith(predictor + ":")) {
            return OptionalDouble.empty();
        }
        try {
            double value =
                    Predictors.settings(label, ConfusionMatrixSource.NONE).knob(knob);
            return OptionalDouble.of(Math.clamp(levelOf(value), 0, 1));
        } catch (IllegalArgumentException misspelt) {
            return OptionalDouble.empty();
        }
    }
}
