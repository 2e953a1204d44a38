package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;

/**
 * A serving instance to simulate.
 *
 * @param info its name, memory and limits; KV blocks, block tokens, batch cap and token budget are at least 1,
 *     block tokens at most 1,048,576
 * @param stepTime what its steps cost
 * @param hostLink its way to host memory; there must be one if it has any
 * @param kvLink its way to other instances; a prefill instance must have one
 */
public record InstanceSetup(InstanceInfo info, StepTimeModel stepTime, HostLink hostLink, KvLink kvLink) {
    /** Most tokens in a KV block; far beyond any engine's, and the ledger keeps a number for each. */
    private static final int MOST_BLOCK_TOKENS = 1 << 20;

    /** Checks the ranges. */
    public InstanceSetup {
        requirePositive("KV blocks", info.kvBlocks());
        requirePositive("tokens per KV block", info.blockTokens());
        if (info.blockTokens() > MOST_BLOCK_TOKENS) {
            throw new IllegalArgumentException("An instance has " + info.blockTokens()
                    + " tokens per KV block; give at most " + MOST_BLOCK_TOKENS + ".");
        }
        requirePositive("batch cap", info.batchCap());
        requirePositive("token budget", info.tokenBudget());
        if (info.hostBlocks() < 0) {
            throw new IllegalArgumentException("An instance has room for " + info.hostBlocks()
                    + " KV blocks in host memory; give a positive number, or 0 for none.");
        }
        if (info.hostBlocks() > 0 && !hostLink.exists()) {
            throw new IllegalArgumentException(
                    "An instance has room for " + info.hostBlocks()
                            + " KV blocks in host memory and no link to it; give the link's bandwidth and the bytes of a block.");
        }
        if (!info.role().decodes() && !kvLink.exists()) {
            throw new IllegalArgumentException("Instance " + info.name()
                    + " processes prompts for other instances and has no link to them; give the"
                    + " bandwidth of its KV link.");
        }
    }

    /** An instance without a link to host memory and others. */
    public InstanceSetup(InstanceInfo info, StepTimeModel stepTime) {
        this(info, stepTime, HostLink.NONE);
    }

    /** An instance without a link to others. */
    public InstanceSetup(InstanceInfo info, StepTimeModel stepTime, HostLink hostLink) {
        this(info, stepTime, hostLink, KvLink.NONE);
    }

    /** The same instance with another part to play and a link to others. */
    public InstanceSetup with(InstanceRole role, KvLink link) {
        return new InstanceSetup(info.withRole(role), stepTime, hostLink, link);
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("An instance has " + value + " " + what + "; give at least 1.");
        }
    }
}
