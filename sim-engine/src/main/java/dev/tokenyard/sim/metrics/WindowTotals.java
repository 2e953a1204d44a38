package dev.tokenyard.sim.metrics;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.log.SegmentTrack;
import java.util.BitSet;

/**
 * The counts of a run over a {@link Window}, from its events and segments: those of requests by their arrival, all others by
 * the time at which they happened, a step's by its end. The bytes and the busy time of KV links are only known of whole runs
 * and are {@link #UNKNOWN}; so are steps outside a grid and guards, which are those of the run.
 */
final class WindowTotals {
    /** In place of a number that only a whole run has. */
    static final long UNKNOWN = -1;

    private final RunLog log;
    private final Window window;
    private long steps;
    private long sequences;
    private int largestBatch;
    private int completed;
    private int noModel;
    private int tooLarge;
    private int tooLargeThere;
    private long preemptions;
    private long recomputedTokens;
    private long swaps;
    private long swappedTokens;
    private long promptTokens;
    private long hitTokens;
    private long handovers;
    private long migrations;
    private long abortedMigrations;
    private long loads;
    private long loadTicks;

    private WindowTotals(RunLog log, Window window) {
        this.log = log;
        this.window = window;
    }

    /**
     * Counts.
     *
     * @throws IllegalStateException if the run was made without a log and the window is not all of time
     */
    static RunTotals of(RunLog log, Window window) {
        if (window.isWhole()) {
            return log.info().totals();
        }
        TimeSeries.requireRecorded(log);
        WindowTotals counts = new WindowTotals(log, window);
        counts.addRequests();
        counts.addSteps();
        counts.addEvents();
        return counts.totals();
    }

    private void addRequests() {
        for (int r = 0; r < log.trace().size(); r++) {
            if (!window.counts(log, r)) {
                continue;
            }
            completed += log.outcomes().isCompleted(r) ? 1 : 0;
            Refusal refusal = log.outcomes().isCompleted(r) ? null : Refusal.of(log, r);
            if (refusal != null) {
                switch (refusal.reason()) {
                    case NO_MODEL -> noModel++;
                    case TOO_LARGE -> tooLarge++;
                    case TOO_LARGE_THERE -> tooLargeThere++;
                }
            }
        }
    }

    private void addSteps() {
        PrefillSequences prefills = PrefillSequences.of(log);
        long last = Math.min(window.toTick(), log.endTick() + 1) - 1;
        for (int i = 0; i < log.instances().size(); i++) {
            SegmentTrack track = log.segments(i);
            for (int s = Math.max(0, track.segmentAt(window.fromTick() - 1));
                    s < track.size() && track.startTick(s) <= last;
                    s++) {
                int count = track.stepsEndedBy(s, last) - track.stepsEndedBy(s, window.fromTick() - 1);
                if (count > 0) {
                    int batch = track.decodeSequences(s) + prefills.of(i)[s];
                    steps += count;
                    sequences += (long) count * batch;
                    largestBatch = Math.max(largestBatch, batch);
                }
            }
        }
    }

    private void addEvents() {
        EventTrack events = log.events();
        BitSet admitted = new BitSet();
        for (int e = 0; e < events.size() && events.tick(e) < window.toTick(); e++) {
            boolean first = events.kind(e) == EventKind.ADMITTED && !admitted.get(events.request(e));
            if (first) {
                admitted.set(events.request(e));
            }
            if (window.contains(events.tick(e))) {
                add(events, e, first);
            }
        }
    }

    private void add(EventTrack events, int e, boolean firstAdmission) {
        switch (events.kind(e)) {
            case ADMITTED -> {
                if (firstAdmission && log.instances().get(events.instance(e)).prefixCache()) {
                    int prompt = log.trace().promptTokens(events.request(e));
                    promptTokens += prompt;
                    hitTokens += prompt - events.b(e);
                }
            }
            case PREEMPTED -> {
                preemptions++;
                recomputedTokens += events.a(e);
            }
            case SWAPPED_OUT -> {
                swaps++;
                swappedTokens += log.trace().promptTokens(events.request(e)) + events.b(e) - 1L;
            }
            case JOINED -> {
                if (cameByMigration(events, e)) {
                    migrations++;
                } else {
                    handovers++;
                }
            }
            case MIGRATION_ABORTED -> abortedMigrations++;
            case LOADING -> {
                loads++;
                loadTicks += events.loadTicks(e);
            }
            default -> {}
        }
    }

    /** Of the moves, a migration began with blocks set aside while the request went on, a handover with its reception. */
    private static boolean cameByMigration(EventTrack events, int joined) {
        for (int e = events.previousOfRequest(joined); e != EventTrack.NONE; e = events.previousOfRequest(e)) {
            if (events.kind(e) == EventKind.DETACHED || events.kind(e) == EventKind.RECEIVED) {
                return events.kind(e) == EventKind.DETACHED;
            }
        }
        return false;
    }

    private RunTotals totals() {
        RunTotals whole = log.info().totals();
        boolean still = whole.moves().equals(RunTotals.Moves.NONE);
        return new RunTotals(
                steps,
                sequences,
                largestBatch,
                completed,
                new RunTotals.Refusals(noModel, tooLarge, tooLargeThere),
                preemptions,
                recomputedTokens,
                whole.stepsOutsideGrid(),
                new RunTotals.Swaps(swaps, swappedTokens),
                new RunTotals.Prefixes(promptTokens, hitTokens),
                still
                        ? RunTotals.Moves.NONE
                        : new RunTotals.Moves(handovers, migrations, abortedMigrations, UNKNOWN, UNKNOWN),
                new RunTotals.Loads(loads, loadTicks),
                whole.guards());
    }
}
