package dev.tokenyard.app.view.stage;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.metrics.TickOrder;
import java.util.Arrays;

/** Evictions, swaps and peak memory of one instance as time goes on, made in one pass so that a frame only looks them up. */
final class InstanceFacts {
    private final SegmentTrack segments;
    private final int[] peakBefore;
    private final long[] evictionTicks;
    private final long[] swapTicks;

    private InstanceFacts(SegmentTrack segments, int[] peakBefore, long[] evictionTicks, long[] swapTicks) {
        this.segments = segments;
        this.peakBefore = peakBefore;
        this.evictionTicks = evictionTicks;
        this.swapTicks = swapTicks;
    }

    static InstanceFacts[] of(RunLog log) {
        int instances = log.instances().size();
        long[][] evictions = ticks(log, EventKind.PREEMPTED);
        long[][] swaps = ticks(log, EventKind.SWAPPED_OUT);
        InstanceFacts[] facts = new InstanceFacts[instances];
        for (int i = 0; i < instances; i++) {
            SegmentTrack segments = log.segments(i);
            int[] peakBefore = new int[segments.size()];
            for (int s = 1; s < peakBefore.length; s++) {
                peakBefore[s] = Math.max(peakBefore[s - 1], segments.usedBlocksLast(s - 1));
            }
            facts[i] = new InstanceFacts(segments, peakBefore, evictions[i], swaps[i]);
        }
        return facts;
    }

    /** When events of a kind happened, by instance. */
    private static long[][] ticks(RunLog log, EventKind kind) {
        EventTrack events = log.events();
        int instances = log.instances().size();
        if (!events.has(kind)) {
            return new long[instances][0];
        }
        long[][] ticks = new long[instances][16];
        int[] counts = new int[instances];
        for (int e = 0; e < events.size(); e++) {
            if (events.kind(e) == kind) {
                int i = events.instance(e);
                if (counts[i] == ticks[i].length) {
                    ticks[i] = Arrays.copyOf(ticks[i], 2 * counts[i]);
                }
                ticks[i][counts[i]++] = events.tick(e);
            }
        }
        for (int i = 0; i < instances; i++) {
            ticks[i] = Arrays.copyOf(ticks[i], counts[i]);
        }
        return ticks;
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

    /** Preemptions by recompute up to {@code tick}. */
    int evictions(long tick) {
        return TickOrder.countUntil(evictionTicks, tick);
    }

    /** Preemptions to host memory up to {@code tick}. */
    int swaps(long tick) {
        return TickOrder.countUntil(swapTicks, tick);
    }
}
