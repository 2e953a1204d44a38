package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.policy.Policy;

/**
 * Another policy goes on with a run from the very state that it is in at a moment.
 *
 * <p>Steps that are under way at that moment end as they were planned. Then the policy is told of the residents as if they had
 * come over from another instance, the waiting requests get the keys of its order, and it is asked for a plan. Residents stay
 * where they are, and so do those in host memory.
 *
 * <p>Where the policy has instances pull, those that wait go into its pool at that moment, whichever instance they waited at,
 * and it is {@linkplain dev.tokenyard.sim.policy.PullPolicy#inherited told at once} of those that were admitted before. Where
 * only the policy before it did, its router sends those in the pool to instances, in order of arrival, and only to such as
 * hold them to their end.
 *
 * @param tick the moment; what happens at it or later is for the new policy
 * @param policy a policy made for this run
 * @param predictionTicks how long its estimates take for requests that arrive from then on, in ticks, 0 or more
 */
public record Takeover(long tick, Policy policy, long predictionTicks) {
    /** Checks the moment and the policy. */
    public Takeover {
        if (tick < 0 || predictionTicks < 0) {
            throw new IllegalArgumentException("A policy takes over at tick " + tick + " with estimates of "
                    + predictionTicks + " ticks; both must be 0 or more.");
        }
    }
}
