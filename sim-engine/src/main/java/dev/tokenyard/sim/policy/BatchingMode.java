package dev.tokenyard.sim.policy;

/**
 * A serving engine's way to form the batch of a step, made for one run. A policy brings the order, the memory test and the
 * victims, and the mode composes them, so that any policy can be tried in any mode.
 */
public interface BatchingMode {
    /** What the mode says of itself. */
    BatchingCard card();

    /**
     * The mode's own memory test for the head of the queue, its <em>fits</em>. A policy may use it as it is or ask more
     * before it.
     */
    AdmissionTest memoryTest();

    /** Most tokens that it processes in a step, besides the instance's own budget. */
    default int mostStepTokens() {
        return Integer.MAX_VALUE;
    }

    /** Whether its decode instances take requests over from others: from prefill instances and in migrations. */
    default boolean receives() {
        return false;
    }

    /**
     * The decision point <em>batch</em>.
     *
     * @param fits the memory test, which includes {@link #memoryTest()}
     * @param victims who is evicted in a shortage
     */
    BatchPolicy compose(AdmissionTest fits, VictimPolicy victims);
}
