package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;

/**
 * A regression that is trained on the beginning of the trace and predicts the rest of it.
 *
 * <p>The split is by time. The first requests, a share of all that the knob {@code train} states, are what it learns from;
 * their lengths count as known by the time the others arrive. While it still gathers them it predicts the mean of the
 * lengths of all requests before, and {@value #PRIOR_TOKENS} tokens for the first, the mean of the outputs on which SSJF's
 * predictor was measured. So no prediction depends on the length of its own request or of a later one. How well it does is
 * measured on the rest only.
 */
final class Learned implements PredictorFactory {
    /** Mean output of the 85,482 rows of vicuna-13b of Qiu et al., arXiv 2404.08509. */
    static final int PRIOR_TOKENS = 177;

    private static final double PERCENT = 100;

    private static final PredictorCard CARD = new PredictorCard(
            "learned",
            "Learned",
            "A regression trained on the first part of the trace: the length from prompt tokens, class, model and hour of"
                    + " day. It predicts about the median, which few long outputs do not move, so its predictions are too short"
                    + " on average. Until it is trained, the mean of what came before.",
            "Breiman, Random forests, Machine Learning 45, 2001; trees by Tribuo (tribuo.org)",
            List.of(
                    Knob.choice("model", List.of("forest", "tree"), "A random forest, or a single regression tree."),
                    Knob.whole("train", "%", 1, 90, 30, "Share of the requests, from the first on, to learn from."),
                    Knob.whole("depth", "", 1, 16, 8, "Most decisions on the way to a leaf."),
                    Knob.whole("trees", "", 2, 100, 20, "Trees of the forest.")));

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Trained(
                settings.label(),
                settings.knob("train") / PERCENT,
                (int) settings.knob("depth"),
                settings.knob("model") == 0 ? (int) settings.knob("trees") : 1);
    }

    private record Trained(String label, double share, int depth, int trees) implements Predictor {
        @Override
        public int learnsFrom(Trace trace) {
            return (int) Math.ceil(share * trace.size());
        }

        @Override
        public boolean isSlow() {
            return true;
        }

        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            int known = learnsFrom(trace);
            int[] predicted = new int[trace.size()];
            long sum = 0;
            for (int r = 0; r < known; r++) {
                predicted[r] = r == 0 ? PRIOR_TOKENS : (int) Math.max(1, Math.round((double) sum / r));
                sum += trace.outputTokens(r);
            }
            if (known < predicted.length) {
                LengthRegression regression = LengthRegression.train(
                        trace, known, depth, trees, streams.stream("predictor").nextLong());
                for (int r = known; r < predicted.length; r++) {
                    predicted[r] = regression.predict(trace, r);
                }
            }
            return predicted;
        }
    }
}
