package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import java.util.List;
import java.util.Map;

/**
 * Static batching: an idle instance takes what waits, up to the batch cap, processes all prompts at once, and returns the
 * whole batch when its longest member has ended ({@link WholeBatches}). Nobody joins in between, and those that are done
 * are padded.
 *
 * <p>A request gets its first token at the end of the common prefill and counts as completed at the end of the batch, also
 * if its own last token came earlier: the engine returns nothing before. Its time per output token is stretched
 * accordingly.
 */
public final class StaticBatching implements BatchingFactory {
    private static final BatchingCard CARD = new BatchingCard(
            "static",
            "Static batching",
            "Request-level: whatever waits at an idle instance becomes a batch, and the batch ends with its longest member."
                    + " Those that are done earlier are padded and completed only then.",
            "FasterTransformer under a request-level scheduler, as described by Yu et al., Orca, OSDI 2022, section 2",
            "Prompts are not padded to the longest of the batch. Memory is reserved as in Orca. A first token counts from"
                    + " the end of the common prefill. There is no token budget.",
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
                (fits, victims) -> new WholeBatches(new Reserving(fits, output), 0));
    }
}
