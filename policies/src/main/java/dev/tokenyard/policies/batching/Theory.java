package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import java.util.List;
import java.util.Map;

/**
 * The batch of the theory of MC-SF: all residents run in every round. It is the rule of {@link VllmV1} on an instance
 * without a token budget and a batch cap; rounds, blocks of one token and the slot ahead come with the instance, {@link
 * dev.tokenyard.sim.engine.TheoryMode}.
 *
 * <p>One trait of that rule is vLLM's and not the paper's: a round that evicts admits nobody while a resident is left,
 * so that those who wait have their turn a round later. MC-SF with true lengths never evicts.
 */
public final class Theory implements BatchingFactory {
    private static final BatchingCard CARD = new BatchingCard(
            "theory",
            "Theory",
            "One step is one round for every resident, memory is counted in tokens, and there is no other limit.",
            "Jaillet et al., arXiv 2502.07115, section 2",
            "A round that evicts admits nobody while a resident is left, as in vLLM v1; with true lengths MC-SF never does.",
            List.of());

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        return new ComposedMode(CARD, MemoryTests.chunkFitsNow(), VllmV1.Batching::new);
    }
}
