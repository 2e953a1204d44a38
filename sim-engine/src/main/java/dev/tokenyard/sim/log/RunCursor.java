package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BlockReason;
import java.util.Arrays;

/**
 * The state of a recorded run at one moment: queues, batches, progress and memory. Moving is a look-up, never a
 * simulation, and costs the same forwards and backwards. Not for use by several threads at once.
 */
public final class RunCursor {
    /** Where a request is. */
    public enum Phase {
        /** Not arrived yet. */
        FUTURE,
        /** In the queue, for the first time or after a preemption. */
        WAITING,
        /** In the batch, its prompt being processed. */
        PREFILL,
        /** In the batch, generating. */
        DECODE,
        /** In host memory, out of the batch. */
        SWAPPED,
        /** Between two instances, its KV blocks under way. */
        TRANSFER,
        /** Got its last token. */
        COMPLETED,
        /** Can never be served. */
        REFUSED
    }

    private final RunLog log;
    private final Trace trace;
    private final LaneState state;
    private final LaneSnapshot lanes;
    private final SegmentCursor[] steps;
    /** By instance the decode steps that have ended. */
    private final int[] decodeSteps;

    private final CursorMemory memory;
    private final CursorForecast forecast;
    private long tick;

    RunCursor(RunLog log) {
        this.log = log;
        trace = log.trace();
        state = new LaneState(log);
        lanes = new LaneSnapshot(state);
        steps = new SegmentCursor[log.instances().size()];
        Arrays.setAll(steps, i -> new SegmentCursor(log.segments(i)));
        decodeSteps = new int[steps.length];
        memory = new CursorMemory(log, state, steps, this::generatedTokens);
        forecast = new CursorForecast(this, state.forecast);
        seek(0);
    }

    /** The log that this cursor reads. */
    public RunLog log() {
        return log;
    }

    /** The moment that the cursor stands at, in ticks. */
    public long tick() {
        return tick;
    }

    /** Moves to a moment; all events at or before it have happened. */
    public void seek(long toTick) {
        int target = log.events().countUntil(toTick, state.nextEvent);
        if (target < state.nextEvent) {
            lanes.restore(log.keyframes().before(target));
        } else if (target - state.nextEvent > Keyframes.MIN_SPACING) {
            leap(target);
        }
        while (state.nextEvent < target) {
            state.applyNext();
        }
        tick = toTick;
        for (int i = 0; i < steps.length; i++) {
            steps[i].seek(tick);
            decodeSteps[i] = steps[i].decodeStepsEnded();
        }
    }

    /** Goes forward to a keyframe; where there are none yet, a replay costs less than to make them. */
    private void leap(int target) {
        Snapshots keyframes = log.keyframesSoFar();
        if (keyframes == null) {
            return;
        }
        int[] frame = keyframes.before(target);
        if (Snapshots.nextEvent(frame) > state.nextEvent) {
            lanes.restore(frame);
        }
    }

    /** Requests that have arrived, refused ones included. */
    public int arrived() {
        return state.arrived;
    }

    /** Requests that were refused. */
    public int refused() {
        return state.refused;
    }

    /** Requests that got their last token. */
    public int completed() {
        return state.completed;
    }

    /** Preemptions by recompute so far. */
    public int preemptions() {
        return state.preemptions;
    }

    /** Preemptions to host memory so far. */
    public int swaps() {
        return state.swaps;
    }

    /** Index into {@link RunLog#events()} of the first event that has not happened yet. */
    public int nextEvent() {
        return state.nextEvent;
    }

    /** Queues: one for each instance by its number, and after them the pool from which instances pull. */
    public int queueCount() {
        return state.waiting.length;
    }

    /** Requests that wait in a queue. */
    public int waitingCount(int queue) {
        return state.waiting[queue].size();
    }

    /** Requests that wait in the pool from which instances pull; 0 where they are sent to instances. */
    public int pooledCount() {
        return state.waiting[state.pool].size();
    }

    /** The request at a position of the pool, in the policy's order of arrival keys. */
    public int pooled(int position) {
        return state.waiting[state.pool].get(position);
    }

    /** Requests that wait in all queues. */
    public int waitingCount() {
        int sum = 0;
        for (int queue = 0; queue < queueCount(); queue++) {
            sum += waitingCount(queue);
        }
        return sum;
    }

    /** The waiting request at a position of a queue; position 0 is next in the policy's order. */
    public int waiting(int queue, int position) {
        return state.waiting[queue].get(position);
    }

    /** The policy's sort key of a request that waits; smaller goes first, and among equals the one that arrived first. */
    public long orderKey(int r) {
        return state.orderKey(r);
    }

    /** Requests that hold memory at an instance. */
    public int residentCount(int instance) {
        return state.residents[instance].size();
    }

    /** The resident at a position, in order of admission. */
    public int resident(int instance, int position) {
        return state.residents[instance].get(position);
    }

    /** Requests in an instance's host memory. */
    public int swappedCount(int instance) {
        return state.swapped[instance].size();
    }

    /** The request at a position of an instance's host memory, in the policy's order. */
    public int swapped(int instance, int position) {
        return state.swapped[instance].get(position);
    }

    /** Where a request is. */
    public Phase phase(int request) {
        switch (state.phase[request]) {
            case LaneState.WAITING:
                return Phase.WAITING;
            case LaneState.PREFILL:
                return Phase.PREFILL;
            case LaneState.DECODE:
                return Phase.DECODE;
            case LaneState.SWAPPED:
                return Phase.SWAPPED;
            case LaneState.TRANSFER:
                return Phase.TRANSFER;
            default:
                if (log.outcomes().isCompleted(request) && log.outcomes().completedTick(request) <= tick) {
                    return Phase.COMPLETED;
                }
                return trace.arrivalTick(request) <= tick && log.outcomes().instance(request) < 0
                        ? Phase.REFUSED
                        : Phase.FUTURE;
        }
    }

    /** Output tokens that a request has been given so far. */
    public int generatedTokens(int request) {
        switch (state.phase[request]) {
            case LaneState.DECODE:
                int stepped = state.generatedTokens[request]
                        + decodeSteps[state.at[request]]
                        - state.joinedAtDecodeStep[request];
                // A member of a batch that ends with its longest may have been done for some steps.
                return Math.min(stepped, trace.outputTokens(request));
            case LaneState.WAITING, LaneState.PREFILL, LaneState.SWAPPED, LaneState.TRANSFER:
                // What a preempted request has generated survives; a fresh one has none.
                return log.outcomes().firstTokenTick(request) != RequestOutcomes.NEVER
                                && log.outcomes().firstTokenTick(request) <= tick
                        ? state.generatedTokens[request]
                        : 0;
            default:
                return phase(request) == Phase.COMPLETED ? trace.outputTokens(request) : 0;
        }
    }

    /** Tokens of a prefilling request that were computed, or found in the prefix cache, before the present step; else 0. */
    public int computedTokens(int request) {
        return state.phase[request] == LaneState.PREFILL ? state.computedTokens[request] : 0;
    }

    /** Tokens of a prefilling request that the present step computes; 0 for others. */
    public int chunkTokens(int request) {
        return state.phase[request] == LaneState.PREFILL ? state.chunkTokens[request] : 0;
    }

    /** Tokens that a prefilling request must compute before it can go on: its prompt and what it had generated. */
    public int prefillTarget(int request) {
        return trace.promptTokens(request) + generatedTokens(request);
    }

    /** KV blocks that a resident holds, 0 for others; those that it shares included, see {@link #sharedBlocks}. */
    public int heldBlocks(int request) {
        return memory.heldBlocks(request);
    }

    /** The instance that a request belongs to at the moment: where it waits, runs or goes to; -1 where it has none. */
    public int instance(int request) {
        return switch (phase(request)) {
            case FUTURE, REFUSED -> -1;
            case COMPLETED -> log.outcomes().instance(request);
            default -> state.at[request] == state.pool ? -1 : state.at[request];
        };
    }

    /** Requests that have left an instance for another and whose KV blocks are still there. */
    public int departedCount(int instance) {
        return state.departed[instance].size();
    }

    /** The departed request at a position, in order of departure. */
    public int departed(int instance, int position) {
        return state.departed[instance].get(position);
    }

    /** KV blocks that a departed request has left behind; those that it shares included. */
    public int keptBlocks(int departed) {
        return state.keptBlocks[departed];
    }

    /** Requests for which an instance has set KV blocks aside, since they are under way or about to migrate there. */
    public int incomingCount(int instance) {
        return state.incoming[instance].size();
    }

    /** The incoming request at a position. */
    public int incoming(int instance, int position) {
        return state.incoming[instance].get(position);
    }

    /** KV blocks that are set aside for an incoming request. */
    public int incomingBlocks(int incoming) {
        return state.incomingBlocks[incoming];
    }

    /**
     * KV blocks that are taken at an instance: those of its residents, of departed and of incoming requests; shared ones
     * count once.
     */
    public int usedBlocks(int instance) {
        return memory.usedBlocks(instance);
    }

    /**
     * The KV blocks of a resident that hold the beginning of its prompt and lie in the prefix cache, where others may share
     * them; 0 for others.
     */
    public int sharedBlocks(int request) {
        return memory.sharedBlocks(request);
    }

    /** KV blocks of an instance's residents and departed requests that lie in the prefix cache, each counted once. */
    public int sharedBlocksOf(int instance) {
        return memory.sharedBlocksOf(instance);
    }

    /** KV blocks that a request holds in host memory, 0 for others. */
    public int hostBlocksOf(int request) {
        return memory.hostBlocksOf(request);
    }

    /** KV blocks in an instance's host memory. */
    public int hostBlocks(int instance) {
        return memory.hostBlocks(instance);
    }

    /** What the policy foresees of the memory; nothing for one that does not look ahead. */
    public CursorForecast forecast() {
        return forecast;
    }

    /** Whether an instance's model is loaded, so that it can start steps; always where it shares its GPUs with no other. */
    public boolean isLoaded(int instance) {
        return state.turn[instance] == LaneState.LOADED;
    }

    /** Whether its model is being loaded. */
    public boolean isLoading(int instance) {
        return state.turn[instance] == LaneState.LOADING;
    }

    /** Whether it has its GPUs: its model is loaded or being loaded. Of the instances that share GPUs one always has them. */
    public boolean hasGpus(int instance) {
        return isLoaded(instance) || isLoading(instance);
    }

    /** The share of the loading of its model that is done, 0 to 1; 1 if it is loaded, 0 if it is not being loaded. */
    public double loadedShare(int instance) {
        if (!isLoading(instance)) {
            return isLoaded(instance) ? 1 : 0;
        }
        int event = state.turnEvent[instance];
        long ticks = log.events().loadTicks(event);
        return ticks == 0 ? 1 : Math.min(1, (double) (tick - log.events().tick(event)) / ticks);
    }

    /** When an instance's model that is being loaded will be, in ticks; 0 for any other instance. */
    public long readyTick(int instance) {
        if (!isLoading(instance)) {
            return 0;
        }
        int event = state.turnEvent[instance];
        return log.events().tick(event) + log.events().loadTicks(event);
    }

    /** Why the head of an instance's queue is waiting. */
    public BlockReason blockReason(int instance) {
        return state.reason(instance);
    }

    /** The head of the queue that {@link #blockReason(int)} speaks of, -1 for none. */
    public int blockedHead(int instance) {
        return state.blockedHead[instance];
    }

    /** What the blocked head needs, in the reason's unit. */
    public int blockNeeded(int instance) {
        return state.blockNeeded[instance];
    }

    /** What there was when the head was blocked, in the reason's unit. */
    public int blockAvailable(int instance) {
        return state.blockAvailable[instance];
    }
}
