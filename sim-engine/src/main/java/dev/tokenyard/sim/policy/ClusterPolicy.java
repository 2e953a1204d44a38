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
     * A moment later than the present one at which it wants a further turn, in ticks; {@link Ticks#NEVER} for none. It can change
     * whenever the policy is told or asked something.
     */
    default long nextTurnTick() {
        return Ticks.NEVER;
    }

    /**
     * Called at every multiple of the period while there is work, and at further moments that it asked for.
     *
     * @param state the cluster as it is
     * @param plan receives the changes
     */
    void tick(ClusterState state, ClusterPlan plan);
}
