package dev.tokenyard.sim.policy;

/**
 * What a policy may see of one serving instance between two steps. Figures about memory and budgets already include
 * what the plan under construction has taken or given back.
 */
public interface InstanceView {
    /** The end of {@link #olderResident(int)} and {@link #waitingHead()}: no request. */
    int NONE = -1;

    /** Number of the instance in its cluster. */
    int instance();

    /** The present, in ticks. */
    long nowTick();

    /** Steps that the instance has taken so far, but for those in which the policy held the decodes. */
    long decodableSteps();

    /** The requests. */
    RequestView requests();

    /** Tokens in a KV block. */
    int blockTokens();

    /** KV blocks of the instance. */
    int totalBlocks();

    /**
     * KV blocks left once every decoding resident has room for its next token and the plan's prefills have theirs.
     * Negative means shortage: something must be evicted.
     */
    int freeBlocks();

    /** KV blocks that nobody holds, the next tokens of the decoding residents not counted. */
    int unheldBlocks();

    /** KV blocks that {@code prefillTokens} more tokens of a request would take beyond those it holds. */
    int blocksToPrefill(int request, int prefillTokens);

    /** KV blocks that a decoding resident's next token takes: 1 if it is the first in a block, otherwise 0. */
    int blocksToDecode(int resident);

    /** KV blocks that still fit into host memory; 0 without any. */
    int hostFreeBlocks();

    /** Whether a resident can go to host memory: it decodes, has no memory reserved to its end, and there is room. */
    boolean canSwapOut(int resident);

    /** KV blocks that a decoding resident would take in host memory. */
    int blocksToSwapOut(int request);

    /** KV blocks that a swapped request would take here, room for its next token included. */
    int blocksToSwapIn(int request);

    /** Requests in host memory. */
    int swappedCount();

    /** The {@code i}-th request in host memory, in the policy's order. */
    int swapped(int i);

    /**
     * The head of the queue if its prefill was done elsewhere and its KV blocks are still there, so that it must be
     * {@linkplain BatchPlan#receive received}; otherwise {@link #NONE}.
     */
    int handedOverHead();

    /** KV blocks that such a request takes here, room for its next token included. */
    int blocksToReceive(int request);

    /** Most tokens that a step may process; one for each request whose KV blocks are under way here is left out. */
    int tokenBudget();

    /** Tokens of the budget that are not taken yet: one is for each decoding resident, the rest is for prefills. */
    int tokensLeft();

    /** Most residents in a batch; the seats of requests whose KV blocks are under way here are left out. */
    int batchCap();

    /** Requests that hold memory here: prefilling and decoding ones. */
    int residentCount();

    /** Whether the residents are one batch that {@linkplain BatchPlan#completeTogether ends together}: none can be evicted. */
    boolean completesTogether();

    /** Residents whose prefill is done. */
    int decodingCount();

    /** Residents whose prefill is not done, in order of admission. */
    int prefillingCount();

    /** The {@code i}-th resident whose prefill is not done. */
    int prefilling(int i);

    /** The resident admitted last, or {@link #NONE}. */
    int newestResident();

    /** The resident admitted just before {@code resident}, or {@link #NONE}. */
    int olderResident(int resident);

    /** Requests waiting here, but for those that the plan has set aside. */
    int waitingCount();

    /**
     * The waiting request that is first in the policy's order, those that the plan has {@linkplain BatchPlan#setAside set
     * aside} left out, or {@link #NONE}; also where that is one to be {@linkplain
     * #handedOverHead() received} instead of admitted.
     */
    int waitingHead();

    /** The waiting request that arrived first, or {@link #NONE}. Costs as much as requests wait. */
    int longestWaiting();
}
