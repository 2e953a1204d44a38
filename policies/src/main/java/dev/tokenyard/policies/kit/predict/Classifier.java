package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.policies.kit.predict.PredictorCard.TextSetting;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A classifier of output lengths, replayed from its measured confusion matrix: the predicted class is drawn given the true
 * one, and stands for one length, so requests of the same predicted class are equals.
 *
 * <p>Without a file the matrix is that of {@link ConfusionMatrix#PUBLISHED}. A prediction of that BERT-base takes 7.6 ms
 * (p99 8.3 to 8.4 ms), as the authors of SSJF measured (arXiv 2404.08509).
 */
final class Classifier implements PredictorFactory {
    private static final PredictorCard CARD = new PredictorCard(
            "confusion",
            "Confusion matrix",
            "A length classifier, replayed from how often it was measured to take one class for another: by default the"
                    + " five-class BERT of SSJF, right in 60 % of all cases.",
            "Qiu et al., arXiv 2404.08509; matrix computed from the authors' released predictions",
            new TextSetting(
                    "FILE",
                    "",
                    "A matrix of your own, JSON or CSV: the upper edge of each class in tokens and, for each true class,"
                            + " how often each class is predicted. Without a file the published one."),
            List.of(),
            7.6);

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Replay(
                settings.label(),
                settings.text().isEmpty()
                        ? ConfusionMatrix.PUBLISHED
                        : settings.matrices().read(settings.text()));
    }

    private record Replay(String label, ConfusionMatrix matrix) implements Predictor {
        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            UniformRandomProvider random = streams.stream("predictor");
            LengthClasses classes = matrix.classes();
            int[] predicted = new int[trace.size()];
            Arrays.setAll(
                    predicted,
                    r -> classes.representativeTokens(matrix.draw(classes.of(trace.outputTokens(r)), random)));
            return predicted;
        }
    }
}
