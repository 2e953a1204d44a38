package dev.tokenyard.sim.policy;

/**
 * What a router may see of the instances, at the moment of an arrival. Every figure is one that a router in front of
 * real engines can know: there are no true output lengths. Each call takes constant time. Figures of an instance that shares
 * its GPUs are those of all instances there.
 */
public interface ClusterView {
    /** How many instances there are. */
    int instanceCount();

    /**
     * Whether an instance can begin a request: it serves the model that the request asks for, if it asks for one, and its
     * KV cache holds the prompt. A request must only be routed where this is so. A decode instance begins no request; where
     * a request is handed over at the end of its prefill, only decode instances can serve it, and only those whose KV
     * cache will hold it to its end.
     */
    boolean canServe(int instance, int request);

    /** Requests routed to an instance and not finished yet, the running ones included. */
    int outstandingRequests(int instance);

    /** Requests that wait at an instance to be admitted or, after a preemption, admitted again. */
    int waitingRequests(int instance);

    /** Tokens of the requests outstanding at an instance: their prompts and what they have generated so far. */
    long outstandingTokens(int instance);
}
