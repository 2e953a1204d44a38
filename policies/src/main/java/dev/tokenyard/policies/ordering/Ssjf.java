package dev.tokenyard.policies.ordering;

import dev.tokenyard.policies.kit.Ageing;
import dev.tokenyard.policies.kit.LastInOrder;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
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
 * long ones. Ties, such as two requests of one class, go by arrival.
 *
 * <p><b>Source.</b> Qiu et al., "Efficient Interactive LLM Serving with Proxy Model-based Sequence Length Prediction",
 * arXiv 2404.08509, continuous batching.
 *
 * <p><b>Departures.</b> The default predictor draws from the measured confusion matrix of the paper's five-class proxy
 * instead of running it.
 *
 * <p>The authors' released simulator, not the paper, ages the queue: if the longest-waiting job has waited over 100 s, or
 * over ten times its remaining service time of 0.1 s and 0.02 s a token, a dispatch goes by waiting time ({@link Ageing}).
 * The paper's figures are read as those without, so that is off unless asked for.
 */
public final class Ssjf implements PolicyFactory {
    private static final String AGEING = "ageing";
    private static final String AGED_AFTER = "agedAfter";
    private static final String AGED_SERVICES = "agedServices";

    private static final PolicyCard CARD = new PolicyCard(
            "ssjf",
            "SSJF",
            "by predicted output",
            "Speculative shortest job first: the queue is ordered by a proxy model's guess of each output length.",
            "Qiu et al., arXiv 2404.08509",
            Foresight.PREDICTED,
            "confusion",
            "Predictions are drawn from the proxy's measured confusion matrix. Ageing is off, as in the paper; the authors'"
                    + " released simulator has it.",
            List.of(
                    Knob.onOff(
                            AGEING,
                            false,
                            "On: while the request that has waited longest has waited too long, the queue is served in order of"
                                    + " arrival."),
                    Knob.real(AGED_AFTER, "s", 0, 1_000_000, 100, "With ageing: too long for any request."),
                    Knob.real(
                            AGED_SERVICES,
                            "",
                            0,
                            1_000_000,
                            10,
                            "With ageing: too long as a multiple of a request's own predicted service time, 0.1 s and 0.02 s a"
                                    + " token that is left.")));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        OrderPolicy shortestPredictedFirst =
                (request, requests) -> context.lengths().outputTokens(request);
        LastInOrder victims = new LastInOrder(shortestPredictedFirst);
        BatchPolicy batch = context.batching().compose(context.batching().memoryTest(), victims);
        Ageing ageing =
                new Ageing(context.lengths(), context.knob(CARD, AGED_AFTER), context.knob(CARD, AGED_SERVICES));
        boolean ages = context.knob(CARD, AGEING) == 1;
        return new Policy(CARD, shortestPredictedFirst, ages ? ageing.before(batch) : batch, context.route(), victims);
    }
}
