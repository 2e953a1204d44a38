package dev.tokenyard.sim.policy;

/** Decision point <em>batch</em>: what the next step of an instance processes. */
@FunctionalInterface
public interface BatchPolicy {
    /**
     * Called between two steps when something has changed that the policy could act on: an arrival at the head of the
     * queue, a completion, an unfinished prefill, a shortage of memory, or its own request to be consulted.
     *
     * @param view the instance as it is
     * @param plan receives the changes
     */
    void plan(InstanceView view, BatchPlan plan);
}
