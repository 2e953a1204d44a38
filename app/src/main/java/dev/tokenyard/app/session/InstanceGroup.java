package dev.tokenyard.app.session;

import dev.tokenyard.sim.model.InstanceRole;
import java.util.List;
import java.util.stream.Stream;

/**
 * Instances of one kind.
 *
 * @param count how many, at least 1
 * @param deployment what each runs on and serves
 * @param limits what bounds its batches and memory
 */
public record InstanceGroup(int count, Deployment deployment, Limits limits) {
    /**
     * A model on GPUs.
     *
     * @param gpu catalogue key
     * @param model catalogue key
     * @param tensorParallel GPUs that share the model
     * @param role the part of a request's life that it serves
     * @param turns the models that take turns with it on the same GPUs
     */
    public record Deployment(String gpu, String model, int tensorParallel, InstanceRole role, Turns turns) {
        /** Serving one model's requests from beginning to end. */
        public Deployment(String gpu, String model, int tensorParallel) {
            this(gpu, model, tensorParallel, InstanceRole.MIXED);
        }

        /** Serving one model. */
        public Deployment(String gpu, String model, int tensorParallel, InstanceRole role) {
            this(gpu, model, tensorParallel, role, Turns.NONE);
        }
    }

    /**
     * Models that take turns on the same GPUs: one of them is loaded at a time.
     *
     * @param otherModels catalogue keys of those that are not loaded at the start
     * @param loadSeconds how long it takes to unload one and load another, 0 or more; {@link #DERIVED} for what the data
     *     sheets say
     */
    public record Turns(List<String> otherModels, double loadSeconds) {
        /** In place of a time: the weights' bytes over the bandwidth by which they come. */
        public static final double DERIVED = -1;

        /** One model alone. */
        public static final Turns NONE = new Turns(List.of(), DERIVED);

        /** Copies the list. */
        public Turns {
            otherModels = List.copyOf(otherModels);
        }

        /** Whether the time follows from data sheets. */
        public boolean isDerived() {
            return loadSeconds == DERIVED;
        }
    }

    /**
     * What bounds an instance's batches and memory.
     *
     * @param kvBlocks KV blocks, 0 for as many as the memory holds
     * @param blockTokens tokens in a KV block
     * @param batchCap most residents in a batch
     * @param tokenBudget most tokens in a step
     * @param hostGib host memory for swapped requests in GiB, 0 for none
     * @param prefixCache whether prompt blocks are kept for requests that begin alike
     */
    public record Limits(
            int kvBlocks, int blockTokens, int batchCap, int tokenBudget, double hostGib, boolean prefixCache) {
        /** All the memory that is left, and the limits of vLLM v1. */
        public static final Limits DEFAULT =
                new Limits(0, ScenarioDefaults.BLOCK_TOKENS, ScenarioDefaults.BATCH_CAP, ScenarioDefaults.TOKEN_BUDGET);

        /** Limits without host memory and prefix cache. */
        public Limits(int kvBlocks, int blockTokens, int batchCap, int tokenBudget) {
            this(kvBlocks, blockTokens, batchCap, tokenBudget, 0, false);
        }

        /** The same limits with another number of tokens in a KV block. */
        public Limits withBlockTokens(int tokens) {
            return new Limits(kvBlocks, tokens, batchCap, tokenBudget, hostGib, prefixCache);
        }

        /** The same limits with another batch cap. */
        public Limits withBatchCap(int residents) {
            return new Limits(kvBlocks, blockTokens, residents, tokenBudget, hostGib, prefixCache);
        }

        /** The same limits with another token budget. */
        public Limits withTokenBudget(int tokens) {
            return new Limits(kvBlocks, blockTokens, batchCap, tokens, hostGib, prefixCache);
        }

        /** The same limits with another amount of host memory, in GiB. */
        public Limits withHostGib(double gib) {
            return new Limits(kvBlocks, blockTokens, batchCap, tokenBudget, gib, prefixCache);
        }

        /** The same limits with or without a prefix cache. */
        public Limits withPrefixCache(boolean on) {
            return new Limits(kvBlocks, blockTokens, batchCap, tokenBudget, hostGib, on);
        }
    }

    /** Catalogue key of the GPU. */
    public String gpu() {
        return deployment.gpu;
    }

    /** Catalogue key of the model. */
    public String model() {
        return deployment.model;
    }

    /** GPUs that share the model in each instance. */
    public int tensorParallel() {
        return deployment.tensorParallel;
    }

    /** The part of a request's life that its instances serve. */
    public InstanceRole role() {
        return deployment.role;
    }

    /** The models that take turns with {@link #model} on the same GPUs. */
    public Turns turns() {
        return deployment.turns;
    }

    /** Catalogue keys of all its models, the one first that is loaded at the start. */
    public List<String> models() {
        return Stream.concat(Stream.of(model()), turns().otherModels().stream()).toList();
    }

    /** KV blocks of each instance, 0 for as many as its memory holds. */
    public int kvBlocks() {
        return limits.kvBlocks;
    }

    /** The same group on another GPU. */
    public InstanceGroup withGpu(String gpu) {
        return new InstanceGroup(count, new Deployment(gpu, model(), tensorParallel(), role(), turns()), limits);
    }

    /** The same group serving another model. */
    public InstanceGroup withModel(String model) {
        return new InstanceGroup(count, new Deployment(gpu(), model, tensorParallel(), role(), turns()), limits);
    }

    /** The same group with another number of GPUs to an instance. */
    public InstanceGroup withTensorParallel(int gpus) {
        return new InstanceGroup(count, new Deployment(gpu(), model(), gpus, role(), turns()), limits);
    }

    /** The same group with another part to play. */
    public InstanceGroup withRole(InstanceRole role) {
        return new InstanceGroup(count, new Deployment(gpu(), model(), tensorParallel(), role, turns()), limits);
    }

    /** The same group with other models to take turns with the first. */
    public InstanceGroup withTurns(Turns turns) {
        return new InstanceGroup(count, new Deployment(gpu(), model(), tensorParallel(), role(), turns), limits);
    }

    /** More or fewer instances of the kind. */
    public InstanceGroup withCount(int newCount) {
        return new InstanceGroup(newCount, deployment, limits);
    }

    /** The same group with other limits. */
    public InstanceGroup withLimits(Limits newLimits) {
        return new InstanceGroup(count, deployment, newLimits);
    }

    /** The same group with another number of KV blocks to an instance. */
    public InstanceGroup withKvBlocks(int blocks) {
        return withLimits(new Limits(
                blocks, limits.blockTokens, limits.batchCap, limits.tokenBudget, limits.hostGib, limits.prefixCache));
    }
}
