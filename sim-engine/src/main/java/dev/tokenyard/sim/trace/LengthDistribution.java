package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.TraceLimits;

/**
 * A log-normal length in tokens, cut off at both ends as a server's limits do: what falls below the minimum becomes the
 * minimum, what exceeds the maximum becomes the maximum, so the median stays.
 *
 * @param medianTokens median before cutting, exp(mu); within the limits
 * @param sigma standard deviation of the logarithm, 0 to 5; 0 makes every length the median
 * @param minTokens shortest, at least 1
 * @param maxTokens longest, at most 10 million
 */
public record LengthDistribution(double medianTokens, double sigma, int minTokens, int maxTokens) {
    private static final double MAX_SIGMA = 5;

    /** Checks the ranges. */
    public LengthDistribution {
        if (minTokens < 1 || maxTokens > TraceLimits.MAX_TOKENS || minTokens > maxTokens) {
            throw new IllegalArgumentException("Lengths from " + minTokens + " to " + maxTokens
                    + " tokens were asked for; give a minimum of at least 1 and a maximum from there to 10,000,000.");
        }
        if (!(medianTokens >= minTokens && medianTokens <= maxTokens)) {
            throw new IllegalArgumentException("The median length is " + medianTokens
                    + " tokens; give one from the minimum " + minTokens + " to the maximum " + maxTokens + ".");
        }
        if (!(sigma >= 0 && sigma <= MAX_SIGMA)) {
            throw new IllegalArgumentException(
                    "The sigma of a length is " + sigma + "; give a number from 0 to 5, such as 0.8.");
        }
    }

    /** The length that belongs to a standard normal deviate: the rounded, limited exp(mu + sigma z). */
    int tokensAt(double standardNormal) {
        double tokens = medianTokens * Math.exp(sigma * standardNormal);
        return (int) Math.max(minTokens, Math.min(maxTokens, Math.rint(tokens)));
    }

    /** The distribution in words, for a recipe. */
    String text() {
        return "lognormal(median=" + WorkloadSpec.number(medianTokens) + " sigma=" + WorkloadSpec.number(sigma)
                + " min=" + minTokens + " max=" + maxTokens + ")";
    }
}
