package dev.tokenyard.sim.policy;

/**
 * What a cluster policy may see of the instances between two of its turns: their load, their memory and who decodes where.
 * Figures are those of the moment, steps under way counted as far as they have ended.
 */
public interface ClusterState extends ClusterView {
    /** The present, in ticks. */
    long nowTick();

    /** The requests; for a decoding one ask {@link #contextTokens}. */
    RequestView requests();

    /** KV blocks of an instance that nobody holds once the residents have room for the tokens of the step under way. */
    int freeBlocks(int instance);

    /** Tokens in a KV block of an instance. */
    int blockTokens(int instance);

    /** Requests that hold a seat in an instance's batch, those on their way there included. */
    int batchSize(int instance);

    /** KV blocks that the head of an instance's queue needs for all its tokens, 0 if none waits. */
    int blocksOfHead(int instance);

    /** The resident admitted last, or {@link InstanceView#NONE}. */
    int newestResident(int instance);

    /** The resident admitted just before, or {@link InstanceView#NONE}. */
    int olderResident(int resident);

    /** Prompt and generated tokens of a resident. */
    int contextTokens(int resident);

    /** Whether a resident may be moved: it decodes, holds no reserved memory and is not being moved. */
    boolean canLeave(int resident);

    /** Whether an instance sends KV blocks to others. */
    boolean sends(int instance);

    /**
     * Whether an instance may take over a decoding request: it serves the model, decodes, and is not where the request is.
     */
    boolean canJoin(int request, int instance);
}
