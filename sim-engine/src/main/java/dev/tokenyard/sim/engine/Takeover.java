package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.Policy;

/**
 * Another policy goes on with a run from the very state that it is in at a moment.
 *
 * <p>Steps that are under way at that moment end as they were planned. Then the policy is told of the residents as if they had
 * come over from another instance, the waiting requests get the keys of its order, and it is asked for a plan.
 *
 * @param tick the moment; what happens at it or later is for the new policy
 * @param policy a policy made for this run, one that sends requests to instances
 * @param predictionTicks how long its estimates take for requests that arrive from then on, in ticks, 0 or more
 */
public record Takeover(long tick, Policy policy, long predictionTicks) {
    /** Checks the moment and the policy. */
    public Takeover {
        if (tick < 0 || predictionTicks < 0) {
            throw new IllegalArgumentException("A policy takes over at tick " + tick + " with estimates of "
                    + predictionTicks + " ticks; both must be 0 or more.");
        }
        requirePush(policy);
    }

    /** Queues at instances cannot go on as one pool, nor a pool as queues. */
    static void requirePush(Policy policy) {
        if (policy.pull() != null) {
            throw new IllegalArgumentException("Policy " + policy.card().id()
                    + " keeps its requests in a pool of its own, so no other policy can go on from its state, nor it from that"
                    + " of another; choose policies whose requests wait at the instances.");
        }
    }
}
