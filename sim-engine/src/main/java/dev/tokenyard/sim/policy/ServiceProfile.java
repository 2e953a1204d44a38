package dev.tokenyard.sim.policy;

/**
 * What an instance does with requests of a kind when it is never short of them, and how long their outputs are. Measured
 * before the run, on other requests than those of the run.
 *
 * @param tokensPerSecond output tokens that a saturated instance generates in a second, positive
 * @param prefillSeconds mean time from admission to the first token, in seconds, at least 0
 * @param secondsPerToken mean time per output token after the first, in seconds, at least 0
 * @param batchSequences mean residents while saturated, at least 1
 * @param meanOutputTokens mean output length, in tokens, at least 1
 * @param deviationTokens standard deviation of the output length, in tokens, at least 0
 */
public record ServiceProfile(
        double tokensPerSecond,
        double prefillSeconds,
        double secondsPerToken,
        double batchSequences,
        double meanOutputTokens,
        double deviationTokens) {
    /** Checks the ranges. */
    public ServiceProfile {
        if (!(tokensPerSecond > 0)
                || !(prefillSeconds >= 0)
                || !(secondsPerToken >= 0)
                || !(batchSequences >= 1)
                || !(meanOutputTokens >= 1)
                || !(deviationTokens >= 0)) {
            throw new IllegalArgumentException(
                    "A service profile cannot have " + tokensPerSecond + " tokens/s, prefills of "
                            + prefillSeconds + " s, " + secondsPerToken + " s per token, batches of " + batchSequences
                            + " and outputs of " + meanOutputTokens + " ± " + deviationTokens + " tokens.");
        }
    }
}
