package dev.tokenyard.sim.policy;

/** Decision point <em>route</em> (push): which instance an arriving request goes to. */
@FunctionalInterface
public interface RoutePolicy {
    /** The id in the run's record of a policy that routes by itself. */
    String OWN = "own";

    /**
     * The number of the chosen instance, 0 to {@link ClusterView#instanceCount()} - 1, one that {@linkplain
     * ClusterView#canServe can serve} the request. It is only asked where there is one.
     */
    int route(int request, RequestView requests, ClusterView cluster);

    /** The router's id, for the record of the run. */
    default String id() {
        return OWN;
    }
}
