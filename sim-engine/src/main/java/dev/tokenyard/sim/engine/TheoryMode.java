package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.cost.UnitStepTime;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;

/**
 * The model of MC-SF (arXiv 2502.07115, section 2) as a special case of the engine: one worker with M tokens of memory,
 * any batch takes one round, a request that starts at round p holds s + (τ - p) tokens at τ = p + 1 .. p + o. That is: KV
 * blocks of one token, a slot for the token that a step generates, unit steps, and no other limit. A round lasts one
 * second, so that times in seconds read as rounds.
 */
public final class TheoryMode {
    /** The batching mode's name in files. */
    public static final String BATCHING = "theory";

    private TheoryMode() {}

    /**
     * The worker.
     *
     * @param memoryTokens capacity M in tokens, at least 1
     */
    public static InstanceSetup worker(int memoryTokens) {
        return worker("worker", memoryTokens);
    }

    /** One of several workers, by its name. */
    public static InstanceSetup worker(String name, int memoryTokens) {
        return new InstanceSetup(
                new InstanceInfo(name, "unit", "", 1, memoryTokens, 1, Integer.MAX_VALUE, Integer.MAX_VALUE),
                UnitStepTime.ONE_SECOND);
    }

    /**
     * A whole input for one worker, without objectives that could be missed.
     *
     * @param trace requests that arrive at whole seconds
     * @param memoryTokens capacity M
     * @param predictedTokens the predicted outputs õ
     */
    public static SimulationInput input(Trace trace, int memoryTokens, int[] predictedTokens) {
        return new SimulationInput(
                trace,
                List.of(SloClass.ttft("all", Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                List.of(worker(memoryTokens)),
                BATCHING,
                1,
                0,
                "",
                predictedTokens);
    }

    /** Converts a moment of a run to a round. */
    public static long round(long tick) {
        return tick / Ticks.PER_SECOND;
    }
}
