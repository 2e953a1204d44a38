package dev.tokenyard.policies.kit.predict;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The true output plus normal noise, rounded and at least 1. With a deviation of 75 tokens it stands in for the
 * regression of the SSJF authors' simulator.
 *
 * @param deviationTokens standard deviation of the noise in tokens, 0 or more
 */
public record NoisyPredictor(double deviationTokens) implements Predictor {
    /** Checks the range. */
    public NoisyPredictor {
        if (!(deviationTokens >= 0) || deviationTokens > 1e6) {
            throw new IllegalArgumentException("The predictor's noise has a standard deviation of " + deviationTokens
                    + " tokens; give a number from 0 to 1000000.");
        }
    }

    @Override
    public String label() {
        return "noise:"
                + (deviationTokens == Math.rint(deviationTokens)
                        ? Long.toString((long) deviationTokens)
                        : Double.toString(deviationTokens));
    }

    @Override
    public int[] predict(Trace trace, RandomStreams streams) {
        NormalizedGaussianSampler normal = ZigguratSampler.NormalizedGaussian.of(streams.stream("predictor"));
        int[] predicted = new int[trace.size()];
        for (int r = 0; r < predicted.length; r++) {
            predicted[r] = (int) Math.max(1, Math.round(trace.outputTokens(r) + deviationTokens * normal.sample()));
        }
        return predicted;
    }
}
