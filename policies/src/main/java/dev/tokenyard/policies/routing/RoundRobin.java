package dev.tokenyard.policies.routing;

import dev.tokenyard.policies.kit.NamedRoute;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;

/**
 * Sends requests to the instances in turn. An instance that cannot serve a request is passed over, and the turn goes on
 * behind the one that takes it.
 */
public final class RoundRobin implements RouterFactory {
    private static final RouterCard CARD =
            new RouterCard("round-robin", "round robin", "The instances in turn, whatever their load.", "folklore");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        return new NamedRoute(CARD, new Turn());
    }

    /** Whose turn it is. */
    private static final class Turn implements RoutePolicy {
        private int next;

        @Override
        public int route(int request, RequestView requests, ClusterView cluster) {
            int chosen = next;
            while (!cluster.canServe(chosen, request)) {
                chosen = (chosen + 1) % cluster.instanceCount();
            }
            next = (chosen + 1) % cluster.instanceCount();
            return chosen;
        }
    }
}
