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
 * @param options what not every instance has
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
        Options options) {
    /**
     * What not every instance has.
     *
     * @param hostBlocks KV blocks that fit into its host memory, 0 for none
     * @param prefixCache whether it keeps prompt blocks for later requests that begin alike
     * @param role the part of a request's life that it serves
     * @param sharedGpus the number of the GPUs that it shares: instances with the same one take turns, and the first of them
     *     is loaded at the start; {@link #OWN_GPUS} if it shares none
     */
    public record Options(int hostBlocks, boolean prefixCache, InstanceRole role, int sharedGpus) {
        /** In place of the number of shared GPUs: the instance has GPUs of its own. */
        public static final int OWN_GPUS = -1;

        /** No host memory and no prefix cache; serves requests from beginning to end, on GPUs of its own. */
        public static final Options NONE = new Options(0, false, InstanceRole.MIXED);

        /** Options of an instance on GPUs of its own. */
        public Options(int hostBlocks, boolean prefixCache, InstanceRole role) {
            this(hostBlocks, prefixCache, role, OWN_GPUS);
        }
    }

    /** An instance without host memory and prefix cache that serves requests from beginning to end. */
    public InstanceInfo(
            String name,
            String gpuId,
            String modelId,
            int tensorParallel,
            int kvBlocks,
            int blockTokens,
            int batchCap,
            int tokenBudget) {
        this(name, gpuId, modelId, tensorParallel, kvBlocks, blockTokens, batchCap, tokenBudget, Options.NONE);
    }

    /** KV blocks that fit into its host memory, 0 for none. */
    public int hostBlocks() {
        return options.hostBlocks;
    }

    /** Whether it keeps prompt blocks for later requests that begin alike. */
    public boolean prefixCache() {
        return options.prefixCache;
    }

    /** The part of a request's life that it serves. */
    public InstanceRole role() {
        return options.role;
    }

    /** The number of the GPUs that it shares, {@link Options#OWN_GPUS} if none. */
    public int sharedGpus() {
        return options.sharedGpus;
    }

    /** Whether it shares its GPUs with others. */
    public boolean sharesGpus() {
        return options.sharedGpus != Options.OWN_GPUS;
    }

    /** The same instance with another size of host memory. */
    public InstanceInfo withHostBlocks(int blocks) {
        return with(new Options(blocks, prefixCache(), role(), sharedGpus()));
    }

    /** The same instance with or without a prefix cache. */
    public InstanceInfo withPrefixCache(boolean on) {
        return with(new Options(hostBlocks(), on, role(), sharedGpus()));
    }

    /** The same instance with another part to play. */
    public InstanceInfo withRole(InstanceRole newRole) {
        return with(new Options(hostBlocks(), prefixCache(), newRole, sharedGpus()));
    }

    /** The same instance on GPUs that it shares with all that have the same number, 0 or more. */
    public InstanceInfo withSharedGpus(int number) {
        return with(new Options(hostBlocks(), prefixCache(), role(), number));
    }

    /** The same instance with other options. */
    public InstanceInfo with(Options newOptions) {
        return new InstanceInfo(
                name, gpuId, modelId, tensorParallel, kvBlocks, blockTokens, batchCap, tokenBudget, newOptions);
    }

    /** Whether another instance differs in nothing but its name and whom it shares GPUs with. */
    public boolean isLike(InstanceInfo other) {
        return named(other.name)
                .with(new Options(hostBlocks(), prefixCache(), role(), other.sharedGpus()))
                .equals(other);
    }

    /** The same instance under another name. */
    public InstanceInfo named(String newName) {
        return new InstanceInfo(
                newName, gpuId, modelId, tensorParallel, kvBlocks, blockTokens, batchCap, tokenBudget, options);
    }
}
