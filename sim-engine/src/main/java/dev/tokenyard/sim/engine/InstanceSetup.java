package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.time.Ticks;

/**
 * A serving instance to simulate.
 *
 * @param info its name, memory and limits; KV blocks, block tokens, batch cap and token budget are at least 1,
 *     block tokens at most 1,048,576
 * @param stepTime what its steps cost
 * @param hostLink its way to host memory; there must be one if it has any
 * @param kvLink its way to other instances; a prefill instance must have one
 * @param loadTicks how long it takes to load its model on GPUs that it shares, in ticks, that of unloading the present one
 *     included; 0 or more
 */
public record InstanceSetup(
        InstanceInfo info, StepTimeModel stepTime, HostLink hostLink, KvLink kvLink, long loadTicks) {
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
        if (loadTicks < 0 || loadTicks > Ticks.MAX_ARRIVAL) {
            throw new IllegalArgumentException("Loading the model of instance " + info.name() + " takes "
                    + Ticks.toSeconds(loadTicks) + " s; give a time from 0 to 100 days.");
        }
    }

    /** An instance on GPUs of its own, or whose model is loaded at once. */
    public InstanceSetup(InstanceInfo info, StepTimeModel stepTime, HostLink hostLink, KvLink kvLink) {
        this(info, stepTime, hostLink, kvLink, 0);
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
        return new InstanceSetup(info.withRole(role), stepTime, hostLink, link, loadTicks);
    }

    /** The same instance under another name. */
    public InstanceSetup named(String name) {
        return new InstanceSetup(info.named(name), stepTime, hostLink, kvLink, loadTicks);
    }

    /** The same instance on shared GPUs, where loading its model takes so many ticks. */
    public InstanceSetup onSharedGpus(int number, long ticks) {
        return new InstanceSetup(info.withSharedGpus(number), stepTime, hostLink, kvLink, ticks);
    }

    /** The same instance by itself, to be measured: on GPUs of its own, without caches and links. */
    public InstanceSetup alone() {
        return new InstanceSetup(info.with(InstanceInfo.Options.NONE), stepTime);
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("An instance has " + value + " " + what + "; give at least 1.");
        }
    }
}
