package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.BlockedShares;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.EnumSet;
import java.util.Set;

/** Why the heads of a lane's queues waited, by columns of time, averaged over the lane's instances. */
public final class BlockedBand {
    private static final BlockReason[] REASONS = BlockReason.values();

    private final double[][] shares;
    private final Set<BlockReason> present = EnumSet.noneOf(BlockReason.class);

    /**
     * Folds a range of time.
     *
     * @param fromTick start of the range, 0 or later
     * @param toTick end of the range, after its start
     * @param columns number of columns, at least 1
     */
    public BlockedBand(RunLog log, long fromTick, long toTick, int columns) {
        shares = new double[REASONS.length][columns];
        int instances = log.instances().size();
        for (int i = 0; i < instances; i++) {
            BlockedShares one = BlockedShares.of(log, i, fromTick, toTick, columns);
            for (BlockReason reason : REASONS) {
                add(one, reason, 1.0 / instances);
            }
        }
    }

    private void add(BlockedShares one, BlockReason reason, double weight) {
        double[] sums = shares[reason.ordinal()];
        for (int c = 0; c < sums.length; c++) {
            double share = one.share(reason, c);
            if (share > 0) {
                sums[c] += share * weight;
                present.add(reason);
            }
        }
    }

    /** Share of column {@code c}'s time, averaged over the instances, in which a head waited for this reason: 0 to 1. */
    public double share(BlockReason reason, int c) {
        return shares[reason.ordinal()][c];
    }

    /** The reasons that occur; {@link BlockReason#NONE} stands for time without a blocked head. */
    public Set<BlockReason> present() {
        return Set.copyOf(present);
    }

    /** The reason that blocked most of column {@code c}, {@link BlockReason#NONE} if nothing was blocked in it. */
    public BlockReason foremost(int c) {
        BlockReason foremost = BlockReason.NONE;
        for (BlockReason reason : REASONS) {
            boolean larger = foremost == BlockReason.NONE || share(reason, c) > share(foremost, c);
            if (reason != BlockReason.NONE && share(reason, c) > 0 && larger) {
                foremost = reason;
            }
        }
        return foremost;
    }
}
