package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.BlockReason;
import org.jspecify.annotations.Nullable;

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
    private final Keyframes keyframes;
    private final LaneState state;
    private final int[] segment;
    private final int[] decodeSteps;
    private long tick;

    /** The trace's prefixes, null unless some instance caches them. */
    private final @Nullable PrefixBlocks prefixes;
    /** For each node of them the last sum that counted it. */
    private final int[] countedBy;

    private int sums;

    RunCursor(RunLog log) {
        this.log = log;
        trace = log.trace();
        keyframes = log.keyframes();
        state = new LaneState(log);
        prefixes = log.instances().stream().anyMatch(InstanceInfo::prefixCache) ? trace.prefixBlocks() : null;
        countedBy = new int[prefixes == null ? 0 : prefixes.nodeCount()];
        segment = new int[log.instances().size()];
        decodeSteps = new int[segment.length];
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
        if (target < state.nextEvent || target - state.nextEvent > Keyframes.MIN_SPACING) {
            int[] frame = keyframes.before(target);
            if (target < state.nextEvent || frame[0] > state.nextEvent) {
                state.restore(frame);
            }
        }
        while (state.nextEvent < target) {
            state.applyNext();
        }
        tick = toTick;
        for (int i = 0; i < segment.length; i++) {
            SegmentTrack track = log.segments(i);
            int s = track.segmentAt(tick, segment[i]);
            segment[i] = s;
            decodeSteps[i] = s < 0
                    ? 0
                    : track.decodeStepsBefore(s) + (track.decodeSequences(s) > 0 ? track.stepsEndedBy(s, tick) : 0);
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

    /** Requests that wait at an instance. */
    public int waitingCount(int instance) {
        return state.waiting[instance].size();
    }

    /** Requests that wait at all instances. */
    public int waitingCount() {
        int sum = 0;
        for (int i = 0; i < segment.length; i++) {
            sum += waitingCount(i);
        }
        return sum;
    }

    /** The waiting request at a position of an instance's queue; position 0 is next in the policy's order. */
    public int waiting(int instance, int position) {
        return state.waiting[instance].get(position);
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

    /** Tokens of a prefilling request that were computed, or found in the prefix cache, before the present step. */
    public int computedTokens(int request) {
        return state.computedTokens[request];
    }

    /** Tokens of a prefilling request that the present step computes. */
    public int chunkTokens(int request) {
        return state.chunkTokens[request];
    }

    /** Tokens that a prefilling request must compute before it can go on: its prompt and what it had generated. */
    public int prefillTarget(int request) {
        return trace.promptTokens(request) + generatedTokens(request);
    }

    /** KV blocks that a resident holds, 0 for others; those that it shares included, see {@link #sharedBlocks}. */
    public int heldBlocks(int request) {
        int instance = state.at[request];
        int slots;
        if (state.phase[request] == LaneState.DECODE) {
            // A resident is always in a step. One that leaves the decoding out has no room yet for their newest token,
            // and whoever has its last token and is padded needs none for it.
            int generated = generatedTokens(request);
            int withRoom =
                    decodesHeld(instance) || generated == trace.outputTokens(request) ? generated - 1 : generated;
            slots = trace.promptTokens(request) + withRoom + log.info().outputSlotsAhead();
        } else if (state.phase[request] == LaneState.PREFILL) {
            int computed = state.computedTokens[request] + state.chunkTokens[request];
            slots = computed + (computed == prefillTarget(request) ? log.info().outputSlotsAhead() : 0);
        } else {
            return 0;
        }
        int blockTokens = log.instances().get(instance).blockTokens();
        return Math.max(state.reservedBlocks[request], Math.ceilDiv(slots, blockTokens));
    }

    private boolean isResident(int request) {
        return state.phase[request] == LaneState.PREFILL || state.phase[request] == LaneState.DECODE;
    }

    private boolean decodesHeld(int instance) {
        return segment[instance] >= 0 && log.segments(instance).decodeSequences(segment[instance]) == 0;
    }

    /** The instance that a request belongs to at the moment: where it waits, runs or goes to; -1 where it has none yet. */
    public int instance(int request) {
        return switch (phase(request)) {
            case FUTURE, REFUSED -> -1;
            case COMPLETED -> log.outcomes().instance(request);
            default -> state.at[request];
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

    /** The leading nodes of its prefix that a departed request keeps sharing at an instance. */
    private int keptNodes(int instance, int departed) {
        return prefixes == null
                        || state.keptUnshared[departed]
                        || !log.instances().get(instance).prefixCache()
                ? 0
                : Math.min(prefixes.count(departed), trace.promptTokens(departed) / prefixes.blockTokens());
    }

    /**
     * KV blocks that are taken at an instance: those of its residents, of departed and of incoming requests; shared ones
     * count once.
     */
    public int usedBlocks(int instance) {
        int sum = sharedBlocksOf(instance);
        for (int k = 0; k < departedCount(instance); k++) {
            int r = departed(instance, k);
            sum += keptBlocks(r) - keptNodes(instance, r) * blocksPerNode(instance);
        }
        for (int k = 0; k < incomingCount(instance); k++) {
            sum += incomingBlocks(incoming(instance, k));
        }
        IntList residents = state.residents[instance];
        for (int k = 0; k < residents.size(); k++) {
            sum += heldBlocks(residents.get(k)) - sharedBlocks(residents.get(k));
        }
        return sum;
    }

    /**
     * The KV blocks of a resident that hold the beginning of its prompt and lie in the prefix cache, where others may share
     * them; 0 for others.
     */
    public int sharedBlocks(int request) {
        int nodes = sharedNodes(request);
        return nodes == 0 ? 0 : nodes * blocksPerNode(state.at[request]);
    }

    private int blocksPerNode(int instance) {
        return prefixes == null
                ? 0
                : prefixes.blockTokens() / log.instances().get(instance).blockTokens();
    }

    /** How many nodes of its prefix a resident holds: those that were complete before the present step. */
    private int sharedNodes(int request) {
        if (prefixes == null || !isResident(request) || state.unshared[request]) {
            return 0;
        }
        int instance = state.at[request];
        if (!log.instances().get(instance).prefixCache()) {
            return 0;
        }
        int tokens = trace.promptTokens(request);
        if (state.phase[request] == LaneState.PREFILL) {
            int s = segment[instance];
            boolean chunkDone =
                    s >= 0 && log.segments(instance).startTick(s) > log.events().tick(state.chunkEvent[request]);
            tokens = state.computedTokens[request] + (chunkDone ? state.chunkTokens[request] : 0);
        }
        return Math.min(prefixes.count(request), tokens / prefixes.blockTokens());
    }

    /** KV blocks of an instance's residents and departed requests that lie in the prefix cache, each counted once. */
    public int sharedBlocksOf(int instance) {
        if (prefixes == null) {
            return 0;
        }
        int nodes = 0;
        sums++;
        IntList residents = state.residents[instance];
        for (int k = 0; k < residents.size(); k++) {
            nodes += countNew(residents.get(k), sharedNodes(residents.get(k)), prefixes);
        }
        for (int k = 0; k < departedCount(instance); k++) {
            nodes += countNew(departed(instance, k), keptNodes(instance, departed(instance, k)), prefixes);
        }
        return nodes * blocksPerNode(instance);
    }

    /** How many of a request's leading nodes the present sum has not counted yet. */
    private int countNew(int r, int shared, PrefixBlocks of) {
        int nodes = 0;
        for (int i = shared - 1; i >= 0 && countedBy[of.node(r, i)] != sums; i--) {
            countedBy[of.node(r, i)] = sums;
            nodes++;
        }
        return nodes;
    }

    /** KV blocks that a request holds in host memory, 0 for others. */
    public int hostBlocksOf(int request) {
        if (state.phase[request] != LaneState.SWAPPED) {
            return 0;
        }
        int slots = trace.promptTokens(request)
                + generatedTokens(request)
                + log.info().outputSlotsAhead()
                - 1;
        return Math.ceilDiv(slots, log.instances().get(state.at[request]).blockTokens());
    }

    /** KV blocks in an instance's host memory. */
    public int hostBlocks(int instance) {
        int sum = 0;
        IntList swapped = state.swapped[instance];
        for (int k = 0; k < swapped.size(); k++) {
            sum += hostBlocksOf(swapped.get(k));
        }
        return sum;
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
