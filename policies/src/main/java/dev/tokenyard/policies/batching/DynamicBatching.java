package dev.tokenyard.policies.batching;

import dev.tokenyard.policies.kit.ComposedMode;
import dev.tokenyard.policies.kit.MemoryTests;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingFactory;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.Knob;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Map;

/**
 * Dynamic batching: as {@link StaticBatching}, but an idle instance waits until a batch is full, or until its oldest request
 * has waited for the longest delay. The delay counts from the request's arrival, so one that has waited for a batch to end
 * does not wait again.
 */
public final class DynamicBatching implements BatchingFactory {
    private static final Knob MAX_DELAY = Knob.real(
            "maxDelay",
            "s",
            0,
            3600,
            0.1,
            "How long the oldest request waits for the batch to fill, counted from arrival.");

    private static final BatchingCard CARD = new BatchingCard(
            "dynamic",
            "Dynamic batching",
            "Request-level: an idle instance waits for a full batch or a time-out, and the batch ends with its longest"
                    + " member.",
            "NVIDIA Triton Inference Server, dynamic batcher; the dynamic batching of Qiu et al., arXiv 2404.08509",
            "As static batching.",
            List.of(MAX_DELAY, Reserving.KNOB));

    @Override
    public BatchingCard card() {
        return CARD;
    }

    @Override
    public BatchingMode create(Map<String, Double> knobs) {
        CARD.check(knobs);
        int output = (int) CARD.knob(knobs, Reserving.KNOB.name());
        long maxDelayTicks = Ticks.fromSeconds(CARD.knob(knobs, MAX_DELAY.name()));
        return new ComposedMode(
                CARD,
                MemoryTests.reservationFits(output),
                (fits, victims) -> new WholeBatches(new Reserving(fits, output), maxDelayTicks));
    }
}
