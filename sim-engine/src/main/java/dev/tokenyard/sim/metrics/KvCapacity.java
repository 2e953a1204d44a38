package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.policy.GpuSets;
import java.util.List;

/**
 * The KV tokens that the GPUs of a cluster hold together. GPUs that several models share count once, with the cache of the
 * model that leaves the most room; the blocks of the others are weighed so that a full cache is a full one whatever model is
 * loaded.
 */
final class KvCapacity {
    private final double[] tokensPerBlock;
    private final long tokens;

    KvCapacity(List<InstanceInfo> instances) {
        int[] sets = GpuSets.numbers(instances.size(), i -> instances.get(i).sharedGpus());
        long[] tokensOfSet = new long[instances.size()];
        long sum = 0;
        for (int i = 0; i < sets.length; i++) {
            long before = tokensOfSet[sets[i]];
            tokensOfSet[sets[i]] = Math.max(before, tokensOf(instances.get(i)));
            sum += tokensOfSet[sets[i]] - before;
        }
        tokens = sum;
        tokensPerBlock = new double[sets.length];
        for (int i = 0; i < sets.length; i++) {
            tokensPerBlock[i] = (double) tokensOfSet[sets[i]] / instances.get(i).kvBlocks();
        }
    }

    private static long tokensOf(InstanceInfo instance) {
        return (long) instance.kvBlocks() * instance.blockTokens();
    }

    /** All tokens together. */
    long tokens() {
        return tokens;
    }

    /** What a block in use of an instance takes of them. */
    double tokensPerBlock(int instance) {
        return tokensPerBlock[instance];
    }
}
