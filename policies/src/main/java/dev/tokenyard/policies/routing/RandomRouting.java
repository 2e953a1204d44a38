package dev.tokenyard.policies.routing;

import dev.tokenyard.policies.kit.Candidates;
import dev.tokenyard.policies.kit.NamedRoute;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Sends each request to an instance drawn at random, each with the same probability. It knows nothing of the instances,
 * and is what others are measured by.
 */
public final class RandomRouting implements RouterFactory {
    private static final RouterCard CARD = new RouterCard(
            "random",
            "random",
            "An instance drawn at random, whatever its load.",
            "folklore; the single choice of Mitzenmacher, IEEE TPDS 12(10), 2001");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        UniformRandomProvider random = streams.stream("routing");
        return new NamedRoute(
                CARD,
                (request, requests, cluster) ->
                        Candidates.nth(request, cluster, random.nextInt(Candidates.count(request, cluster))));
    }
}
