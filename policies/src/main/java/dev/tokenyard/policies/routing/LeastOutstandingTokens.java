package dev.tokenyard.policies.routing;

import dev.tokenyard.policies.kit.Candidates;
import dev.tokenyard.policies.kit.NamedRoute;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;

/**
 * Sends a request to the instance whose unfinished requests hold the fewest tokens: their prompts and what they have
 * generated so far. Requests differ in size, and tokens are nearer to work and memory than a count of requests is.
 *
 * <p>What they will still generate is not known to a router and does not count.
 */
public final class LeastOutstandingTokens implements RouterFactory {
    private static final RouterCard CARD = new RouterCard(
            "least-tokens",
            "least outstanding tokens",
            "The instance whose unfinished requests have the fewest prompt and generated tokens, the first among equals.",
            "folklore; the token load of production routers for LLM serving");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        return new NamedRoute(
                CARD,
                (request, requests, cluster) -> Candidates.lightest(request, cluster, ClusterView::outstandingTokens));
    }
}
