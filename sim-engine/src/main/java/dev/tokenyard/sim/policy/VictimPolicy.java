package dev.tokenyard.sim.policy;

/** Decision point <em>evict</em>: who gives up its memory in a shortage. */
@FunctionalInterface
public interface VictimPolicy {
    /** The resident to evict; called again until the shortage is over. There is at least one resident. */
    int victim(InstanceView view);

    /**
     * Takes memory away from at least one resident; called again until the shortage is over. By default from {@link
     * #victim}, in the way of the batching mode.
     *
     * @param eviction how the mode evicts
     */
    default void relieve(InstanceView view, BatchPlan plan, Eviction eviction) {
        eviction.evict(victim(view), view, plan);
    }

    /** How a batching mode takes a resident's memory away. */
    @FunctionalInterface
    interface Eviction {
        /** Evicts a resident. */
        void evict(int resident, InstanceView view, BatchPlan plan);
    }
}
