package dev.tokenyard.app.session;

import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.Foresight;
import dev.tokenyard.sim.policy.PolicyCard;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;

/** A run written event by event, times in seconds; outcomes follow from the events. */
public final class HandMadeRun {
    private static final List<SloClass> CLASSES =
            List.of(SloClass.ttft("Interactive", 2), new SloClass("Batch", 20, 0.5));

    private final Trace trace;
    private final RunRecorder recorder;
    private final int[] sloClass;
    private final long[] scheduled;
    private final long[] firstToken;
    private final long[] completed;
    private final int[] instance;
    private final int[] preemptions;
    private long endTick;

    /**
     * Starts a run of requests with 100 prompt and 3 output tokens.
     *
     * @param classes the class of each request
     * @param arrivalSeconds when each arrives
     */
    public HandMadeRun(int[] classes, double... arrivalSeconds) {
        TraceBuilder builder = Trace.builder("hand-made");
        for (double seconds : arrivalSeconds) {
            builder.add(Ticks.fromSeconds(seconds), 100, 3);
        }
        trace = builder.build();
        recorder = new RunRecorder(trace, 2);
        sloClass = classes.clone();
        int n = trace.size();
        scheduled = never(n);
        firstToken = never(n);
        completed = never(n);
        preemptions = new int[n];
        instance = new int[n];
        Arrays.fill(instance, -1);
    }

    private static long[] never(int n) {
        long[] ticks = new long[n];
        Arrays.fill(ticks, RequestOutcomes.NEVER);
        return ticks;
    }

    /** A request arrives at an instance whose queue then holds so many. */
    public HandMadeRun arrived(int r, int onInstance, int queued) {
        instance[r] = onInstance;
        return add(Ticks.toSeconds(trace.arrivalTick(r)), EventKind.ARRIVED, onInstance, r, queued, 0, 0);
    }

    /** A request is refused. */
    public HandMadeRun refused(int r, int needed, int available) {
        return add(Ticks.toSeconds(trace.arrivalTick(r)), EventKind.REFUSED, -1, r, needed, available, 0);
    }

    /** A request is refused by the instance that it was sent to, while another could have held it. */
    public HandMadeRun refusedThere(int r, int needed, int available, int onInstance, int couldHold) {
        return add(
                Ticks.toSeconds(trace.arrivalTick(r)), EventKind.REFUSED, onInstance, r, needed, available, couldHold);
    }

    /** A queue is blocked; head -1 and reason NONE for no longer. */
    public HandMadeRun blocked(double seconds, int onInstance, int head, BlockReason why, int needed, int available) {
        return add(seconds, EventKind.BLOCKED, onInstance, head, why.ordinal(), needed, available);
    }

    /** A request enters the batch. */
    public HandMadeRun admitted(double seconds, int r) {
        if (scheduled[r] == RequestOutcomes.NEVER) {
            scheduled[r] = Ticks.fromSeconds(seconds);
        }
        return add(seconds, EventKind.ADMITTED, instance[r], r, 100, 100, 0);
    }

    /** A request's prefill is done. */
    public HandMadeRun token(double seconds, int r) {
        if (firstToken[r] == RequestOutcomes.NEVER) {
            firstToken[r] = Ticks.fromSeconds(seconds);
        }
        return add(seconds, EventKind.PREFILL_DONE, instance[r], r, 1, 0, 0);
    }

    /** A request is evicted. */
    public HandMadeRun preempted(double seconds, int r, int lostTokens) {
        preemptions[r]++;
        return add(seconds, EventKind.PREEMPTED, instance[r], r, lostTokens, 1, 0);
    }

    /** A request gets its last token. */
    public HandMadeRun completed(double seconds, int r) {
        completed[r] = Ticks.fromSeconds(seconds);
        return add(seconds, EventKind.COMPLETED, instance[r], r, 3, 0, 0);
    }

    private HandMadeRun add(double seconds, EventKind kind, int onInstance, int r, int a, int b, int c) {
        endTick = Ticks.fromSeconds(seconds);
        recorder.event(endTick, kind, onInstance, r, a, b, c);
        return this;
    }

    /** The log. */
    public RunLog log() {
        List<InstanceInfo> instances = List.of(instance(1), instance(2));
        RunInfo info = new RunInfo(
                "hand",
                "Hand",
                "",
                0,
                0,
                BatchingInfo.of("vllm-v1"),
                "least-outstanding",
                "unit",
                0,
                instances,
                CLASSES,
                new RunTotals(0, 0, 0, 0, 0, 0, 0),
                endTick,
                true);
        return recorder.finish(
                info,
                new RequestOutcomes(
                        scheduled,
                        firstToken,
                        completed,
                        new long[trace.size()],
                        instance,
                        preemptions,
                        sloClass,
                        new int[0]));
    }

    private static InstanceInfo instance(int number) {
        return new InstanceInfo("GPU #" + number, "gpu", "model", 1, 40, 16, 8, 512);
    }

    /** The log as a lane under a policy that orders by deadline. */
    public Lane lane() {
        PolicyCard card = new PolicyCard("hand", "Hand", "by deadline", "", "", Foresight.BLIND, "", "", List.of());
        return new Lane(card, log());
    }
}
