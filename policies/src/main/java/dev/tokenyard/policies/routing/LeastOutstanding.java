package dev.tokenyard.policies.routing;

import dev.tokenyard.policies.kit.Candidates;
import dev.tokenyard.policies.kit.NamedRoute;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;

/**
 * Sends a request to the instance with the fewest unfinished ones, running or waiting. With one server to an instance
 * this is what queueing theory calls join the shortest queue.
 */
public final class LeastOutstanding implements RouterFactory {
    private static final RouterCard CARD = new RouterCard(
            "least-outstanding",
            "least outstanding",
            "The instance with the fewest unfinished requests, the first among equals.",
            "Winston, Optimality of the shortest line discipline, J. Appl. Probab. 14(1), 1977");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        return new NamedRoute(
                CARD,
                (request, requests, cluster) ->
                        Candidates.lightest(request, cluster, ClusterView::outstandingRequests));
    }
}
