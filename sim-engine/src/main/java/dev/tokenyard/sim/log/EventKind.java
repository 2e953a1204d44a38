package dev.tokenyard.sim.log;

/** What can happen to a request or a queue. Three integers a, b, c go with each event. */
public enum EventKind {
    /** The request arrived and was routed to the instance. */
    ARRIVED,
    /**
     * The request can never be served ({@link Refusal}). No instance serves the model that it asks for: no instance goes
     * with the event, c = -1, a = b = 0. It is too large for every instance: none goes with the event either, a = KV blocks
     * that it needs at its peak, b = KV blocks that there are, c = number of the instance with the most. It is too large
     * where it was routed to: that instance goes with the event, a and b as above, c = number of an instance that could
     * have held it.
     */
    REFUSED,
    /**
     * The request left the queue and entered the batch: a = tokens of its first chunk, b = tokens to prefill in all, c = KV
     * blocks taken at once: those of its whole prefill or as many as it will ever hold; 0 if it takes them as it needs
     * them. Prompt tokens found in the prefix cache are not in b: they are the prompt's and the tokens generated so far,
     * less b.
     */
    ADMITTED,
    /** A further prefill chunk was started: a = its tokens, b = tokens computed before. */
    CHUNK,
    /** The prefill ended and yielded an output token: a = tokens generated so far, b = the instance's decode steps. */
    PREFILL_DONE,
    /**
     * Evicted by recompute, back to the queue: a = computed tokens lost (not those of blocks that stay cached), b = tokens
     * generated so far, c = output tokens thrown away; where there are any the request starts anew, and b is 0.
     */
    PREEMPTED,
    /**
     * Evicted to host memory, where it keeps what it has computed: a = KV blocks moved, b = tokens generated so far. The
     * move takes part of the step that starts.
     */
    SWAPPED_OUT,
    /**
     * Back from host memory, to go on decoding in the step that starts: a = KV blocks moved, b = tokens generated so far,
     * c = the instance's decode steps.
     */
    SWAPPED_IN,
    /** The last token was generated: a = output tokens. */
    COMPLETED,
    /**
     * The reason why the head of the instance's queue waits has changed: a = ordinal of the {@link
     * dev.tokenyard.sim.policy.BlockReason}, b = needed, c = available; the request is the head, -1 for none.
     */
    BLOCKED,
    /**
     * What the policy's forecast of the instance's memory counts from now on: a = tokens for the request before the next
     * step, one more in each; b = steps until its predicted end; c = the instance's decodable steps. The request is a
     * resident, or the head of a queue that the forecast blocks, as it would count it; that follows the event {@link
     * #BLOCKED}. Without a request, -1, a = tokens that the forecast plans with. Only in runs of policies that look ahead.
     */
    FORESEEN,
    /**
     * The prefill ended at a prefill instance and the request joined the queue of a decode instance, a; its KV blocks stay
     * behind until they are copied: b = tokens generated so far, c = KV blocks that it keeps here.
     */
    HANDED_OVER,
    /** A migrating request left the batch, its last KV blocks to be copied to instance a: b and c as above. */
    DETACHED,
    /**
     * A request that was handed over left the queue: its KV blocks go from instance a on the link, and blocks were set aside
     * for them: b = blocks set aside, c = blocks that are sent.
     */
    RECEIVED,
    /**
     * KV blocks for a request that is to migrate from instance a were set aside; it goes on decoding there: b = blocks set
     * aside for it in all, c = blocks put on the link now.
     */
    RESERVED,
    /** A transfer to instance a ended: b = KV blocks copied, c = number of the stage, 0 for a request handed over. */
    COPIED,
    /** KV blocks were freed that have been copied to another instance: a = blocks. */
    RELEASED,
    /**
     * A request came over from instance a, to go on decoding in the step that starts: b = tokens generated so far, c = the
     * instance's decode steps.
     */
    JOINED,
    /** A migration from instance a was given up: b = KV blocks that were set aside here and are free again. */
    MIGRATION_ABORTED,
    /**
     * The policy has another sort key for the request, one that waits or is about to: a = the upper and b = the lower 32
     * bits of the key.
     */
    REORDERED,
    /**
     * The instance's model is being loaded on GPUs that it shares; no request goes with the event: a = the instance that was
     * loaded until now, b = the upper and c = the lower 32 bits of the ticks until then, in
     * which what that one moves to host memory is copied first.
     */
    LOADING,
    /** The instance's model is loaded: it can start steps. No request goes with the event. */
    LOADED,
    /**
     * Another policy has taken over, by which the request waits elsewhere: at the instance, or in the pool where none goes
     * with the event; a = number of the instance where it waited before, -1 for the pool.
     */
    REQUEUED
}
