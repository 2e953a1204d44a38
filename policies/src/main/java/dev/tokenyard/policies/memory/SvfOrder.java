package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.MemoryLookAhead;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.policies.kit.Volumes;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * SVF order: the memory look-ahead of {@link McSf} with the queue by volume, as {@link Svf} has it.
 *
 * <p><b>Idea.</b> The order of one paper under the test of another: what the order alone is worth, and how much memory SVF's
 * simple sum leaves idle.
 *
 * <p><b>Source.</b> Order of arXiv 2606.22327, test of Jaillet et al., arXiv 2502.07115, Algorithm 1, step 3 as
 * {@link McSf} numbers them. Ties go by arrival. Departures as in {@link McSf}.
 */
public final class SvfOrder implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "svf-order",
            "SVF order",
            "by predicted volume, if it fits the future",
            "Smallest volume first with MC-SF's memory look-ahead instead of a sum of peaks.",
            "Order of arXiv 2606.22327, test of Jaillet et al., arXiv 2502.07115",
            Foresight.PREDICTED,
            "oracle",
            "As MC-SF.",
            List.of());

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        MemoryLookAhead lookAhead = new MemoryLookAhead(context.lengths(), context.batching());
        return new Policy(
                CARD,
                Volumes.smallestFirst(context.lengths()),
                context.batching().compose(lookAhead, Victims.newest()),
                context.route(),
                lookAhead);
    }
}
