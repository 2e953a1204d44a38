package dev.tokenyard.sim.engine;

import java.util.function.BooleanSupplier;

/**
 * How a run is carried out; none of it changes what happens in it.
 *
 * @param recorded whether to keep events and segments
 * @param singleStep whether to take every step by itself and to consult the policy at each, instead of jumping; slow,
 *     used to prove that jumps change nothing
 * @param cancelled asked now and then; the run ends with {@link RunCancelledException} once it says true
 */
public record RunOptions(boolean recorded, boolean singleStep, BooleanSupplier cancelled) {
    /** A full recording. */
    public static final RunOptions RECORDED = new RunOptions(true, false, () -> false);

    /** Outcomes only. */
    public static final RunOptions OUTCOMES_ONLY = new RunOptions(false, false, () -> false);

    /** A full recording made step by step. */
    public static final RunOptions SINGLE_STEP = new RunOptions(true, true, () -> false);

    /** A full recording that can be cancelled. */
    public static RunOptions cancellable(BooleanSupplier cancelled) {
        return new RunOptions(true, false, cancelled);
    }
}
