package dev.tokenyard.policies.routing;

import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.policy.RoutePolicy;

/** Sends a request to the instance with the fewest unfinished ones, the first among equals. */
public final class LeastOutstanding implements RoutePolicy {
    @Override
    public int route(int request, RequestView requests, ClusterView cluster) {
        int least = 0;
        for (int i = 1; i < cluster.instanceCount(); i++) {
            if (cluster.outstandingRequests(i) < cluster.outstandingRequests(least)) {
                least = i;
            }
        }
        return least;
    }
}
