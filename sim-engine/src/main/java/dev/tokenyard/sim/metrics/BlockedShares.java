package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Why the heads of the queues waited, over a range of time cut into columns: for each column the share of its time that each
 * reason held, averaged over the instances. The shares of a column add up to 1; {@link BlockReason#NONE} is the time without a
 * blocked head.
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
     * The reasons in a run.
     *
     * @param fromTick start of the range, 0 or later
     * @param toTick end of the range, after its start
     * @param columns number of columns, at least 1
     * @throws IllegalStateException if the run was made without a log
     */
    public static BlockedShares of(RunLog log, long fromTick, long toTick, int columns) {
        ColumnGrid grid = new ColumnGrid(fromTick, toTick, columns);
        TimeSeries.requireRecorded(log);
        Fold fold = new Fold(log.instances().size(), grid);
        EventTrack events = log.events();
        for (int e = 0; e < events.size() && events.tick(e) < toTick; e++) {
            fold.take(events, e, events.kind(e));
        }
        return fold.finish();
    }

    /** How many columns there are. */
    public int columns() {
        return grid.columns();
    }

    /** The share of column {@code c}'s time, averaged over the instances, in which a head waited for this reason: 0 to 1. */
    public double share(BlockReason reason, int c) {
        double[] ofReason = shares.get(reason);
        return ofReason == null ? 0 : ofReason[c];
    }

    /** The reasons that held at some time, {@link BlockReason#NONE} included. */
    public Set<BlockReason> present() {
        return Collections.unmodifiableSet(shares.keySet());
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

    /** Goes through the events of a run in their order, up to the end of the range. */
    static final class Fold {
        private final ColumnGrid grid;
        private final Map<BlockReason, double[]> shares = new EnumMap<>(BlockReason.class);
        private final Walk[] walks;

        Fold(int instances, ColumnGrid grid) {
            this.grid = grid;
            walks = new Walk[instances];
            for (int i = 0; i < instances; i++) {
                walks[i] = new Walk();
            }
        }

        void take(EventTrack events, int e, EventKind kind) {
            if (kind == EventKind.BLOCKED) {
                Walk walk = walks[events.instance(e)];
                walk.advance(events.tick(e));
                walk.reason = REASONS[events.a(e)];
            }
        }

        BlockedShares finish() {
            for (Walk walk : walks) {
                walk.advance(grid.toTick());
            }
            return new BlockedShares(grid, shares);
        }

        /** An instance's queue. */
        private final class Walk extends ColumnWalk {
            BlockReason reason = BlockReason.NONE;

            Walk() {
                super(Fold.this.grid);
            }

            @Override
            void part(int inColumn, long from, long to) {
                double[] ofReason = shares.computeIfAbsent(reason, absent -> new double[grid().columns()]);
                long width = grid().edge(inColumn + 1) - grid().edge(inColumn);
                ofReason[inColumn] += (width == 0 ? 1 : (double) (to - from) / width) / walks.length;
            }
        }
    }
}
