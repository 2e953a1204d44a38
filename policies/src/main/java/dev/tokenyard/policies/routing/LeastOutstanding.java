package dev.tokenyard.policies.routing;

import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;

/** Sends a request to the instance with the fewest unfinished ones, the first among equals. */
public final class LeastOutstanding implements RouterFactory {
    private static final RouterCard CARD = new RouterCard(
            "least-outstanding",
            "least outstanding",
            "The instance with the fewest unfinished requests, the first among equals.",
            "");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        return (request, requests, cluster) -> fewestOutstanding(cluster);
    }

    private static int fewestOutstanding(ClusterView cluster) {
        int least = 0;
        for (int i = 1; i < cluster.instanceCount(); i++) {
            if (cluster.outstandingRequests(i) < cluster.outstandingRequests(least)) {
                least = i;
            }
        }
        return least;
    }
}
