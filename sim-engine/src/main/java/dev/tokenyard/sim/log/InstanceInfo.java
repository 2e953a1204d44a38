package dev.tokenyard.sim.log;

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
 */
public record InstanceInfo(
        String name,
        String gpuId,
        String modelId,
        int tensorParallel,
        int kvBlocks,
        int blockTokens,
        int batchCap,
        int tokenBudget) {
    /** The same instance under another name. */
    public InstanceInfo named(String newName) {
        return new InstanceInfo(newName, gpuId, modelId, tensorParallel, kvBlocks, blockTokens, batchCap, tokenBudget);
    }
}
