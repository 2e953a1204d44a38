package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import java.util.List;

/** Predictions that come with the trace, made by whatever predictor its owner has. */
final class TraceColumn implements PredictorFactory {
    private static final PredictorCard CARD = new PredictorCard(
            "column",
            "Column of the trace",
            "Predictions of your own: the column predicted_tokens of the trace.",
            "",
            List.of());

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Given();
    }

    private record Given() implements Predictor {
        @Override
        public String label() {
            return CARD.id();
        }

        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            if (!trace.hasPredictions()) {
                throw new IllegalArgumentException("The trace " + trace.name()
                        + " brings no predictions; add a column predicted_tokens to it, or choose another predictor.");
            }
            int[] predicted = new int[trace.size()];
            Arrays.setAll(predicted, trace::predictedTokens);
            long missing =
                    Arrays.stream(predicted).filter(tokens -> tokens == 0).count();
            if (missing > 0) {
                int first = 0;
                while (predicted[first] != 0) {
                    first++;
                }
                throw new IllegalArgumentException("The trace " + trace.name() + " brings predictions for "
                        + (trace.size() - missing) + " of its " + trace.size() + " requests; request " + first
                        + " is the first without one. Fill its column predicted_tokens, or choose another predictor.");
            }
            return predicted;
        }
    }
}
