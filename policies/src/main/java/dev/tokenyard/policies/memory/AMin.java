package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.AccumulatedBounds;
import dev.tokenyard.policies.kit.Interval;
import dev.tokenyard.policies.kit.Listeners;
import dev.tokenyard.policies.kit.MemoryLookAhead;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * A_min: shortest first, and every output is taken to be as short as its predicted interval allows, until it proves longer.
 *
 * <p><b>Idea.</b> Optimism fills the memory. What is learned on the way is not lost: the bound of a request never falls below
 * what it has generated, so whoever is evicted comes back with a better one.
 *
 * <p><b>Source.</b> Chen et al., "Adaptively Robust LLM Inference Optimization under Prediction Uncertainty", arXiv
 * 2508.14544.
 *
 * <p><b>Legend.</b> l = {@link Interval}; the accumulated bound, at first l = {@link AccumulatedBounds}; on overflow those
 * with the smallest bound are evicted until the rest fits, and restart; then the queue in ascending order of bounds is
 * admitted while it fits, with bounds for outputs = {@link MemoryLookAhead}.
 *
 * <p><b>Departures.</b> The interval is an estimate widened by a factor; its upper end plays no part. On a GPU model the
 * forecast is {@link MemoryLookAhead}'s envelope, and what counts as overflow is the batching mode's affair. In the theory's
 * model and in vLLM a step that evicts admits nobody while a resident is left: the queue has its turn in the next.
 *
 * <p>Our reading of a short description: that the smallest bounds are evicted first, those that arrived last among
 * equals; that the test for admission is MC-SF's; and that it expects a resident which has reached its bound to take one
 * more step.
 */
public final class AMin implements PolicyFactory {
    private static final String RESTART = "restart";

    private static final PolicyCard CARD = new PolicyCard(
            "a-min",
            "A_min",
            "by lower bound of the output, if it fits the future",
            "Every output is taken to be as short as its predicted interval allows, until it proves longer; an overflow"
                    + " evicts those with the smallest bound.",
            "Chen et al., arXiv 2508.14544",
            Foresight.PREDICTED,
            "oracle",
            "The interval is an estimate times a factor; engine steps and blocks as in MC-SF. As in vLLM, a step that evicts"
                    + " admits nobody while a resident is left. Our reading: the smallest bounds are evicted first, the"
                    + " last to arrive among equals; the test is MC-SF's; who has reached its bound counts for one more step.",
            List.of(
                    Interval.LOWER,
                    Knob.onOff(
                            RESTART,
                            true,
                            "On: who is evicted starts anew, as in the paper's model; off: it keeps its output, as serving"
                                    + " engines do, and computes it again with its prompt.")));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        Interval interval = new Interval(context.lengths(), context.knob(CARD, Interval.LOWER.name()), 1);
        AccumulatedBounds bounds = new AccumulatedBounds(interval::lowest, context.knob(CARD, RESTART) == 1);
        MemoryLookAhead lookAhead =
                new MemoryLookAhead(bounds, context.batching(), 0, false, MemoryLookAhead.Overdue.ONE_TOKEN_MORE);
        return new Policy(
                CARD,
                (request, requests) -> bounds.outputTokens(request),
                context.batching().compose(lookAhead, bounds),
                context.route(),
                new Listeners(bounds, lookAhead));
    }
}
