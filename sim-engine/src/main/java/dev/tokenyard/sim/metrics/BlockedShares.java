package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * Why the head of a queue waited, over a range of time cut into columns: for each column the share of its time that each
 * reason held. The shares of a column add up to 1; {@link BlockReason#NONE} is the time without a blocked head.
 */
public final class BlockedShares {
    private static final BlockReason[] REASONS = BlockReason.values();

    private final ColumnGrid grid;
    private final Map<BlockReason, double[]> shares;

    private BlockedShares(ColumnGrid grid, Map<BlockReason, double[]> shares) {
        this.grid = grid;
        this.shares = shares;
    }

    /**
     * The reasons at one instance.
     *
     * @param instance number of the instance
     * @param fromTick start of the range, 0 or later
     * @param toTick end of the range, after its start
     * @param columns number of columns, at least 1
     * @throws IllegalStateException if the run was made without a log
     */
    public static BlockedShares of(RunLog log, int instance, long fromTick, long toTick, int columns) {
        ColumnGrid grid = new ColumnGrid(fromTick, toTick, columns);
        TimeSeries.requireRecorded(log);
        Walk walk = new Walk(grid);
        EventTrack events = log.events();
        for (int e = 0; e < events.size() && events.tick(e) < toTick; e++) {
            if (events.kind(e) == EventKind.BLOCKED && events.instance(e) == instance) {
                walk.advance(events.tick(e));
                walk.reason = REASONS[events.a(e)];
            }
        }
        walk.advance(toTick);
        return new BlockedShares(grid, walk.shares);
    }

    /** How many columns there are. */
    public int columns() {
        return grid.columns();
    }

    /** The first moment of column {@code i}, in ticks; {@code i} may be the number of columns, for the range's end. */
    public long edgeTick(int i) {
        return grid.edge(i);
    }

    /** The share of column {@code i}'s time in which the head waited for this reason, 0 to 1. */
    public double share(BlockReason reason, int i) {
        double[] ofReason = shares.get(reason);
        return ofReason == null ? 0 : ofReason[i];
    }

    /** The reason that held longest in column {@code i}, the first of them if several did. */
    public BlockReason longest(int i) {
        BlockReason longest = BlockReason.NONE;
        for (BlockReason reason : REASONS) {
            if (share(reason, i) > share(longest, i)) {
                longest = reason;
            }
        }
        return longest;
    }

    private static final class Walk extends ColumnWalk {
        final Map<BlockReason, double[]> shares;
        BlockReason reason = BlockReason.NONE;

        Walk(ColumnGrid grid) {
            super(grid);
            shares = new EnumMap<>(BlockReason.class);
        }

        @Override
        void part(int column, long from, long to) {
            long width = grid().edge(column + 1) - grid().edge(column);
            double[] ofReason = shares.computeIfAbsent(reason, absent -> new double[grid().columns()]);
            ofReason[column] += width == 0 ? 1 : (double) (to - from) / width;
        }
    }
}
