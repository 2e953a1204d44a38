package dev.tokenyard.policies.qlm;

import dev.tokenyard.sim.policy.ServiceProfiles;

/**
 * What the members of a group have in common.
 *
 * @param model number of the model that they ask for, below 0 if any will do
 * @param sloClass number of their service class
 * @param bucket number of the range that their prompts lie in: the lengths of {@link #fromPromptTokens} to {@link
 *     #toPromptTokens}
 * @param places number of the set of instances that can serve them, see {@link dev.tokenyard.policies.kit.Places}
 * @param measured what was measured without them, and their waits are reckoned by
 */
record GroupKey(int model, int sloClass, int bucket, int places, ServiceProfiles measured) {
    /** The range of a prompt's length: each is twice as wide as the one before. */
    static int bucketOf(int promptTokens, int narrowest) {
        int bucket = 0;
        for (long top = narrowest; top < promptTokens; top *= 2) {
            bucket++;
        }
        return bucket;
    }

    static int fromPromptTokens(int bucket, int narrowest) {
        return bucket == 0 ? 1 : toPromptTokens(bucket - 1, narrowest) + 1;
    }

    static int toPromptTokens(int bucket, int narrowest) {
        return (int) Math.min(Integer.MAX_VALUE - 1, (long) narrowest << bucket);
    }
}
