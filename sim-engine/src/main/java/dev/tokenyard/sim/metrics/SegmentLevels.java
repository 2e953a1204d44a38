package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;

/**
 * What the segments of a run say over time, in one pass over them and summed over the instances: quantities that go evenly from
 * one value to another within a segment and are 0 while an instance idles.
 *
 * @param kvShare KV tokens that the blocks in use can hold, as a share of all: instances may have blocks of different sizes. Where
 *     models take turns on GPUs, the blocks in use count as a share of the model's own cache, as its GPUs have no other meanwhile
 * @param batchSize sequences in the steps under way
 */
record SegmentLevels(Series kvShare, Series batchSize) {
    static SegmentLevels of(RunLog log, PrefillSequences prefills, ColumnGrid grid) {
        KvCapacity capacity = new KvCapacity(log.instances());
        Walk[] walks = new Walk[log.instances().size()];
        for (int i = 0; i < walks.length; i++) {
            double sharePerBlock = capacity.tokensPerBlock(i) / capacity.tokens();
            walks[i] = new Walk(log.segments(i), prefills.of(i), sharePerBlock, grid.fromTick());
        }
        SeriesBuilder kvShare = new SeriesBuilder(grid);
        SeriesBuilder batchSize = new SeriesBuilder(grid);
        long at = grid.fromTick();
        while (at < grid.toTick()) {
            long next = grid.toTick();
            for (Walk walk : walks) {
                next = Math.min(next, walk.nextChange(at));
            }
            double first = 0;
            double last = 0;
            int batch = 0;
            for (Walk walk : walks) {
                if (walk.start <= at) {
                    first += walk.kvShare(at);
                    last += walk.kvShare(next);
                    batch += walk.batch;
                }
            }
            kvShare.ramp(first, last, next);
            batchSize.constant(batch, next);
            at = next;
        }
        return new SegmentLevels(kvShare.finish(), batchSize.finish());
    }

    /** Goes through the segments of an instance; the present one is read once and kept. */
    private static final class Walk {
        private final SegmentTrack track;
        private final int[] prefills;
        private final double sharePerBlock;
        private int segment;
        private long start;
        private long end;
        private double first;
        private double last;
        private double growthPerTick;
        private int batch;

        Walk(SegmentTrack track, int[] prefills, double sharePerBlock, long fromTick) {
            this.track = track;
            this.prefills = prefills;
            this.sharePerBlock = sharePerBlock;
            segment = Math.max(0, track.segmentAt(fromTick));
            read();
        }

        private void read() {
            if (segment < track.size()) {
                start = track.startTick(segment);
                end = track.endTick(segment);
                first = track.usedBlocksFirst(segment) * sharePerBlock;
                last = track.usedBlocksLast(segment) * sharePerBlock;
                growthPerTick = first == last ? 0 : (last - first) / (end - start);
                batch = track.decodeSequences(segment) + prefills[segment];
            } else {
                start = Long.MAX_VALUE;
                end = Long.MAX_VALUE;
            }
        }

        /** When the segment that is under way at a moment ends, or the next one starts. */
        long nextChange(long at) {
            while (end <= at) {
                segment++;
                read();
            }
            return start > at ? start : end;
        }

        /** The value at a moment of the present segment; both ends are given back as they came. */
        double kvShare(long tick) {
            return tick >= end ? last : first + growthPerTick * (tick - start);
        }
    }
}
