package dev.tokenyard.policies.routing;

import dev.tokenyard.policies.kit.Candidates;
import dev.tokenyard.policies.kit.NamedRoute;
import dev.tokenyard.sim.policy.ClusterView;
import dev.tokenyard.sim.policy.RoutePolicy;
import dev.tokenyard.sim.policy.RouterCard;
import dev.tokenyard.sim.policy.RouterFactory;
import dev.tokenyard.sim.time.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Looks at two instances drawn at random and takes the one with fewer unfinished requests.
 *
 * <p><b>Idea.</b> Two choices instead of one make the longest queues exponentially shorter, and cost two questions instead
 * of one to every instance.
 *
 * <p><b>Source.</b> Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", IEEE Transactions on Parallel
 * and Distributed Systems 12(10), 2001.
 *
 * <p><b>Departure.</b> The two are always different instances; the paper draws with replacement, which for many
 * instances is the same. Among equals the first that was drawn is taken.
 */
public final class PowerOfTwoChoices implements RouterFactory {
    private static final RouterCard CARD = new RouterCard(
            "power-of-two",
            "power of two choices",
            "Of two different instances drawn at random the one with fewer unfinished requests, the first drawn among equals.",
            "Mitzenmacher, IEEE TPDS 12(10), 2001");

    @Override
    public RouterCard card() {
        return CARD;
    }

    @Override
    public RoutePolicy create(RandomStreams streams) {
        UniformRandomProvider random = streams.stream("routing");
        return new NamedRoute(CARD, (request, requests, cluster) -> lighterOfTwo(request, cluster, random));
    }

    private static int lighterOfTwo(int request, ClusterView cluster, UniformRandomProvider random) {
        int count = Candidates.count(request, cluster);
        if (count == 1) {
            return Candidates.nth(request, cluster, 0);
        }
        int one = random.nextInt(count);
        // Any but the first: those from it on move up by one.
        int another = random.nextInt(count - 1);
        int first = Candidates.nth(request, cluster, one);
        int second = Candidates.nth(request, cluster, another < one ? another : another + 1);
        return cluster.outstandingRequests(second) < cluster.outstandingRequests(first) ? second : first;
    }
}
