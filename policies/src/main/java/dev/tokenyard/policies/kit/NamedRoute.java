package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;

/**
 * A router of the catalogue at work: the decision under the name on its card.
 *
 * @param card what the router says of itself
 * @param decision where a request goes
 */
public record NamedRoute(RouterCard card, RoutePolicy decision) implements RoutePolicy {
    @Override
    public int route(int request, RequestView requests, ClusterView cluster) {
        return decision.route(request, requests, cluster);
    }

    @Override
    public String id() {
        return card.id();
    }
}
