package dev.tokenyard.sim.policy;

/** What a {@link PullPolicy} may see at any time, and how it calls instances. */
public interface Pool {
    /** The requests. */
    RequestView requests();

    /** How many instances there are. */
    int instanceCount();

    /** Whether an instance serves the model that a request asks for, and its KV cache would hold the request to its end. */
    boolean canServe(int instance, int request);

    /**
     * The first of the instances that are like an instance: they serve the same model on the same GPUs in the same batches,
     * and hold as many tokens.
     */
    int firstAlike(int instance);

    /** KV blocks of an instance. */
    int kvBlocks(int instance);

    /** Tokens in a KV block of an instance. */
    int blockTokens(int instance);

    /** Most residents in a batch of an instance. */
    int batchCap(int instance);

    /** The time that loading an instance's model takes, that of unloading another one included, in ticks. */
    long loadTicks(int instance);

    /** The number of the GPUs that an instance shares with others; below 0 if they are its own. */
    int sharedGpus(int instance);

    /** Whether an instance's model is loaded or being loaded. */
    boolean isLoaded(int instance);

    /** When the model of the GPUs of an instance that is being loaded will be, in ticks; 0 if none is. */
    long readyTick(int instance);

    /** Residents of an instance. */
    int residentCount(int instance);

    /**
     * Has the policy consulted at the next start of a step on an instance's GPUs; where nothing is under way that is now, once
     * the present event is over.
     */
    void consult(int instance);
}
