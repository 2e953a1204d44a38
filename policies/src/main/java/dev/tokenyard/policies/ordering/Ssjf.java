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
 * SSJF, speculative shortest job first: order the queue by a proxy model's prediction of the output length, and leave the
 * serving engine alone.
 *
 * <p><b>Idea.</b> A small classifier that runs before the large model is right often enough to tell short answers from
 * long ones.
 *
 * <p><b>Source.</b> Qiu et al., "Efficient Interactive LLM Serving with Proxy Model-based Sequence Length Prediction",
 * arXiv 2404.08509, continuous batching.
 *
 * <p><b>Departures.</b> The default predictor draws from the measured confusion matrix of the paper's five-class proxy
 * instead of running it. The authors' ageing rule is not applied.
 */
public final class Ssjf implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "ssjf",
            "SSJF",
            "by predicted output",
            "Speculative shortest job first: the queue is ordered by a proxy model's guess of each output length.",
            "Qiu et al., arXiv 2404.08509",
            Foresight.PREDICTED,
            "confusion",
            "Predictions are drawn from the proxy's measured confusion matrix; no ageing.",
            List.of());

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        OrderPolicy shortestPredictedFirst =
                (request, requests) -> context.lengths().outputTokens(request);
        LastInOrder victims = new LastInOrder(shortestPredictedFirst);
        return new Policy(
                CARD,
                shortestPredictedFirst,
                context.batching().compose(context.batching().memoryTest(), victims),
                context.route(),
                victims);
    }
}
