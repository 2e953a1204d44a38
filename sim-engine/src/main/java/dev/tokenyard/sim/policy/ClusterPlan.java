package dev.tokenyard.sim.policy;

/** The changes that a cluster policy wants. Each call is checked as it is made; one that breaks a rule ends the run. */
public interface ClusterPlan {
    /**
     * Starts to move a decoding resident to another instance while it goes on decoding.
     *
     * <p>The destination sets aside blocks for what there is, which are copied; then for what was generated meanwhile, and
     * so on. Once at most one full block is left, the request leaves its batch at the end of a step, the rest is copied,
     * and it decodes on at the destination. The migration is given up, and all that was set aside is free again, if the
     * request ends or is preempted before it has left, or if the destination has no room.
     *
     * @param request a resident that {@linkplain ClusterState#canLeave can leave}
     * @param toInstance where it {@linkplain ClusterState#canJoin can join}
     */
    void migrate(int request, int toInstance);
}
