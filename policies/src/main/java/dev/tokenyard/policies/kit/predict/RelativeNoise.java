package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A prediction õ drawn evenly from [(1 - ε) o, (1 + ε) o], rounded within these bounds and at least 1, as in the
 * experiment with prediction errors of MC-SF (Jaillet et al., arXiv 2502.07115), whose ε were 0.2, 0.5 and 0.8.
 */
final class RelativeNoise implements PredictorFactory {
    /** What the bounds may be off by in binary fractions. */
    private static final double ROUNDING = 1e-9;

    private static final PredictorCard CARD = new PredictorCard(
            "relative",
            "Relative noise",
            "The true length times a factor drawn evenly from 1 - ε to 1 + ε.",
            "Jaillet et al., arXiv 2502.07115, experiment with prediction errors (ε = 0.2, 0.5, 0.8)",
            List.of(Knob.real("epsilon", "", 0, 1, 0.5, "Largest error as a share of the true length.")));

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Scaled(settings.label(), settings.knob("epsilon"));
    }

    private record Scaled(String label, double epsilon) implements Predictor {
        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            UniformRandomProvider random = streams.stream("predictor");
            int[] predicted = new int[trace.size()];
            for (int r = 0; r < predicted.length; r++) {
                int truth = trace.outputTokens(r);
                long least = Math.max(1, (long) Math.ceil((1 - epsilon) * truth - ROUNDING));
                long most = Math.min(Trace.MAX_TOKENS, (long) Math.floor((1 + epsilon) * truth + ROUNDING));
                double factor = 1 + epsilon * (2 * random.nextDouble() - 1);
                predicted[r] = (int) Math.clamp(Math.round(factor * truth), least, most);
            }
            return predicted;
        }
    }
}
