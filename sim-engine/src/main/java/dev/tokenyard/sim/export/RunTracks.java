package dev.tokenyard.sim.export;

import dev.tokenyard.sim.export.PerfettoTrace.Run;
import dev.tokenyard.sim.export.PerfettoTrace.Stretch;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.Violations;
import dev.tokenyard.sim.model.Trace;
import java.io.IOException;
import java.util.Arrays;

/** One run as processes and threads: goes through its events once and writes each phase of a request when it ends. */
final class RunTracks {
    /** Where a request is, with what its slices are called and the threads that they lie in. */
    private enum Phase {
        QUEUED("queued", "queue"),
        PREEMPTED("preempted", "queue"),
        PREFILL("prefill", "batch"),
        DECODE("decode", "batch"),
        SWAPPED("swapped out", "host memory"),
        TRANSFER("in transfer", "KV link");

        private final String label;
        private final String place;

        Phase(String label, String place) {
            this.label = label;
            this.place = place;
        }
    }

    /** The threads of a process in their order; places of the same name share a pool of slots. */
    private static final String[] PLACES = {"batch", "host memory", "KV link", "queue"};

    private static final int PLACE_SPACING = 1_000_000;
    private static final int MARKS_PLACE = 0;
    private static final int MODEL_PLACE = 1;
    private static final int EVENTS_PER_REPORT = 1 << 14;
    private static final byte NOWHERE = -1;
    private static final Phase[] PHASES = Phase.values();

    private final RunLog log;
    private final EventTrack track;
    private final Trace trace;
    private final String title;
    private final Stretch stretch;
    private final TraceEvents out;
    private final int firstPid;
    private final int pool;
    private final SlotPool[][] slots;
    /** The thread of each process that bears marks; the others follow. */
    private final int firstMarkThread;

    private final int[] modelThreads;
    private final long[] loadingSince;
    private final Violations violations;
    private final RunCounters counters;
    private int nextTid;
    private int nextViolation;

    // By request.
    private final long[] since;
    private final byte[] phase;
    private final int[] process;
    private final int[] slot;

    RunTracks(Run run, Stretch stretch, TraceEvents out, int firstPid, int firstTid) {
        log = run.log();
        if (!log.isRecorded()) {
            throw new IllegalStateException("This run was made without a log, so no trace can be written of it.");
        }
        track = log.events();
        trace = log.trace();
        title = run.title();
        this.stretch = stretch;
        this.out = out;
        this.firstPid = firstPid;
        pool = log.instances().size();
        int processes = pool + (log.isEverPulled() ? 1 : 0);
        slots = new SlotPool[processes][PLACES.length];
        for (SlotPool[] places : slots) {
            Arrays.setAll(places, k -> new SlotPool());
        }
        firstMarkThread = firstTid;
        nextTid = firstTid + processes;
        modelThreads = new int[processes];
        loadingSince = new long[processes];
        Arrays.fill(loadingSince, -1);
        violations = Violations.of(log);
        counters = new RunCounters(log, stretch, out, firstPid, firstMarkThread);
        since = new long[trace.size()];
        phase = new byte[trace.size()];
        Arrays.fill(phase, NOWHERE);
        process = new int[trace.size()];
        slot = new int[trace.size()];
    }

    int nextPid() {
        return firstPid + slots.length;
    }

    int nextTid() {
        return nextTid;
    }

    void write(Progress progress) throws IOException {
        for (int p = 0; p < slots.length; p++) {
            out.process(
                    firstPid + p,
                    marksOf(p),
                    title + " · " + (p == pool ? "pool" : log.instances().get(p).name()));
            out.thread(firstPid + p, marksOf(p), "preempted, missed", MARKS_PLACE);
        }
        long end = Math.min(stretch.toTick(), log.endTick());
        int size = track.size();
        for (int e = 0; e < size; e++) {
            long tick = track.tick(e);
            if (tick > end) {
                break;
            }
            counters.passTo(tick);
            apply(e, tick);
            if (e % EVENTS_PER_REPORT == 0) {
                progress.report((double) e / size);
            }
        }
        counters.passTo(end);
        counters.end();
        markViolations(end);
        for (int r = 0; r < phase.length; r++) {
            if (phase[r] != NOWHERE) {
                close(r, end);
            }
        }
        for (int p = 0; p < loadingSince.length; p++) {
            closeLoading(p, end);
        }
        progress.report(1);
    }

    private void apply(int e, long tick) throws IOException {
        markViolations(tick);
        int r = track.request(e);
        int i = track.instance(e);
        counters.touch(i);
        switch (track.kind(e)) {
            case ARRIVED -> go(r, Phase.QUEUED, i < 0 ? pool : i, tick);
            case ADMITTED -> go(r, Phase.PREFILL, i, tick);
            case PREFILL_DONE -> stay(r, Phase.DECODE, tick);
            case PREEMPTED -> {
                mark("preempted", e, i, r, tick);
                go(r, Phase.PREEMPTED, log.isPulled(tick) ? pool : i, tick);
            }
            case REQUEUED -> go(r, PHASES[phase[r]], i < 0 ? pool : i, tick);
            case SWAPPED_OUT -> {
                mark("swapped out", e, i, r, tick);
                go(r, Phase.SWAPPED, i, tick);
            }
            case SWAPPED_IN, JOINED -> go(r, Phase.DECODE, i, tick);
            case HANDED_OVER -> {
                counters.touch(track.a(e));
                go(r, Phase.QUEUED, track.a(e), tick);
            }
            case DETACHED -> {
                counters.touch(track.a(e));
                go(r, Phase.TRANSFER, track.a(e), tick);
            }
            case RECEIVED -> go(r, Phase.TRANSFER, i, tick);
            case COMPLETED -> close(r, tick);
            case REFUSED -> mark("refused", e, Math.max(i, 0), r, tick);
            case LOADING -> {
                closeLoading(i, tick);
                loadingSince[i] = tick;
            }
            case LOADED -> closeLoading(i, tick);
            case CHUNK, BLOCKED, FORESEEN, RESERVED, COPIED, RELEASED, MIGRATION_ABORTED, REORDERED -> {
                // They change no phase; what they do to the memory is counted.
            }
        }
    }

    /** A request goes to another place. */
    private void go(int r, Phase next, int at, long tick) throws IOException {
        if (phase[r] != NOWHERE) {
            counters.touch(process[r]);
            close(r, tick);
        }
        counters.touch(at);
        process[r] = at;
        slot[r] = slots[at][placeOf(next)].take();
        phase[r] = (byte) next.ordinal();
        since[r] = tick;
    }

    /** A request keeps its place and does something else there. */
    private void stay(int r, Phase next, long tick) throws IOException {
        writeSlice(r, tick);
        phase[r] = (byte) next.ordinal();
        since[r] = tick;
    }

    private void close(int r, long tick) throws IOException {
        writeSlice(r, tick);
        slots[process[r]][placeOf(PHASES[phase[r]])].release(slot[r]);
        phase[r] = NOWHERE;
    }

    private static int placeOf(Phase phase) {
        for (int k = 0; k < PLACES.length; k++) {
            if (PLACES[k].equals(phase.place)) {
                return k;
            }
        }
        throw new IllegalStateException("No place for " + phase);
    }

    private void writeSlice(int r, long tick) throws IOException {
        if (!stretch.overlaps(since[r], tick)) {
            return;
        }
        Phase was = PHASES[phase[r]];
        long from = Math.max(since[r], stretch.fromTick());
        long to = Math.max(from, Math.min(tick, stretch.toTick()));
        int pid = firstPid + process[r];
        StringBuilder line = out.slice(was.label, r, pid, threadOf(r, was), from, to)
                .append("{\"request\":")
                .append(r);
        if (was == Phase.QUEUED) {
            line.append(",\"class\":");
            out.text(log.sloClass(r).name())
                    .append(",\"prompt_tokens\":")
                    .append(trace.promptTokens(r))
                    .append(",\"output_tokens\":")
                    .append(trace.outputTokens(r));
        }
        line.append('}');
        out.end();
    }

    private int threadOf(int r, Phase was) throws IOException {
        int place = placeOf(was);
        SlotPool threads = slots[process[r]][place];
        if (!threads.hasThread(slot[r])) {
            threads.setThread(slot[r], nextTid);
            out.thread(
                    firstPid + process[r],
                    nextTid++,
                    PLACES[place] + " " + (slot[r] + 1),
                    (place + 1) * PLACE_SPACING + slot[r]);
        }
        return threads.thread(slot[r]);
    }

    private void mark(String name, int e, int at, int r, long tick) throws IOException {
        if (!stretch.contains(tick)) {
            return;
        }
        StringBuilder line = out.instant(name, r, firstPid + at, marksOf(at), tick)
                .append("{\"request\":")
                .append(r);
        if (track.kind(e) == EventKind.PREEMPTED) {
            line.append(",\"lost_tokens\":").append(track.a(e));
        }
        line.append('}');
        out.end();
    }

    private void markViolations(long until) throws IOException {
        for (; nextViolation < violations.size() && violations.tick(nextViolation) <= until; nextViolation++) {
            long tick = violations.tick(nextViolation);
            int r = violations.request(nextViolation);
            if (stretch.contains(tick)) {
                int at = process[r];
                out.instant("SLO missed", r, firstPid + at, marksOf(at), tick)
                        .append("{\"request\":")
                        .append(r)
                        .append(",\"class\":");
                out.text(log.sloClass(r).name()).append('}');
                out.end();
            }
        }
    }

    private int marksOf(int at) {
        return firstMarkThread + at;
    }

    private void closeLoading(int p, long tick) throws IOException {
        if (loadingSince[p] < 0) {
            return;
        }
        if (stretch.overlaps(loadingSince[p], tick)) {
            if (modelThreads[p] == 0) {
                modelThreads[p] = nextTid++;
                out.thread(firstPid + p, modelThreads[p], "model", MODEL_PLACE);
            }
            long from = Math.max(loadingSince[p], stretch.fromTick());
            out.slice("loading", -1, firstPid + p, modelThreads[p], from, Math.max(from, tick))
                    .append("{\"model\":");
            out.text(log.instances().get(p).modelId()).append('}');
            out.end();
        }
        loadingSince[p] = -1;
    }
}
