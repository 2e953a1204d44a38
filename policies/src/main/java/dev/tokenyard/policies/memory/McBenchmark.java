package dev.tokenyard.policies.memory;

import dev.tokenyard.policies.kit.MemoryLookAhead;
import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import java.util.List;

/**
 * MC-Benchmark: the memory look-ahead of {@link McSf} with the queue in order of arrival.
 *
 * <p><b>Idea.</b> The paper's own yardstick: it shows how much of MC-SF's gain comes from the order and how much from the
 * look-ahead.
 *
 * <p><b>Source.</b> Jaillet et al., arXiv 2502.07115, the benchmark of the same name. Departures as in {@link McSf}.
 */
public final class McBenchmark implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "mc-benchmark",
            "MC-Benchmark",
            "by arrival, if it fits the future",
            "First come, first served with MC-SF's memory look-ahead: what the look-ahead alone is worth.",
            "Jaillet et al., arXiv 2502.07115, benchmark",
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
                (request, requests) -> requests.arrivalTick(request),
                context.batching().compose(lookAhead, Victims.newest()),
                context.route(),
                lookAhead);
    }
}
