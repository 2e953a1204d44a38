package dev.tokenyard.policies.ordering;

import dev.tokenyard.policies.kit.LastInOrder;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.OrderPolicy;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * Shortest job first with an oracle: the waiting request with the shortest true output is next.
 *
 * <p><b>Idea.</b> A yardstick for what an order by output length can gain at most; nobody can run it, since lengths are
 * not known in advance. Running requests are not displaced for shorter ones. Ties go by arrival.
 *
 * <p><b>Source.</b> The oracle baseline of Qiu et al., "Efficient Interactive LLM Serving with Proxy Model-based Sequence
 * Length Prediction", arXiv 2404.08509.
 */
public final class Sjf implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "sjf",
            "SJF",
            "by true output",
            "Shortest job first with an oracle: a yardstick that knows every output length in advance.",
            "Oracle baseline of Qiu et al., arXiv 2404.08509",
            Foresight.CLAIRVOYANT,
            "oracle",
            "",
            List.of());

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        OrderPolicy shortestFirst = (request, requests) -> context.lengths().outputTokens(request);
        LastInOrder victims = new LastInOrder(shortestFirst);
        return new Policy(
                CARD,
                shortestFirst,
                context.batching().compose(context.batching().memoryTest(), victims),
                context.route(),
                victims);
    }
}
