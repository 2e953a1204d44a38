package dev.tokenyard.sim.cost;

import java.util.List;

/**
 * Measured step times of one configuration of model, GPU and tensor parallelism, in milliseconds. Attention is kept apart
 * from all other operators, because it depends on the context and they depend on the number of tokens alone.
 *
 * @param name the configuration, for instance {@code llama2-7b_a100_tp1}
 * @param otherThanAttention points (tokens of the step, 0) of steps that only decode or only prefill: all operators but
 *     attention, communication included
 * @param otherInMixedSteps the same of mixed steps; may be empty
 * @param operatorShape points (tokens of the step, 0) of operators measured one by one, in any unit: how their time runs
 *     between the points of whole steps; may be empty
 * @param decodeAttention points (decoding sequences, mean context of each)
 * @param prefillAttention points (tokens of the chunk, tokens before it)
 */
public record StepTimeGrid(
        String name,
        List<Point> otherThanAttention,
        List<Point> otherInMixedSteps,
        List<Point> operatorShape,
        List<Point> decodeAttention,
        List<Point> prefillAttention) {
    /**
     * A measured time.
     *
     * @param size sequences or tokens, at least 1
     * @param context tokens before them, 0 or more
     * @param milliseconds 0 or more
     */
    public record Point(int size, int context, double milliseconds) {}

    /** Copies the lists. */
    public StepTimeGrid {
        otherThanAttention = List.copyOf(otherThanAttention);
        otherInMixedSteps = List.copyOf(otherInMixedSteps);
        operatorShape = List.copyOf(operatorShape);
        decodeAttention = List.copyOf(decodeAttention);
        prefillAttention = List.copyOf(prefillAttention);
    }
}
