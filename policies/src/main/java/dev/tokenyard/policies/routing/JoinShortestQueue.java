package dev.tokenyard.policies.routing;

import dev.tokenyard.policies.kit.Candidates;
import dev.tokenyard.policies.kit.NamedRoute;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;

/**
 * Sends a request to the instance where the fewest wait to be admitted.
 *
 * <p>In the literature a queue has one server, and the request in service counts as well. An instance serves a whole
 * batch, so here the line in front of it is what counts; where lines are equal, most often empty, the fewest unfinished
 * requests decide.
 */
public final class JoinShortestQueue implements RouterFactory {
    private static final RouterCard CARD = new RouterCard(
            "jsq",
            "join shortest queue",
            "The instance with the fewest waiting requests; among equals the one with the fewest unfinished ones, then the first.",
            "Weber, On the optimal assignment of customers to parallel servers, J. Appl. Probab. 15(2), 1978");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        return new NamedRoute(
                CARD, (request, requests, cluster) -> Candidates.lightest(request, cluster, JoinShortestQueue::load));
    }

    /** Orders by waiting requests, then by unfinished ones. */
    private static long load(ClusterView cluster, int instance) {
        return ((long) cluster.waitingRequests(instance) << 32) + cluster.outstandingRequests(instance);
    }
}
