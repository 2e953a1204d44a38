package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.AlphaProtection;
import dev.tokenyard.policies.kit.Clearing;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * α-protection greedy: first come, first served with a share α of the memory kept for growth; when memory overflows, the
 * whole batch is cleared.
 *
 * <p><b>Idea.</b> What an engine that knows no lengths can do with one number. Too small an α and the batch overflows, loses
 * all its work and starts again, over and over; too large and memory lies idle.
 *
 * <p><b>Source.</b> Jaillet et al., "Online Scheduling for LLM Inference with KV Cache Constraints", arXiv 2502.07115,
 * section on experiments, where it is one of MC-SF's benchmarks with α = 0.3 and α = 0.25.
 *
 * <p><b>Legend.</b> M = the KV blocks; α = the knob; the test use + s <= (1 - α)M, asked of the coming step = {@link
 * MemoryTests#promptLeaves}; clearing = {@link Clearing}.
 *
 * <p><b>Departures.</b> The paper names the heuristic and describes it in a few words; the details are our reading: that
 * the test counts the coming step, which holds a token more for each resident and, in the theory's model, one for the
 * newcomer; and that the batch is formed anew in the step that cleared, unless the guard spared one. An empty instance
 * takes the next request even if its prompt alone exceeds (1 - α)M. The guard of {@link Clearing} steps in after {@value
 * #PATIENCE} clearings without a completion: the batch that follows a clearing is the same one again, so the paper's
 * rule would never end.
 */
public final class AlphaGreedy implements PolicyFactory {
    private static final int PATIENCE = 3;

    private static final PolicyCard CARD = new PolicyCard(
            "alpha-greedy",
            "α-protection greedy",
            "by arrival, if it leaves a share α free",
            "First come, first served with a share of the memory kept for growth; an overflow clears the whole batch.",
            "Jaillet et al., arXiv 2502.07115, benchmark",
            Foresight.BLIND,
            "",
            "The paper only sketches it; details are our reading. Use is that of the coming step, with every next token. An"
                    + " empty instance takes any prompt. After three clearings in a row without a completion a guard"
                    + " spares the oldest request, and the run says so.",
            List.of(
                    AlphaProtection.alpha(
                            0.3, "the paper has 0.3 and 0.25, and finds that it must be 0.21 to 0.24 at least"),
                    AlphaProtection.RESTART));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        return AlphaProtection.compose(CARD, context, () -> true, PATIENCE);
    }
}
