package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.policies.kit.predict.PredictorCard.TextSetting;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import java.util.List;

/** Knows the class of each length and nothing more, like a classifier that is never wrong. */
final class Buckets implements PredictorFactory {
    private static final PredictorCard CARD = new PredictorCard(
            "buckets",
            "Buckets",
            "The true length, as coarse as its class: a classifier that is always right.",
            "",
            new TextSetting(
                    "EDGES",
                    LengthClasses.PUBLISHED.text(),
                    "Upper edge of each class but the last, in tokens, with slashes between them."),
            List.of(),
            0);

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Rounded(settings.label(), LengthClasses.parse(settings.text()));
    }

    private record Rounded(String label, LengthClasses classes) implements Predictor {
        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            int[] predicted = new int[trace.size()];
            Arrays.setAll(predicted, r -> classes.representativeTokens(classes.of(trace.outputTokens(r))));
            return predicted;
        }
    }
}
