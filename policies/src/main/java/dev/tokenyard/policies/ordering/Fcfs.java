package dev.tokenyard.policies.ordering;

import dev.tokenyard.policies.kit.Victims;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.policy.PolicyFactory;
import dev.tokenyard.sim.policy.ResidencyListener;
import java.util.List;

/**
 * First come, first served, as vLLM schedules by default.
 *
 * <p><b>Idea.</b> Serve in order of arrival; admit while the next chunk fits; when memory runs out, evict the request
 * admitted last and compute it again later.
 *
 * <p><b>Source.</b> Kwon et al., "Efficient Memory Management for Large Language Model Serving with PagedAttention", SOSP
 * 2023, section 4.5; batching as in the v1 engine.
 */
public final class Fcfs implements PolicyFactory {
    private static final PolicyCard CARD = new PolicyCard(
            "fcfs",
            "FCFS",
            "by arrival",
            "First come, first served: the scheduler that vLLM runs by default. One long request holds up all behind it.",
            "Kwon et al., PagedAttention, SOSP 2023, section 4.5",
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
        return new Policy(
                CARD,
                (request, requests) -> requests.arrivalTick(request),
                context.batching().compose(context.batching().memoryTest(), Victims.newest()),
                context.route(),
                ResidencyListener.NONE);
    }
}
