package dev.tokenyard.sim.cost;

/**
 * What the size of the KV cache depends on besides GPU and model.
 *
 * @param memoryShare share of the GPU memory that the engine may use, above 0 up to 1 (vLLM's gpu_memory_utilization)
 * @param blockTokens tokens per KV block, at least 1
 * @param maxBatchTokens most tokens in a step, at least 1; activations are reserved for as many
 * @param maxSequences most sequences in a step, at least 1; scores over the vocabulary are reserved for as many
 */
public record KvMemorySettings(double memoryShare, int blockTokens, int maxBatchTokens, int maxSequences) {
    /** The defaults of vLLM v1 as this simulator states them: 90 %, blocks of 16, 2048 tokens, 128 sequences. */
    public static final KvMemorySettings DEFAULT = new KvMemorySettings(0.9, 16, 2048, 128);

    /** Checks the ranges. */
    public KvMemorySettings {
        if (!(memoryShare > 0 && memoryShare <= 1)) {
            throw new IllegalArgumentException(
                    "A memory share of " + memoryShare + " is out of range; use more than 0 and at most 1.");
        }
        atLeastOne("block size in tokens", blockTokens);
        atLeastOne("token budget of a step", maxBatchTokens);
        atLeastOne("limit of sequences in a step", maxSequences);
    }

    private static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; use at least 1.");
        }
    }
}
