package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The true output plus normal noise, rounded and at least 1. With a deviation of 75 tokens it stands in for the
 * regression of the SSJF authors' simulator.
 */
final class AdditiveNoise implements PredictorFactory {
    private static final PredictorCard CARD = new PredictorCard(
            "noise",
            "Additive noise",
            "The true length plus normally distributed noise, at least 1 token.",
            "The stand-in for a regression in the simulator of Qiu et al., arXiv 2404.08509",
            List.of(Knob.real("sd", "tokens", 0, 1e6, 75, "Standard deviation of the noise.")));

    @Override
    public PredictorCard card() {
        return CARD;
    }

    @Override
    public Predictor create(PredictorSettings settings) {
        return new Noisy(settings.label(), settings.knob("sd"));
    }

    private record Noisy(String label, double deviationTokens) implements Predictor {
        @Override
        public int[] predict(Trace trace, RandomStreams streams) {
            NormalizedGaussianSampler normal = ZigguratSampler.NormalizedGaussian.of(streams.stream("predictor"));
            int[] predicted = new int[trace.size()];
            for (int r = 0; r < predicted.length; r++) {
                double noisy = trace.outputTokens(r) + deviationTokens * normal.sample();
                predicted[r] = (int) Math.clamp(Math.round(noisy), 1, Trace.MAX_TOKENS);
            }
            return predicted;
        }
    }
}
