package dev.tokenyard.sim.policy;

/** Why the head of a queue was not admitted. */
public enum BlockReason {
    /** It was, or nothing waits. */
    NONE("not blocked"),
    /** Too few free KV blocks. */
    KV_FULL("KV cache full"),
    /** The batch holds as many requests as it may. */
    BATCH_CAP("batch cap reached"),
    /** The step's token budget is used up. */
    TOKEN_BUDGET("token budget used up"),
    /** Memory would overflow at a later moment that the policy foresees. */
    LOOK_AHEAD("memory look-ahead"),
    /** A request was preempted in this step, so none is admitted. */
    PREEMPTED("a preemption in this step"),
    /** The policy holds it back for another reason. */
    HELD("held by the policy"),
    /** The running batch admits nobody before its last member ends. */
    BATCH_RUNNING("the running batch has to end"),
    /** An idle instance waits for more requests to fill a batch. */
    BATCH_FILLING("waiting for a full batch"),
    /** Requests that were swapped out come back first. */
    SWAPPED("swapped requests first"),
    /** Another model comes first on the same GPUs, once the batch has ended; needed and available count residents. */
    OTHER_MODEL("another model first");

    private final String label;

    BlockReason(String label) {
        this.label = label;
    }

    /** The words for people. */
    public String label() {
        return label;
    }
}
