package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.Interval;
import dev.tokenyard.policies.kit.MemoryLookAhead;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.LengthEstimate;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * A_max: shortest first, and every output is taken to be as long as its predicted interval allows.
 *
 * <p><b>Idea.</b> With upper ends memory never overflows, at the price of memory that lies idle for outputs that do not
 * come. Its counterpart is {@link AMin}.
 *
 * <p><b>Source.</b> Chen et al., "Adaptively Robust LLM Inference Optimization under Prediction Uncertainty", arXiv
 * 2508.14544.
 *
 * <p><b>Legend.</b> [l, u] = {@link Interval}; shortest first by u, ties by arrival; the test, with u for every output =
 * {@link MemoryLookAhead}.
 *
 * <p><b>Departures.</b> The paper's classifier yields the interval; here it is an estimate widened by a factor. Where an output
 * exceeds u all the same, {@link McSf}'s departures apply. That the test is MC-SF's is our reading.
 */
public final class AMax implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "a-max",
            "A_max",
            "by upper end of the predicted output, if it fits the future",
            "Every output is taken to be as long as its predicted interval allows: nothing overflows, and memory lies idle.",
            "Chen et al., arXiv 2508.14544",
            Foresight.PREDICTED,
            "oracle",
            "The interval is an estimate times a factor; engine steps and blocks as in MC-SF.",
            List.of(Interval.UPPER));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        LengthEstimate u = new Interval(context.lengths(), 1, context.knob(CARD, Interval.UPPER.name()))::highest;
        MemoryLookAhead lookAhead = new MemoryLookAhead(u, context.batching());
        return new Policy(
                CARD,
                (request, requests) -> u.outputTokens(request),
                context.batching().compose(lookAhead, Victims.newest()),
                context.route(),
                lookAhead);
    }
}
