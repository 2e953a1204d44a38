package dev.tokenyard.sim.export;

import dev.tokenyard.sim.export.PerfettoTrace.Stretch;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.log.RunLog;
import java.io.IOException;
import java.util.Arrays;

/**
 * The counters of a run: queue, batch and KV blocks of each instance whenever an event may have changed them, and now and then
 * in between, as residents grow while they decode. A value is written only where it differs from the last.
 */
final class RunCounters {
    private static final int SAMPLES_BETWEEN = 4_000;
    private static final int QUEUE = 0;
    private static final int BATCH = 1;
    private static final int BLOCKS = 2;
    private static final int KINDS = 3;

    private final Stretch stretch;
    private final TraceEvents out;
    private final int firstPid;
    private final int firstTid;
    private final int pool;
    private final RunCursor cursor;
    private final long spacing;
    private final boolean[] touched;
    private final long[] written;
    private long tick;
    private long lastSample;

    /**
     * Counters.
     *
     * @param firstPid the process of the first instance; the others follow, and the pool after them
     * @param firstTid a thread of it; the others follow likewise
     */
    RunCounters(RunLog log, Stretch stretch, TraceEvents out, int firstPid, int firstTid) {
        this.stretch = stretch;
        this.out = out;
        this.firstPid = firstPid;
        this.firstTid = firstTid;
        pool = log.instances().size();
        cursor = log.cursor();
        long end = Math.min(log.endTick(), stretch.toTick());
        spacing = Math.max(1, (end - stretch.fromTick()) / SAMPLES_BETWEEN);
        touched = new boolean[pool + 1];
        Arrays.fill(touched, true);
        written = new long[(pool + 1) * KINDS];
        Arrays.fill(written, -1);
        tick = stretch.fromTick();
        lastSample = tick;
    }

    /** Notes that an event of the present moment concerns an instance, or the pool after the last of them. */
    void touch(int process) {
        touched[process < 0 ? pool : process] = true;
    }

    /** The next event is at {@code next}: writes what holds since the present moment, if that is over. */
    void passTo(long next) throws IOException {
        if (next <= tick) {
            return;
        }
        sample();
        for (long between = lastSample + spacing; between < next; between += spacing) {
            tick = between;
            Arrays.fill(touched, true);
            sample();
        }
        tick = next;
    }

    /** Writes what holds at the present moment. */
    void end() throws IOException {
        sample();
    }

    private void sample() throws IOException {
        if (!stretch.contains(tick)) {
            return;
        }
        cursor.seek(tick);
        lastSample = tick;
        for (int p = 0; p < touched.length; p++) {
            if (!touched[p]) {
                continue;
            }
            touched[p] = false;
            if (p == pool) {
                if (cursor.log().isEverPulled()) {
                    write(p, QUEUE, "queue", "requests", cursor.pooledCount());
                }
            } else {
                write(p, QUEUE, "queue", "requests", cursor.waitingCount(p));
                write(p, BATCH, "batch", "requests", cursor.residentCount(p));
                write(p, BLOCKS, "KV cache", "blocks", cursor.usedBlocks(p));
            }
        }
    }

    private void write(int process, int kind, String name, String unit, long value) throws IOException {
        int place = process * KINDS + kind;
        if (written[place] != value) {
            written[place] = value;
            out.counter(name, unit, firstPid + process, firstTid + process, tick, value);
        }
    }
}
