package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.policy.PullPolicy;
import java.util.List;

/**
 * The circumstances and totals of a run.
 *
 * @param policyId the policy's key
 * @param policyTitle the policy's name for people
 * @param predictor where the policy's length estimates came from, empty if it had none
 * @param predictionTicks how long each estimate took from the arrival of its request, in ticks: until then the request
 *     could not be scheduled; 0 where it was not charged
 * @param seed seed of the run
 * @param batching the batching mode
 * @param router what routed the requests, for instance {@code round-robin}; {@code own} for a policy that routes by itself,
 *     {@code pull} where instances pull them
 * @param stepTime the step-time model, for instance {@code roofline}; where instances differ, theirs joined by {@code +}
 * @param outputSlotsAhead KV slots reserved for the token that a step generates: 0 for serving engines, which store it in
 *     the next step, 1 in the theory mode
 * @param instances the instances
 * @param sloClasses the service classes, in the order of their numbers
 * @param totals counts
 * @param endTick the moment of the last event
 * @param recorded whether events and segments were kept
 */
public record RunInfo(
        String policyId,
        String policyTitle,
        String predictor,
        long predictionTicks,
        long seed,
        BatchingInfo batching,
        String router,
        String stepTime,
        int outputSlotsAhead,
        List<InstanceInfo> instances,
        List<SloClass> sloClasses,
        RunTotals totals,
        long endTick,
        boolean recorded) {
    /** Copies the lists. */
    public RunInfo {
        instances = List.copyOf(instances);
        sloClasses = List.copyOf(sloClasses);
    }

    /** Whether requests wait in one pool from which instances pull, in the end where policies take over from one another. */
    public boolean isPulled() {
        return router.equals(PullPolicy.ID);
    }
}
