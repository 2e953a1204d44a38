package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.InstanceRole;

/**
 * A serving instance as files and pictures name it.
 *
 * @param name short name, for instance {@code A100-80G #1}
 * @param gpuId catalogue key of its GPU, {@code unit} in the theory mode
 * @param modelId catalogue key of its model, empty in the theory mode
 * @param tensorParallel GPUs that share the model
 * @param kvBlocks KV blocks in its memory
 * @param blockTokens tokens in a KV block
 * @param batchCap most residents in its batch
 * @param tokenBudget most tokens in a step
 * @param hostBlocks KV blocks that fit into its host memory, 0 for none
 * @param prefixCache whether it keeps prompt blocks for later requests that begin alike
 * @param role the part of a request's life that it serves
 */
public record InstanceInfo(
        String name,
        String gpuId,
        String modelId,
        int tensorParallel,
        int kvBlocks,
        int blockTokens,
        int batchCap,
        int tokenBudget,
        int hostBlocks,
        boolean prefixCache,
        InstanceRole role) {
    /** An instance that serves requests from beginning to end. */
    public InstanceInfo(
            String name,
            String gpuId,
            String modelId,
            int tensorParallel,
            int kvBlocks,
            int blockTokens,
            int batchCap,
            int tokenBudget,
            int hostBlocks,
            boolean prefixCache) {
        this(
                name,
                gpuId,
                modelId,
                tensorParallel,
                kvBlocks,
                blockTokens,
                batchCap,
                tokenBudget,
                hostBlocks,
                prefixCache,
                InstanceRole.MIXED);
    }

    /** An instance without host memory and prefix cache. */
    public InstanceInfo(
            String name,
            String gpuId,
            String modelId,
            int tensorParallel,
            int kvBlocks,
            int blockTokens,
            int batchCap,
            int tokenBudget) {
        this(name, gpuId, modelId, tensorParallel, kvBlocks, blockTokens, batchCap, tokenBudget, 0, false);
    }

    /** The same instance with another size of host memory. */
    public InstanceInfo withHostBlocks(int blocks) {
        return new InstanceInfo(
                name,
                gpuId,
                modelId,
                tensorParallel,
                kvBlocks,
                blockTokens,
                batchCap,
                tokenBudget,
                blocks,
                prefixCache,
                role);
    }

    /** The same instance with or without a prefix cache. */
    public InstanceInfo withPrefixCache(boolean on) {
        return new InstanceInfo(
                name,
                gpuId,
                modelId,
                tensorParallel,
                kvBlocks,
                blockTokens,
                batchCap,
                tokenBudget,
                hostBlocks,
                on,
                role);
    }

    /** The same instance under another name. */
    public InstanceInfo named(String newName) {
        return new InstanceInfo(
                newName,
                gpuId,
                modelId,
                tensorParallel,
                kvBlocks,
                blockTokens,
                batchCap,
                tokenBudget,
                hostBlocks,
                prefixCache,
                role);
    }

    /** The same instance with another part to play. */
    public InstanceInfo withRole(InstanceRole newRole) {
        return new InstanceInfo(
                name,
                gpuId,
                modelId,
                tensorParallel,
                kvBlocks,
                blockTokens,
                batchCap,
                tokenBudget,
                hostBlocks,
                prefixCache,
                newRole);
    }
}
