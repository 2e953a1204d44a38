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
 * EDF, earliest deadline first: next is the request whose first token is due soonest.
 *
 * <p><b>Idea.</b> Optimal on one machine while every deadline can be met; beyond that it works on what is already late
 * and misses the rest in turn (the domino effect).
 *
 * <p><b>Source.</b> Liu and Layland, "Scheduling Algorithms for Multiprogramming in a Hard-Real-Time Environment", JACM
 * 20(1), 1973, section 7. The deadline is arrival plus the class's TTFT target; requests of a class without one come last, in
 * order of arrival.
 */
public final class Edf implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "edf",
            "EDF",
            "by deadline",
            "Earliest deadline first: good while every deadline can be met, a domino of misses once they cannot.",
            "Liu and Layland, JACM 20(1), 1973, section 7",
            Foresight.BLIND,
            "",
            "",
            List.of());

    @Override
    public PolicyCard card() {
        return CARD;
    }

    @Override
    public Policy create(PolicyContext context) {
        OrderPolicy soonestDueFirst = (request, requests) -> requests.deadlineTick(request);
        LastInOrder victims = new LastInOrder(soonestDueFirst);
        return new Policy(
                CARD,
                soonestDueFirst,
                context.batching().compose(context.batching().memoryTest(), victims),
                context.route(),
                victims);
    }
}
