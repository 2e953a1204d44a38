package dev.tokenyard.sim.policy;

/** Decision point <em>route</em> (push): which instance an arriving request goes to. */
@FunctionalInterface
public interface RoutePolicy {
    /** The number of the chosen instance, 0 to {@link ClusterView#instanceCount()} - 1. */
    int route(int request, RequestView requests, ClusterView cluster);
}
