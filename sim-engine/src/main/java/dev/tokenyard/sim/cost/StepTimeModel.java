package dev.tokenyard.sim.cost;

/**
 * How long one step of a serving instance takes.
 *
 * <p>While the batch is fixed and nothing is prefilled, the time is piecewise affine in the context that the decoding
 * sequences have in memory, in whole picoseconds. With t = {@link #stepTicks}(B, C, 0, 0), s = {@link
 * #contextTokenTicks}(B, C) and C' up to {@link #affineUntil}(B, C), a step at context C' takes exactly t + s (C' - C).
 * The engine relies on it to sum many steps in closed form. All parts are pure functions: the same arguments always give
 * the same ticks.
 */
public interface StepTimeModel {

    /**
     * The duration of a step.
     *
     * @param decodeSequences sequences that decode one token in the step, 0 or more
     * @param contextTokens tokens that they have in memory together, at least {@code decodeSequences}
     * @param prefillTokens prompt tokens processed in the step, 0 or more; at least one of the two is positive
     * @param prefillAttentionPairs query-key pairs that the prefill chunks attend to: for a chunk of c tokens behind p
     *     already processed ones, c·p + c(c + 1)/2, summed over the chunks
     * @return picoseconds, at least 1
     * @throws ArithmeticException if the duration is beyond the range of the clock
     */
    long stepTicks(int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs);

    /**
     * The duration of a step whose prompt tokens come from several requests. Only models that tell it from a step with one
     * chunk of as many tokens and pairs differ from {@link #stepTicks(int, long, int, long)}.
     *
     * @param prefillChunks chunks that the prompt tokens belong to, 1 or more where there are any
     * @return picoseconds, at least 1
     * @throws ArithmeticException if the duration is beyond the range of the clock
     */
    default long stepTicks(
            int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs, int prefillChunks) {
        return stepTicks(decodeSequences, contextTokens, prefillTokens, prefillAttentionPairs);
    }

    /**
     * The time that each further token of context adds to a step that only decodes.
     *
     * @return picoseconds, 0 or more
     */
    long contextTokenTicks(int decodeSequences, long contextTokens);

    /**
     * The largest context for which the affine piece at {@code contextTokens} holds.
     *
     * @return at least {@code contextTokens}
     */
    default long affineUntil(int decodeSequences, long contextTokens) {
        return Long.MAX_VALUE;
    }

    /**
     * Whether a step lies beyond what the model was measured for, so that its time is a guess. An affine piece lies wholly
     * within or wholly beyond.
     *
     * @param decodeSequences as all parameters, see {@link #stepTicks}
     */
    default boolean outsideDomain(
            int decodeSequences, long contextTokens, int prefillTokens, long prefillAttentionPairs) {
        return false;
    }

    /** A short name for people and files, for instance {@code roofline}. */
    String label();
}
