package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.log.InstanceInfo;

/**
 * A serving instance to simulate.
 *
 * @param info its name, memory and limits; KV blocks, block tokens, batch cap and token budget are at least 1
 * @param stepTime what its steps cost
 */
public record InstanceSetup(InstanceInfo info, StepTimeModel stepTime) {
    /** Checks the ranges. */
    public InstanceSetup {
        requirePositive("KV blocks", info.kvBlocks());
        requirePositive("tokens per KV block", info.blockTokens());
        requirePositive("batch cap", info.batchCap());
        requirePositive("token budget", info.tokenBudget());
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("An instance has " + value + " " + what + "; give at least 1.");
        }
    }
}
