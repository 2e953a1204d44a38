package dev.tokenyard.policies.kit;

import dev.tokenyard.sim.policy.AdmissionTest;
import dev.tokenyard.sim.policy.BatchPolicy;
import dev.tokenyard.sim.policy.BatchingCard;
import dev.tokenyard.sim.policy.BatchingMode;
import dev.tokenyard.sim.policy.VictimPolicy;
import java.util.function.BiFunction;

/**
 * A batching mode put together from its parts.
 *
 * @param card what it says of itself
 * @param memoryTest its own memory test
 * @param batching makes the decision point from a memory test and victims
 * @param mostStepTokens most tokens that it processes in a step
 * @param receives whether its decode instances take requests over from others
 */
public record ComposedMode(
        BatchingCard card,
        AdmissionTest memoryTest,
        BiFunction<AdmissionTest, VictimPolicy, BatchPolicy> batching,
        int mostStepTokens,
        boolean receives)
        implements BatchingMode {
    /** A mode that takes no requests over. */
    public ComposedMode(
            BatchingCard card,
            AdmissionTest memoryTest,
            BiFunction<AdmissionTest, VictimPolicy, BatchPolicy> batching) {
        this(card, memoryTest, batching, Integer.MAX_VALUE, false);
    }

    /** A mode that takes requests over, see {@link Handover}. */
    public static ComposedMode receiving(
            BatchingCard card,
            AdmissionTest memoryTest,
            BiFunction<AdmissionTest, VictimPolicy, BatchPolicy> batching) {
        return receiving(card, memoryTest, Integer.MAX_VALUE, batching);
    }

    /** The same, for a mode with a token budget of its own. */
    public static ComposedMode receiving(
            BatchingCard card,
            AdmissionTest memoryTest,
            int mostStepTokens,
            BiFunction<AdmissionTest, VictimPolicy, BatchPolicy> batching) {
        return new ComposedMode(
                card,
                memoryTest,
                (fits, victims) -> Handover.receivingAfter(batching.apply(fits, victims)),
                mostStepTokens,
                true);
    }

    @Override
    public BatchPolicy compose(AdmissionTest fits, VictimPolicy victims) {
        return batching.apply(fits, victims);
    }
}
