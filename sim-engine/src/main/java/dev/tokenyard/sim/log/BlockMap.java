package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.PrefixBlocks;

/**
 * Where in memory the KV blocks of a recorded run lie at one moment. The log counts blocks; this map gives them places by
 * replaying the log through a {@link BlockTable}, in one order that does not depend on where the map has stood before: the
 * same moment always shows the same map, and a request keeps its blocks while it grows.
 *
 * <p>A {@link BlockReplay} of each instance does the work, and the map takes it to moments. A replay costs as much as blocks
 * are handed out. A decoding resident takes one in every {@code blockTokens}-th step, so residents stand in {@link
 * GrowthPhases} by the steps in which they do, and only takers are visited. Going back costs a replay from the last
 * snapshot, of which some are kept in proportion to the blocks that were handed out; they are made while the map first
 * passes. Not for use by several threads at once.
 */
public final class BlockMap implements BlockPlaces {
    private static final int MIN_SPACING = 4096;
    /** Blocks that are handed out or freed between two snapshots, for each number that one takes. */
    private static final int BLOCKS_PER_NUMBER = 2;

    private final EventTrack events;
    private final BlockReplay[] instances;
    private final Snapshots snapshots = new Snapshots();
    /** The least numbers that a snapshot takes: those of the block tables. */
    private final int tableNumbers;
    /** Blocks taken and freed while events were applied since the last snapshot was taken or restored. */
    private int handledBlocks;
    /** Events that have been applied. */
    private int replayed;

    private long tick;

    /**
     * A map at the start of a run.
     *
     * @throws IllegalStateException if the run was not recorded
     */
    public BlockMap(RunLog log) {
        if (!log.isRecorded()) {
            throw new IllegalStateException("This run was made without a log, so its blocks have no places.");
        }
        events = log.events();
        instances = new BlockReplay[log.instances().size()];
        PrefixBlocks prefixes = log.trace().prefixBlocks();
        InstanceBlocks.Columns columns = InstanceBlocks.Columns.of(log.trace().size());
        int numbers = 0;
        for (int i = 0; i < instances.length; i++) {
            InstanceBlocks blocks = new InstanceBlocks(log.instances().get(i), prefixes, columns);
            instances[i] = new BlockReplay(log, i, blocks);
            numbers += blocks.table().leastSavedSize();
        }
        tableNumbers = numbers;
        snapshots.add(snapshot());
        seek(0);
    }

    @Override
    public void seek(long toTick) {
        int target = events.countUntil(toTick);
        int[] frame = snapshots.before(target);
        if (toTick < tick || Snapshots.nextEvent(frame) > replayed) {
            restore(frame);
        }
        while (replayed < target) {
            applyNext();
            takeSnapshotIfDue();
        }
        tick = toTick;
        for (BlockReplay instance : instances) {
            instance.settleAt(toTick);
        }
    }

    private void applyNext() {
        int e = replayed++;
        if (BlockReplay.concerns(events.kind(e))) {
            BlockReplay instance = instances[events.instance(e)];
            instance.apply(e);
            handledBlocks += instance.blocks().table().handledSinceAsked();
        }
    }

    private void takeSnapshotIfDue() {
        if (handledBlocks >= Math.max(MIN_SPACING, BLOCKS_PER_NUMBER * tableNumbers)
                && replayed > snapshots.lastNextEvent()) {
            snapshots.add(snapshot());
            handledBlocks = 0;
        }
    }

    private int[] snapshot() {
        IntList numbers = new IntList(tableNumbers + MIN_SPACING);
        numbers.add(replayed);
        for (BlockReplay instance : instances) {
            instance.save(numbers);
        }
        return numbers.toArray();
    }

    private void restore(int[] snapshot) {
        for (BlockReplay instance : instances) {
            instance.clear();
        }
        IntReader numbers = new IntReader(snapshot);
        replayed = numbers.next();
        for (BlockReplay instance : instances) {
            instance.load(numbers);
        }
        handledBlocks = 0;
    }

    /** The moment that the map stands at, in ticks. */
    public long tick() {
        return tick;
    }

    @Override
    public int owner(int instance, int block) {
        return table(instance).owner(block);
    }

    @Override
    public int evictedBy(int instance, int block) {
        return table(instance).evictedBy(block);
    }

    @Override
    public int blocks(int instance) {
        return table(instance).blocks();
    }

    @Override
    public int usedBlocks(int instance) {
        return table(instance).blocks() - table(instance).freeCount();
    }

    private BlockTable table(int instance) {
        return instances[instance].blocks().table();
    }
}
