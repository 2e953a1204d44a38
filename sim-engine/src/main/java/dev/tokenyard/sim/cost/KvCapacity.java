package dev.tokenyard.sim.cost;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;

/**
 * How many KV blocks fit beside a model's weights, with each term of the sum. All bytes are totals over the GPUs of one
 * instance:
 *
 * <pre>blocks = floor((memory · share - weights - activations) / (KV bytes per token · tokens per block))</pre>
 *
 * <p>as vLLM does when it starts, except that vLLM measures the activations with a dummy step and this estimates them:
 * 16-bit numbers for two copies of the residual stream on each GPU, and for the projections of attention and
 * feed-forward spread over the GPUs, for every token of the largest step, and 32-bit scores over the vocabulary for
 * every sequence.
 *
 * @param gpuId the GPU's catalogue key
 * @param modelId the model's catalogue key
 * @param tensorParallel GPUs of the instance
 * @param settings the share of memory, the block size and the limits of a step
 * @param memoryBytes memory of all GPUs
 * @param usableBytes the share of it that the engine may use
 * @param weightBytes weights
 * @param activationBytes estimated reserve for activations
 * @param kvBytesPerToken KV cache of one token, copies of KV heads included
 * @param blocks KV blocks that fit, at least 1
 */
public record KvCapacity(
        String gpuId,
        String modelId,
        int tensorParallel,
        KvMemorySettings settings,
        long memoryBytes,
        long usableBytes,
        long weightBytes,
        long activationBytes,
        long kvBytesPerToken,
        long blocks) {
    private static final int ACTIVATION_BYTES = 2;
    private static final int SCORE_BYTES = 4;

    /**
     * Works out the blocks of one instance.
     *
     * @throws ModelDoesNotFitException if not even one block fits
     * @throws IllegalArgumentException if {@code tensorParallel} does not divide the model's heads
     */
    public static KvCapacity of(GpuSpec gpu, ModelSpec model, int tensorParallel, KvMemorySettings settings) {
        TensorParallelism.check(model, tensorParallel);
        long memory = gpu.memoryBytes() * tensorParallel;
        long usable = (long) (memory * settings.memoryShare());
        long activations = activationBytes(model, tensorParallel, settings);
        long kvPerToken = model.kvBytesPerToken() * TensorParallelism.kvCopies(model, tensorParallel);
        long left = usable - model.weightBytes() - activations;
        KvCapacity capacity = new KvCapacity(
                gpu.id(),
                model.id(),
                tensorParallel,
                settings,
                memory,
                usable,
                model.weightBytes(),
                activations,
                kvPerToken,
                Math.floorDiv(left, kvPerToken * settings.blockTokens()));
        if (capacity.blocks < 1) {
            throw new ModelDoesNotFitException(capacity);
        }
        return capacity;
    }

    /** {@link #of(GpuSpec, ModelSpec, int, KvMemorySettings)} with {@link KvMemorySettings#DEFAULT}. */
    public static KvCapacity of(GpuSpec gpu, ModelSpec model, int tensorParallel) {
        return of(gpu, model, tensorParallel, KvMemorySettings.DEFAULT);
    }

    /** Tokens that fit: blocks times the tokens of a block. */
    public long tokens() {
        return blocks * settings.blockTokens();
    }

    /** Bytes of one block over all GPUs of the instance. */
    public long blockBytes() {
        return kvBytesPerToken * settings.blockTokens();
    }

    private static long activationBytes(ModelSpec model, int tensorParallel, KvMemorySettings settings) {
        long residual = 2L * model.hiddenSize() * tensorParallel;
        long attention = (long) model.attentionHeads() * model.headSize() + model.kvValuesPerTokenAndLayer();
        long expertsWidth = model.experts()
                .map(experts -> (long) (experts.perToken() + experts.shared()) * experts.intermediateSize())
                .orElse(0L);
        long feedForward = 2 * Math.max(model.intermediateSize(), expertsWidth);
        return ACTIVATION_BYTES * (residual + attention + feedForward) * settings.maxBatchTokens()
                + (long) SCORE_BYTES * model.vocabularySize() * settings.maxSequences();
    }
}
