package dev.tokenyard.sim.policy;

/**
 * The changes that a policy wants before the next step of an instance. Whatever it does not mention goes on: decoding
 * residents decode. Each call is checked as it is made; one that breaks a budget ends the run with an error that names
 * the policy, the moment, the request, the rule and both numbers.
 */
public interface BatchPlan {
    /**
     * Takes a waiting request into the batch and processes its first prefill tokens in the next step.
     *
     * @param prefillTokens 1 to its remaining prefill tokens
     */
    void admit(int request, int prefillTokens);

    /**
     * The same, with the KV memory of the whole prefill taken at once, however small its first chunk is.
     *
     * @param prefillTokens 1 to its remaining prefill tokens
     */
    void admitWithPromptMemory(int request, int prefillTokens);

    /**
     * The same, with all the KV memory that the request may ever take set aside at once, so that it never grows beyond
     * it.
     *
     * @param reservedTokens tokens to hold memory for until the request ends, at least as many as it will reach
     */
    void admit(int request, int prefillTokens, int reservedTokens);

    /**
     * Processes a further chunk of a resident's prefill in the next step.
     *
     * @param prefillTokens 1 to its remaining prefill tokens
     */
    void prefill(int request, int prefillTokens);

    /** Takes a resident's memory away and puts it back into the queue; what it had computed is computed again. */
    void evict(int request);

    /** The same, and what it had generated is thrown away as well: it starts anew. */
    void restart(int request);

    /**
     * Moves a decoding resident's KV blocks to host memory, where they must fit. The request leaves the batch and keeps
     * what it has computed, but for the token that the next step would have added.
     *
     * <p>The time of all transfers of a step, in and out, is added to the step's duration, as in vLLM v0, whose workers copy
     * blocks on the stream that then runs the model. A request moves at most once in a step.
     */
    void swapOut(int request);

    /**
     * Moves a swapped request's KV blocks back, which must fit. The request is resident again, as the one admitted last,
     * and decodes from the next step on without a prefill.
     */
    void swapIn(int request);

    /**
     * Takes a request out of the queue whose KV blocks are still at the prefill instance, and sets blocks aside for all of
     * them, which must be free. They are copied over the KV link; after that the request is resident, as the one admitted
     * last, and decodes from the next step on. Until then it keeps a seat in the batch and a token of the budget.
     */
    void receive(int request);

    /**
     * Passes the head of the queue over in this plan, so that the next request is its head; once the plan is made, it is
     * back in its place. Why the queue is blocked is what was said of the first that was passed over.
     *
     * <p>A policy that goes on to others may also want to know of those that arrive behind the head: {@link
     * #noticeEveryArrival}.
     */
    void setAside(int request);

    /**
     * Gives a waiting request, one that was set aside included, the key that the policy's order has for it now.
     */
    void reorder(int request);

    /** Serves the queue in order of arrival in this plan: its head is the request that has waited longest. */
    void serveByArrival();

    /** Lets the decoding residents sit out the next step: it processes the planned prefills alone. */
    void holdDecodes();

    /** Lifts the token budget from the next step, for engines that have none. */
    void liftTokenBudget();

    /**
     * Makes what is admitted from now on one batch that ends with its longest member: until no resident is left, those
     * that have generated their last token stay and are padded, and all leave at once. The batch must start without
     * residents, reserve the memory of each member and evict none.
     */
    void completeTogether();

    /**
     * Lets an instance without residents stay idle until a moment, or until the next arrival if that is earlier; then the
     * policy is consulted again.
     *
     * @param tick a moment after the present one
     */
    void waitUntil(long tick);

    /** Whether this plan has evicted anything, to be recomputed or to host memory. */
    boolean hasEvicted();

    /**
     * States why the head of the queue stays there, for the record.
     *
     * @param needed what it would have needed, in the reason's unit (blocks, sequences or tokens)
     * @param available what there was
     */
    void blocked(BlockReason reason, long needed, long available);

    /**
     * States that the head of the queue stays there because a forecast of the memory has no room for it: {@link
     * BlockReason#LOOK_AHEAD}, and how the forecast would count it, for the record.
     *
     * @param needed most tokens that would be needed at a moment
     * @param available tokens that the forecast plans with
     * @param heldTokens tokens that are counted for the head before its first step
     * @param steps steps that it would stay, 1 or more
     */
    void blockedByForecast(long needed, long available, long heldTokens, long steps);

    /**
     * Asks to be consulted again after so many steps even if nothing else has changed by then.
     *
     * @param steps at least 1
     */
    void reconsiderAfterSteps(int steps);

    /**
     * Asks to be consulted again at the first start of a step at or after a moment, even if nothing else has changed.
     *
     * @param tick a moment after the present one
     */
    void reconsiderAt(long tick);

    /**
     * Asks to be consulted before any step that would leave fewer free KV blocks than this. Without it that is 0: a policy
     * is consulted where blocks are missing.
     */
    void consultBelowFreeBlocks(int blocks);

    /**
     * Declares that no arrival can change the decision, not even one that goes to the head of the queue. Without this,
     * a new head of the queue leads to a new consultation.
     */
    void ignoreArrivals();

    /** Asks to be consulted at every arrival, not only one that goes to the head of the queue. */
    void noticeEveryArrival();

    /**
     * States that the policy has left its published rule in this plan because it would go round in circles otherwise. Runs
     * count these, and warn of them.
     */
    void noteGuard();
}
