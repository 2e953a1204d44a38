package dev.tokenyard.policies.shepherd;

import dev.tokenyard.sim.policy.Pool;
import dev.tokenyard.sim.policy.ServiceProfile;
import dev.tokenyard.sim.policy.ServiceProfiles;
import dev.tokenyard.sim.time.Ticks;
import java.util.HashMap;
import java.util.Map;

/** What a batch takes if every member runs to the longest output: the memory by which it is sized, and its time. */
final class WorstCase {
    private final ServiceProfiles profiles;
    private final int outputTokens;
    private final Map<Integer, ServiceProfile> known = new HashMap<>();

    /**
     * Of outputs up to a length.
     *
     * @param outputTokens the longest output of most requests
     */
    WorstCase(ServiceProfiles profiles, int outputTokens) {
        this.profiles = profiles;
        this.outputTokens = outputTokens;
    }

    /** KV blocks that a request may need to its end; at most those of the instance, which holds the request. */
    int blocks(int request, int instance, Pool pool) {
        long tokens =
                (long) pool.requests().promptTokens(request) + pool.requests().outputLimitTokens(request, outputTokens);
        return (int) Math.min(pool.kvBlocks(instance), Math.ceilDiv(tokens, pool.blockTokens(instance)));
    }

    /** The time from the start of a batch to the first token of a member, in ticks. */
    long firstTokenTicks(int instance, int sloClass, Pool pool) {
        return Ticks.fromSeconds(profile(instance, sloClass, pool).prefillSeconds());
    }

    /** The seconds of an instance that a request of a stream takes, in batches of the size that fits. */
    double secondsPerRequest(int instance, RequestStream stream, Pool pool) {
        ServiceProfile profile = profile(instance, stream.key.sloClass(), pool);
        double batchSeconds = profile.prefillSeconds() + outputTokens * profile.secondsPerToken();
        long blocks = (long) Math.ceil((stream.meanPromptTokens() + outputTokens) / pool.blockTokens(instance));
        long members = Math.min(pool.batchCap(instance), pool.kvBlocks(instance) / Math.max(1, blocks));
        return batchSeconds / Math.max(1, members);
    }

    private ServiceProfile profile(int instance, int sloClass, Pool pool) {
        int alike = pool.firstAlike(instance);
        return known.computeIfAbsent(
                alike + sloClass * pool.instanceCount(),
                key -> profiles.profile(alike, sloClass, 1, Integer.MAX_VALUE - 1));
    }
}
