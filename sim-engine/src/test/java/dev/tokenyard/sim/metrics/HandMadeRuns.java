package dev.tokenyard.sim.metrics;

import static dev.tokenyard.sim.time.Ticks.PER_SECOND;

import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs written down by hand or drawn by lot, so that metrics can be checked without an engine. */
@SuppressWarnings("EnumOrdinal") // The log itself writes reasons down by ordinal.
public final class HandMadeRuns {
    private static final long NEVER = RequestOutcomes.NEVER;
    private static final InstanceInfo INSTANCE = new InstanceInfo("A, \"first\"", "gpu", "model,7b", 1, 10, 16, 2, 64);

    private HandMadeRuns() {}

    /**
     * Ten seconds of one instance with ten KV blocks: request 0 meets its target to the tick, 1 waits too long, 2 is
     * preempted and too slow, 3 is refused, 4 is unfinished at the end.
     */
    public static RunLog tenSeconds() {
        Trace trace = tenSecondsTrace();
        RunRecorder recorder = new RunRecorder(trace, 1);
        event(recorder, 0, EventKind.ARRIVED, 0, 0, 0);
        event(recorder, 0, EventKind.ADMITTED, 0, 20, 20);
        segment(recorder, 0, 1, 2, 0, 20, 2, 2, 0);
        event(recorder, 1, EventKind.ARRIVED, 1, 0, 0);
        event(recorder, 1, EventKind.BLOCKED, 1, BlockReason.BATCH_CAP.ordinal(), 2);
        event(recorder, 2, EventKind.PREFILL_DONE, 0, 1, 0);
        event(recorder, 2, EventKind.ARRIVED, 2, 0, 0);
        segment(recorder, 2, 2, 1, 1, 0, 2, 4, 0);
        recorder.event(3 * PER_SECOND, EventKind.REFUSED, -1, 3, 57, 10, 0);
        event(recorder, 4, EventKind.COMPLETED, 0, 3, 0);
        event(recorder, 4, EventKind.ADMITTED, 1, 10, 10);
        event(recorder, 4, EventKind.ADMITTED, 2, 5, 5);
        event(recorder, 4, EventKind.BLOCKED, -1, BlockReason.NONE.ordinal(), 0);
        segment(recorder, 4, 1, 2, 0, 15, 3, 3, 2);
        event(recorder, 5, EventKind.ARRIVED, 4, 0, 0);
        event(recorder, 6, EventKind.PREFILL_DONE, 1, 1, 2);
        event(recorder, 6, EventKind.COMPLETED, 1, 1, 0);
        event(recorder, 6, EventKind.PREFILL_DONE, 2, 1, 2);
        segment(recorder, 6, 1, 1, 1, 0, 1, 1, 2);
        event(recorder, 7, EventKind.PREEMPTED, 2, 6, 2);
        event(recorder, 7, EventKind.ADMITTED, 4, 8, 8);
        event(recorder, 7, EventKind.BLOCKED, 2, BlockReason.KV_FULL.ordinal(), 9);
        segment(recorder, 7, 1, 2, 0, 8, 1, 1, 3);
        event(recorder, 9, EventKind.PREFILL_DONE, 4, 1, 3);
        event(recorder, 9, EventKind.ADMITTED, 2, 7, 7);
        event(recorder, 9, EventKind.BLOCKED, -1, BlockReason.NONE.ordinal(), 0);
        segment(recorder, 9, 1, 1, 1, 7, 3, 3, 3);
        event(recorder, 10, EventKind.PREFILL_DONE, 2, 3, 4);
        event(recorder, 10, EventKind.COMPLETED, 2, 3, 0);
        return recorder.finish(tenSecondsInfo(true), tenSecondsOutcomes());
    }

    /** The same without events and segments. */
    public static RunLog tenSecondsWithoutHistory() {
        return RunRecorder.withoutHistory(tenSecondsInfo(false), tenSecondsTrace(), tenSecondsOutcomes());
    }

    private static Trace tenSecondsTrace() {
        return Trace.builder("ten seconds")
                .add(0, 20, 3)
                .add(PER_SECOND, 10, 1)
                .add(2 * PER_SECOND, 5, 3)
                .add(3 * PER_SECOND, 900, 5)
                .add(5 * PER_SECOND, 8, 9)
                .build();
    }

    private static RequestOutcomes tenSecondsOutcomes() {
        return new RequestOutcomes(
                ticks(0, 4, 4, -1, 7),
                ticks(2, 6, 6, -1, 9),
                ticks(4, 6, 10, -1, -1),
                new long[] {0, 1, 2, 3, 4},
                new int[] {0, 0, 0, -1, 0},
                new int[] {0, 0, 1, 0, 0},
                new int[] {0, 0, 1, 0, 1},
                new int[] {4, 1, 0, 5, 8});
    }

    private static RunInfo tenSecondsInfo(boolean recorded) {
        return info(
                List.of(INSTANCE),
                List.of(SloClass.ttft("Chat", 2), new SloClass("Batch", Double.POSITIVE_INFINITY, 1)),
                new RunTotals(7, 9, 2, 3, 1, 1, 6),
                10 * PER_SECOND,
                recorded);
    }

    /** The ten seconds with other totals, and length estimates from {@code predictor}. */
    static RunLog withTotals(String predictor, RunTotals totals) {
        RunInfo info = tenSecondsInfo(false);
        return RunRecorder.withoutHistory(
                new RunInfo(
                        info.policyId(),
                        info.policyTitle(),
                        predictor,
                        info.predictionTicks(),
                        info.seed(),
                        info.batching(),
                        info.router(),
                        info.stepTime(),
                        info.outputSlotsAhead(),
                        info.instances(),
                        info.sloClasses(),
                        totals,
                        info.endTick(),
                        false),
                tenSecondsTrace(),
                tenSecondsOutcomes());
    }

    /**
     * Requests served from given moments to given moments, in seconds, with a hundred tokens a second; no history. One that
     * begins and ends at NaN is refused.
     */
    static RunLog served(double[] arrival, double[] start, double[] end) {
        return served(arrival, start, end, new String[arrival.length]);
    }

    /** The same by clients, null where a request names none. */
    static RunLog served(double[] arrival, double[] start, double[] end, @Nullable String[] clients) {
        int requests = arrival.length;
        TraceBuilder trace = Trace.builder("served");
        for (int r = 0; r < requests; r++) {
            trace.add(Ticks.fromSeconds(arrival[r]), 1, 1 + (int) (100 * (end[r] - start[r])));
            if (clients[r] != null) {
                trace.label(Label.CLIENT, clients[r]);
            }
        }
        long[] starts = ticks(start);
        long[] ends = ticks(end);
        int[] instance =
                Arrays.stream(start).mapToInt(s -> Double.isNaN(s) ? -1 : 0).toArray();
        int refused = (int) Arrays.stream(instance).filter(k -> k < 0).count();
        RunInfo info = info(
                List.of(INSTANCE),
                List.of(SloClass.ttft("Only", 1)),
                new RunTotals(requests, requests, 1, requests - refused, refused, 0, 0),
                Arrays.stream(ends).max().orElse(0),
                false);
        return RunRecorder.withoutHistory(info, trace.build(), outcomes(starts, ends, ends, instance));
    }

    /** No request at all. */
    public static RunLog empty() {
        return new RunRecorder(Trace.builder("empty").build(), 1)
                .finish(
                        info(
                                List.of(INSTANCE),
                                List.of(SloClass.ttft("Chat", 2)),
                                new RunTotals(0, 0, 0, 0, 0, 0, 0),
                                0,
                                true),
                        outcomes(new long[0], new long[0], new long[0], new int[0]));
    }

    /**
     * Requests of one output token each on two instances, one at a time each, with short random services and pauses, so
     * that many things happen at the same tick. Every service is one segment with random KV use.
     */
    public static RunLog random(long seed, int requests) {
        Random random = new Random(seed);
        TraceBuilder builder = Trace.builder("random");
        long arrival = 0;
        for (int r = 0; r < requests; r++) {
            arrival += random.nextInt(6);
            builder.add(arrival, 1, 1);
        }
        Trace trace = builder.build();
        long[] start = new long[requests];
        long[] end = new long[requests];
        int[] instance = new int[requests];
        long[] free = new long[2];
        RunRecorder recorder = new RunRecorder(trace, 2);
        long[][] moments = new long[3 * requests][];
        for (int r = 0; r < requests; r++) {
            int i = free[0] <= free[1] ? 0 : 1;
            int service = 1 + random.nextInt(9);
            instance[r] = i;
            start[r] = Math.max(trace.arrivalTick(r), free[i]) + random.nextInt(2);
            end[r] = start[r] + service;
            free[i] = end[r];
            moments[3 * r] = new long[] {trace.arrivalTick(r), EventKind.ARRIVED.ordinal(), r};
            moments[3 * r + 1] = new long[] {start[r], EventKind.ADMITTED.ordinal(), r};
            moments[3 * r + 2] = new long[] {end[r], EventKind.COMPLETED.ordinal(), r};
        }
        Arrays.sort(moments, (x, y) -> Long.compare(x[0], y[0]));
        for (long[] moment : moments) {
            int r = (int) moment[2];
            recorder.event(moment[0], EventKind.values()[(int) moment[1]], instance[r], r, 0, 0, 0);
            if (moment[1] == EventKind.ADMITTED.ordinal()) {
                int first = 1 + random.nextInt(10);
                int last = Math.min(10, first + random.nextInt(5));
                recorder.segment(instance[r], start[r], 1, end[r] - start[r], 0, 0, 1, first, last, 0);
            }
        }
        RunInfo info = info(
                List.of(INSTANCE, INSTANCE),
                List.of(new SloClass("Only", 10e-12, 1)),
                new RunTotals(requests, requests, 1, requests, 0, 0, 0),
                Arrays.stream(end).max().orElse(0),
                true);
        return recorder.finish(info, outcomes(start, end, end, instance));
    }

    private static RequestOutcomes outcomes(long[] scheduled, long[] firstToken, long[] completed, int[] instance) {
        int n = completed.length;
        return new RequestOutcomes(
                scheduled, firstToken, completed, new long[n], instance, new int[n], new int[n], new int[0]);
    }

    private static RunInfo info(
            List<InstanceInfo> instances, List<SloClass> classes, RunTotals totals, long endTick, boolean recorded) {
        return new RunInfo(
                "fcfs",
                "FCFS",
                "",
                0,
                7,
                new BatchingInfo("vllm-v1", Map.of("chunk", "512", "preemption", "swap")),
                "round-robin",
                "roofline",
                0,
                instances,
                classes,
                totals,
                endTick,
                recorded);
    }

    private static long[] ticks(double... seconds) {
        return Arrays.stream(seconds)
                .mapToLong(s -> Double.isNaN(s) ? NEVER : Ticks.fromSeconds(s))
                .toArray();
    }

    private static long[] ticks(int... seconds) {
        return Arrays.stream(seconds)
                .mapToLong(s -> s < 0 ? NEVER : s * PER_SECOND)
                .toArray();
    }

    private static void event(RunRecorder recorder, int second, EventKind kind, int request, int a, int b) {
        recorder.event(second * PER_SECOND, kind, 0, request, a, b, 0);
    }

    private static void segment(
            RunRecorder recorder,
            int startSecond,
            int steps,
            int stepSeconds,
            int decoding,
            int prefill,
            int blocksFirst,
            int blocksLast,
            int decodeStepsBefore) {
        recorder.segment(
                0,
                startSecond * PER_SECOND,
                steps,
                stepSeconds * PER_SECOND,
                0,
                decoding,
                prefill,
                blocksFirst,
                blocksLast,
                decodeStepsBefore);
    }
}
