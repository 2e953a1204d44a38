package dev.tokenyard.policies.qlm;

import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.policy.ServiceProfiles;
import java.util.HashMap;
import java.util.Map;

/**
 * The RWT estimator (request waiting time): the wait of a request is the output tokens of the requests ahead of it over Θ, the
 * instance's output tokens per second. Continuous batching averages lengths out, so that behind n requests of mean μ and
 * deviation σ the wait is about normal with mean nμ/Θ and variance nσ²/Θ².
 *
 * <p>Known to overestimate behind few requests, which all start at once, and to underestimate behind outputs that are far
 * longer than those that were measured.
 */
final class WaitingTimes {
    private final ServiceProfiles profiles;
    private final int narrowestBucket;
    private final Map<Kind, Estimate> estimates = new HashMap<>();

    /** Requests of a kind at an instance, as measured on some requests. */
    private record Kind(ServiceProfiles measured, int instance, int sloClass, int bucket) {}

    /**
     * What a request ahead means for the wait.
     *
     * @param workSeconds μ/Θ: the time that each request ahead adds, in seconds
     * @param varianceSeconds σ²/Θ², in square seconds
     * @param prefillSeconds P: the time from admission to the first token, in seconds
     * @param batchSequences B̄: the mean batch
     * @param meanTokens μ: the mean output
     * @param secondsPerToken the time from one output token of a request to its next, in seconds
     */
    record Estimate(
            double workSeconds,
            double varianceSeconds,
            double prefillSeconds,
            double batchSequences,
            double meanTokens,
            double secondsPerToken) {
        static Estimate of(ServiceProfile profile) {
            double rate = profile.tokensPerSecond();
            double deviationSeconds = profile.deviationTokens() / rate;
            return new Estimate(
                    profile.meanOutputTokens() / rate,
                    deviationSeconds * deviationSeconds,
                    profile.prefillSeconds(),
                    profile.batchSequences(),
                    profile.meanOutputTokens(),
                    profile.secondsPerToken());
        }

        /** P + D: the time from an admission to the end of an output of which so many tokens are there, in seconds. */
        double restSeconds(int generatedTokens) {
            return (generatedTokens == 0 ? prefillSeconds : 0)
                    + Math.max(0, meanTokens - generatedTokens) * secondsPerToken;
        }
    }

    WaitingTimes(ServiceProfiles profiles, int narrowestBucket) {
        this.profiles = profiles;
        this.narrowestBucket = narrowestBucket;
    }

    /** What was measured without a request. */
    ServiceProfiles measuredWithout(int request) {
        return profiles.without(request);
    }

    /** The estimate for the requests of a group at an instance, learned from others. */
    Estimate at(int instance, GroupKey key) {
        return estimates.computeIfAbsent(
                new Kind(key.measured(), instance, key.sloClass(), key.bucket()),
                kind -> Estimate.of(kind.measured.profile(
                        instance,
                        key.sloClass(),
                        GroupKey.fromPromptTokens(key.bucket(), narrowestBucket),
                        GroupKey.toPromptTokens(key.bucket(), narrowestBucket))));
    }
}
