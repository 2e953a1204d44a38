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

    /**
     * Decision point <em>route</em> at the end of a prefill: the decode instance that goes on with a request, one that
     * {@linkplain ClusterView#canServe can serve} it. Unless a router says otherwise, the one whose unfinished requests hold
     * the fewest tokens, the first among equals.
     */
    default int handOff(int request, RequestView requests, ClusterView cluster) {
        int lightest = InstanceView.NONE;
        for (int i = 0; i < cluster.instanceCount(); i++) {
            if (cluster.canServe(i, request)
                    && (lightest == InstanceView.NONE
                            || cluster.outstandingTokens(i) < cluster.outstandingTokens(lightest))) {
                lightest = i;
            }
        }
        return lightest;
    }

    /** The router's id, for the record of the run. */
    default String id() {
        return OWN;
    }
}
