package dev.tokenyard.sim.policy;

/**
 * What a policy may see of the requests that have arrived, by request number. There is no output length here: a policy
 * that uses one gets a {@link LengthEstimate} when it is made, and its card says so.
 */
public interface RequestView {
    /** Arrival in ticks. */
    long arrivalTick(int request);

    /**
     * The moment by which the first token is due: arrival plus the class's TTFT target, in ticks; {@link
     * dev.tokenyard.sim.time.Ticks#NEVER} if the class has none.
     */
    long deadlineTick(int request);

    /** Number of the model that the request asks for, in the order in which the trace names them; below 0 if any will do. */
    int model(int request);

    /** Prompt length in tokens. */
    int promptTokens(int request);

    /**
     * The most output tokens that the request's client asks for. Traces do not record it, so it is made up: a usual limit,
     * and where the request generates more than that, the next power of two that is enough. It hints at the true output
     * length as a client's limit does; only what reserves memory for the longest answer may ask.
     *
     * @param usualTokens the limit of requests that keep within it, at least 1
     */
    int outputLimitTokens(int request, int usualTokens);

    /** Output tokens generated so far; they survive a preemption by recompute, unless the request restarts. */
    int generatedTokens(int request);

    /**
     * Tokens whose keys and values must be computed before the next output token can be: the prompt, and after a
     * preemption also the tokens generated before it, less what has been computed already, or would be taken from the
     * prefix cache if it were admitted now. 0 while decoding and in host memory.
     */
    int remainingPrefillTokens(int request);

    /** Number of the service class in the scenario. */
    int sloClass(int request);

    /** How often it has been preempted, to be recomputed. */
    int preemptions(int request);
}
