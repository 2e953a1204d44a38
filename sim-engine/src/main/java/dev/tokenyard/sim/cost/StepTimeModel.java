package dev.tokenyard.sim.cost;

/**
 * How long one step of a serving instance takes.
 *
 * <p>For a fixed batch the time is affine in the context that its decoding sequences have in memory:
 * {@code fixedTicks + ticksPerContextToken * contextTokens}, in whole picoseconds. The engine relies on it to sum many
 * steps in closed form. Both parts are pure functions: the same arguments always give the same ticks.
 */
public interface StepTimeModel {

    /**
     * The part of a step's time that does not depend on the decoding sequences' context.
     *
     * @param decodeSequences sequences that decode one token in the step, 0 or more
     * @param prefillTokens prompt tokens processed in the step, 0 or more; at least one of the two is positive
     * @param prefillAttentionPairs query-key pairs that the prefill chunks attend to: for a chunk of c tokens behind p
     *     already processed ones, c·p + c(c + 1)/2, summed over the chunks
     * @return picoseconds, at least 1, not decreasing in any argument
     */
    long fixedTicks(int decodeSequences, int prefillTokens, long prefillAttentionPairs);

    /**
     * The time that each token of context of the decoding sequences adds to a step.
     *
     * @return picoseconds, 0 or more
     */
    long ticksPerContextToken();

    /** A short name for people and files, for instance {@code roofline}. */
    String label();
}
