package dev.tokenyard.sim.policy;

import dev.tokenyard.sim.time.Ticks;

/** Decision point <em>tick</em>: what a cluster does of itself, at every multiple of a period. */
public interface ClusterPolicy {
    /** Does nothing. */
    ClusterPolicy NONE = new ClusterPolicy() {
        @Override
        public long periodTicks() {
            return Ticks.NEVER;
        }

        @Override
        public void tick(ClusterState state, ClusterPlan plan) {}
    };

    /** The time between two turns in ticks, at least 1; {@link Ticks#NEVER} for no turns. */
    long periodTicks();

    /**
     * Called at every multiple of the period while there is work.
     *
     * @param state the cluster as it is
     * @param plan receives the changes
     */
    void tick(ClusterState state, ClusterPlan plan);
}
