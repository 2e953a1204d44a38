package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import java.util.Arrays;

/** Evictions and peak memory of one instance as time goes on, made in one pass so that a frame only looks them up. */
final class InstanceFacts {
    private final SegmentTrack segments;
    private final int[] peakBefore;
    private final long[] evictionTicks;

    private InstanceFacts(SegmentTrack segments, int[] peakBefore, long[] evictionTicks) {
        this.segments = segments;
        this.peakBefore = peakBefore;
        this.evictionTicks = evictionTicks;
    }

    static InstanceFacts[] of(RunLog log) {
        int instances = log.instances().size();
        EventTrack events = log.events();
        long[][] evictions = new long[instances][16];
        int[] counts = new int[instances];
        for (int e = 0; e < events.size(); e++) {
            if (events.kind(e) == EventKind.PREEMPTED || events.kind(e) == EventKind.SWAPPED_OUT) {
                int i = events.instance(e);
                if (counts[i] == evictions[i].length) {
                    evictions[i] = Arrays.copyOf(evictions[i], 2 * counts[i]);
                }
                evictions[i][counts[i]++] = events.tick(e);
            }
        }
        InstanceFacts[] facts = new InstanceFacts[instances];
        for (int i = 0; i < instances; i++) {
            SegmentTrack segments = log.segments(i);
            int[] peakBefore = new int[segments.size()];
            for (int s = 1; s < peakBefore.length; s++) {
                peakBefore[s] = Math.max(peakBefore[s - 1], segments.usedBlocksLast(s - 1));
            }
            facts[i] = new InstanceFacts(segments, peakBefore, Arrays.copyOf(evictions[i], counts[i]));
        }
        return facts;
    }

    /** The most KV blocks in use up to {@code tick}, when {@code usedNow} are. */
    int peakBlocks(long tick, int usedNow) {
        int s = segments.segmentAt(tick);
        if (s < 0) {
            return usedNow;
        }
        int ended = tick >= segments.endTick(s) ? segments.usedBlocksLast(s) : 0;
        return Math.max(Math.max(peakBefore[s], ended), usedNow);
    }

    /** Preemptions up to {@code tick}. */
    int evictions(long tick) {
        int low = 0;
        int high = evictionTicks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (evictionTicks[middle] <= tick) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
