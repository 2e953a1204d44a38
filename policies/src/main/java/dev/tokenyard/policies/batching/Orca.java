package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.InstanceView;
import java.util.List;
import java.util.Map;

/**
 * Orca: iteration-level scheduling with selective batching. In each iteration all residents take part, those that decode
 * with one token and new ones with their whole prompt, and whoever is done leaves at once. A request is admitted if the
 * memory for the longest answer it may get can be reserved, so nothing is ever preempted.
 *
 * <p>Legend of Algorithm 1: max_bs = the batch cap; n_slots = the KV blocks; req.max_tokens = {@link
 * MemoryTests#reservedTokens}; n_rsrv = the blocks in use. Lines 14 to 25, Select, end at the first request that does not
 * fit. The pipeline of line 12 is not modelled.
 */
public final class Orca implements BatchingFactory {
    private static final BatchingCard CARD = new BatchingCard(
            "orca",
            "Orca",
            "Iteration-level: whole prompts run together with decodes, and memory for the longest possible answer is"
                    + " reserved on admission, so nothing is preempted.",
            "Yu et al., Orca: A Distributed Serving System for Transformer-Based Generative Models, OSDI 2022, Algorithm 1",
            "Memory is reserved in blocks. Traces do not record how long an answer a client allows: it is taken to be the"
                    + " knob, and the next power of two for a request that generates more. There is no token budget.",
            List.of(Reserving.KNOB));

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        int output = (int) CARD.knob(knobs, Reserving.KNOB.name());
        return new ComposedMode(
                CARD,
                MemoryTests.reservationFits(output),
                (fits, victims) -> new Batching(new Reserving(fits, output)));
    }

    /** The iteration. */
    private record Batching(Reserving admission) implements BatchPolicy {
        @Override
        public void plan(InstanceView view, BatchPlan plan) {
            plan.liftTokenBudget();
            admission.admitWhatFits(view, plan);
        }
    }
}
