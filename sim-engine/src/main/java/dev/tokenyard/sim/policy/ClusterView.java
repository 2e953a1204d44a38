package dev.tokenyard.sim.policy;

/** What a router may see of the instances. */
public interface ClusterView {
    /** How many instances there are. */
    int instanceCount();

    /** Requests routed to an instance and not finished yet. */
    int outstandingRequests(int instance);
}
