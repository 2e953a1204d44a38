package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.policies.kit.Returning;
import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import java.util.List;
import java.util.Map;

/** No batching: one request at a time, from its whole prompt to its last token. A single server of queueing theory. */
public final class NoBatching implements BatchingFactory {
    private static final BatchingCard CARD = new BatchingCard(
            "none",
            "No batching",
            "One request at a time, to its end: the single server of queueing theory.",
            "",
            "The batch cap and the token budget play no part.",
            List.of());

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        return new ComposedMode(
                CARD, MemoryTests.chunkFitsNow(), Returning.in((fits, victims) -> new Batching(fits), 1));
    }

    /** The step. */
    private record Batching(AdmissionTest fits) implements BatchPolicy {
        @Override
        public void plan(InstanceView view, BatchPlan plan) {
            plan.liftTokenBudget();
            int head = view.waitingHead();
            int asked = InstanceView.NONE;
            while (view.residentCount() == 0 && head != asked) {
                asked = head;
                int prompt = view.requests().remainingPrefillTokens(head);
                if (fits.fits(head, prompt, view, plan)) {
                    plan.admit(head, prompt);
                }
                head = view.waitingHead();
            }
            if (view.residentCount() > 0 && view.waitingHead() != InstanceView.NONE) {
                plan.blocked(BlockReason.BATCH_CAP, 2, 1);
                plan.ignoreArrivals();
            }
        }
    }
}
