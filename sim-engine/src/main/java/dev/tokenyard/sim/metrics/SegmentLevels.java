package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;

/**
 * Quantities that go evenly from one value to another within a segment and are 0 while an instance idles, summed over
 * the instances.
 */
final class SegmentLevels {
    /** The value of a quantity at the ends of a segment. */
    private interface Level {
        double first(int instance, int s);

        double last(int instance, int s);
    }

    private final RunLog log;
    private final int instances;

    SegmentLevels(RunLog log) {
        this.log = log;
        instances = log.instances().size();
    }

    /**
     * KV tokens that the blocks in use can hold, as a share of all: instances may have blocks of different sizes. Where models
     * take turns on GPUs, the blocks in use count as a share of the model's own cache, as its GPUs have no other meanwhile.
     */
    Series kvShare(ColumnGrid grid) {
        KvCapacity capacity = new KvCapacity(log.instances());
        return series(grid, new Level() {
            @Override
            public double first(int instance, int s) {
                return share(instance, log.segments(instance).usedBlocksFirst(s));
            }

            @Override
            public double last(int instance, int s) {
                return share(instance, log.segments(instance).usedBlocksLast(s));
            }

            private double share(int instance, int usedBlocks) {
                return usedBlocks * capacity.tokensPerBlock(instance) / capacity.tokens();
            }
        });
    }

    Series batchSize(ColumnGrid grid) {
        int[][] prefills = prefillSequences(log);
        return series(grid, new Level() {
            @Override
            public double first(int instance, int s) {
                return log.segments(instance).decodeSequences(s) + prefills[instance][s];
            }

            @Override
            public double last(int instance, int s) {
                return first(instance, s);
            }
        });
    }

    /**
     * How many residents prefill in each segment of each instance: those whose chunk was planned since the segment before
     * started, less those preempted in the same plan. A segment with prefill has one step, so the count is that of the
     * step.
     */
    static int[][] prefillSequences(RunLog log) {
        int instances = log.instances().size();
        int[][] counts = new int[instances][];
        for (int i = 0; i < instances; i++) {
            counts[i] = new int[log.segments(i).size()];
        }
        int[] segment = new int[instances];
        EventTrack events = log.events();
        for (int e = 0; e < events.size(); e++) {
            int change = chunkDelta(events, e);
            if (change == 0) {
                continue;
            }
            int i = events.instance(e);
            SegmentTrack track = log.segments(i);
            while (segment[i] < track.size() && track.startTick(segment[i]) < events.tick(e)) {
                segment[i]++;
            }
            // A run that was cut short may have planned a step that never started.
            if (segment[i] < track.size()) {
                counts[i][segment[i]] += change;
            }
        }
        return counts;
    }

    private static int chunkDelta(EventTrack events, int e) {
        return switch (events.kind(e)) {
            case ADMITTED, CHUNK -> 1;
            case PREEMPTED -> {
                int before = events.previousOfRequest(e);
                boolean undone = before != EventTrack.NONE
                        && events.tick(before) == events.tick(e)
                        && (events.kind(before) == EventKind.ADMITTED || events.kind(before) == EventKind.CHUNK);
                yield undone ? -1 : 0;
            }
            default -> 0;
        };
    }

    private Series series(ColumnGrid grid, Level level) {
        SeriesBuilder builder = new SeriesBuilder(grid);
        Walk[] walks = new Walk[instances];
        for (int i = 0; i < instances; i++) {
            walks[i] = new Walk(i, log.segments(i), level, grid.fromTick());
        }
        while (builder.at() < grid.toTick()) {
            long at = builder.at();
            long next = grid.toTick();
            for (Walk walk : walks) {
                next = Math.min(next, walk.nextChange(at));
            }
            double first = 0;
            double last = 0;
            for (Walk walk : walks) {
                if (walk.start <= at) {
                    first += walk.value(at);
                    last += walk.value(next);
                }
            }
            builder.ramp(first, last, next);
        }
        return builder.finish();
    }

    /** Goes through the segments of an instance; the present one is read once and kept. */
    private static final class Walk {
        private final int instance;
        private final SegmentTrack track;
        private final Level level;
        private int segment;
        private long start;
        private long end;
        private double first;
        private double last;

        Walk(int instance, SegmentTrack track, Level level, long fromTick) {
            this.instance = instance;
            this.track = track;
            this.level = level;
            segment = Math.max(0, track.segmentAt(fromTick));
            read();
        }

        private void read() {
            if (segment < track.size()) {
                start = track.startTick(segment);
                end = track.endTick(segment);
                first = level.first(instance, segment);
                last = level.last(instance, segment);
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

        /** The value at a moment of the present segment. */
        double value(long tick) {
            if (first == last || tick == start) {
                return first;
            }
            double share = (double) (tick - start) / (end - start);
            return share >= 1 ? last : first + (last - first) * share;
        }
    }
}
