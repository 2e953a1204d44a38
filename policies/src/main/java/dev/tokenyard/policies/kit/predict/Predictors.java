package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;

/** The known predictors by their labels. */
public final class Predictors {
    private Predictors() {}

    /**
     * The predictor that a label names.
     *
     * @param label {@code oracle}, {@code confusion}, or {@code noise:SD} with a standard deviation in tokens
     * @throws IllegalArgumentException if the label is none of these
     */
    public static Predictor of(String label) {
        switch (label) {
            case "oracle":
                return new Oracle();
            case "confusion":
                return new ConfusionMatrixPredictor();
            default:
                if (label.startsWith("noise:")) {
                    return new NoisyPredictor(parseDeviation(label));
                }
                throw new IllegalArgumentException(
                        "There is no predictor named \"" + label
                                + "\"; use oracle, confusion, or noise:SD with a standard deviation in tokens, such as noise:75.");
        }
    }

    private static double parseDeviation(String label) {
        String number = label.substring("noise:".length());
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "Predictor \"" + label + "\" needs a standard deviation in tokens, such as noise:75, instead of \""
                            + number + "\".",
                    notANumber);
        }
    }

    /** Knows the truth. */
    private record Oracle() implements Predictor {
        @Override
        public String label() {
            return "oracle";
        }

        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            int[] truth = new int[trace.size()];
            for (int r = 0; r < truth.length; r++) {
                truth[r] = trace.outputTokens(r);
            }
            return truth;
        }
    }
}
