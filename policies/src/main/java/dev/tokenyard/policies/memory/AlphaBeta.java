package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.AlphaProtection;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * α-protection β-clearing: as {@link AlphaGreedy}, but when memory overflows each request of the batch is cleared by
 * itself with probability β.
 *
 * <p><b>Idea.</b> Chance breaks the circle in which clearing the whole batch may go, and most of the work survives.
 *
 * <p><b>Source.</b> Jaillet et al., arXiv 2502.07115, benchmark of MC-SF with α and β each 0.2 or 0.1.
 *
 * <p><b>Legend.</b> As in {@link AlphaGreedy}; β = the knob.
 *
 * <p><b>Departures.</b> As in {@link AlphaGreedy}, but that the batch is filled up in the next step, unless all were
 * cleared: the theory's mode and vLLM's admit nobody in a step that evicted while a resident is left. Where one round of
 * draws does not free enough, the draws are repeated in the same step. The coins come from the run's random stream
 * {@code clearing}. The guard waits for {@value #PATIENCE} clearings without a completion: chance alone gets out of most
 * circles.
 */
public final class AlphaBeta implements PolicyFactory {
    private static final int PATIENCE = 200;
    private static final String BETA = "beta";

    private static final PolicyCard CARD = new PolicyCard(
            "alpha-beta",
            "α-protection β-clearing",
            "by arrival, if it leaves a share α free",
            "First come, first served with a share of the memory kept for growth; an overflow clears each request of the"
                    + " batch with a probability.",
            "Jaillet et al., arXiv 2502.07115, benchmark",
            Foresight.BLIND,
            "",
            "The paper only sketches it; details are our reading. Use is that of the coming step, with every next token. As in"
                    + " vLLM, a step that clears admits nobody unless all were cleared. An empty instance takes any prompt. After"
                    + " 200 clearings in a row without a completion a guard spares the oldest request, and the run says so.",
            List.of(
                    AlphaProtection.alpha(0.2, "the paper has 0.2 and 0.1"),
                    Knob.real(
                            BETA,
                            "",
                            0.01,
                            1,
                            0.2,
                            "Probability β with which an overflow clears a request; the paper has 0.2 and 0.1."),
                    AlphaProtection.RESTART));

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        UniformRandomProvider random = context.streams().stream("clearing");
        double beta = context.knob(CARD, BETA);
        return AlphaProtection.compose(CARD, context, () -> random.nextDouble() < beta, PATIENCE);
    }
}
