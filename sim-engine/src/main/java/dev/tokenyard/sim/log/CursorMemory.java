package dev.tokenyard.sim.log;

import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How many KV blocks requests and instances hold at the moment of a {@link RunCursor}. The log does not say; it follows from
 * the tokens that a request has and from the steps that have begun.
 */
final class CursorMemory {
    private final RunLog log;
    private final Trace trace;
    private final LaneState state;
    private final SegmentCursor[] steps;
    private final IntUnaryOperator generatedTokens;
    private final int outputSlotsAhead;

    /** The trace's prefixes, null unless some instance caches them. */
    private final @Nullable PrefixBlocks prefixes;
    /** For each node of them the last sum that counted it. */
    private final int[] countedBy;

    private int sums;

    /**
     * The memory of a cursor, which moves the state and the steps.
     *
     * @param generatedTokens the output tokens that a request has been given so far
     */
    CursorMemory(RunLog log, LaneState state, SegmentCursor[] steps, IntUnaryOperator generatedTokens) {
        this.log = log;
        trace = log.trace();
        this.state = state;
        this.steps = steps;
        this.generatedTokens = generatedTokens;
        outputSlotsAhead = log.info().outputSlotsAhead();
        prefixes = log.instances().stream().anyMatch(InstanceInfo::prefixCache) ? trace.prefixBlocks() : null;
        countedBy = new int[prefixes == null ? 0 : prefixes.nodeCount()];
    }

    /** Blocks that a resident holds, shared ones included; 0 for others. */
    int heldBlocks(int request) {
        int slots;
        if (state.phase[request] == LaneState.DECODE) {
            slots = trace.promptTokens(request) + tokensWithRoom(request) + outputSlotsAhead;
        } else if (state.phase[request] == LaneState.PREFILL) {
            int computed = state.computedTokens[request] + state.chunkTokens[request];
            int target = trace.promptTokens(request) + generatedTokens.applyAsInt(request);
            slots = computed + (computed == target ? outputSlotsAhead : 0);
        } else {
            return 0;
        }
        return Math.max(state.reservedBlocks[request], Math.ceilDiv(slots, blockTokensOf(request)));
    }

    /** Output tokens of a decoding request for which it has room. */
    private int tokensWithRoom(int request) {
        // A resident is always in a step. One that leaves the decoding out has no room yet for their newest token,
        // and whoever has its last token and is padded needs none for it.
        int generated = generatedTokens.applyAsInt(request);
        boolean newestWaits = steps[state.at[request]].decodesHeld() || generated == trace.outputTokens(request);
        return newestWaits ? generated - 1 : generated;
    }

    /** Blocks that are taken at an instance by residents, departed and incoming requests; shared ones count once. */
    int usedBlocks(int instance) {
        int sum = sharedBlocksOf(instance);
        IntList departed = state.departed[instance];
        for (int k = 0; k < departed.size(); k++) {
            int r = departed.get(k);
            sum += state.keptBlocks[r] - nodesOfDeparted(instance, r) * blocksPerNode(instance);
        }
        IntList incoming = state.incoming[instance];
        for (int k = 0; k < incoming.size(); k++) {
            sum += state.incomingBlocks[incoming.get(k)];
        }
        IntList residents = state.residents[instance];
        for (int k = 0; k < residents.size(); k++) {
            sum += heldBlocks(residents.get(k)) - sharedBlocks(residents.get(k));
        }
        return sum;
    }

    /** Blocks of a resident that lie in the prefix cache, 0 for others. */
    int sharedBlocks(int request) {
        int nodes = nodesOfResident(request);
        return nodes == 0 ? 0 : nodes * blocksPerNode(state.at[request]);
    }

    /** Blocks of an instance's residents and departed requests that lie in the prefix cache, each counted once. */
    int sharedBlocksOf(int instance) {
        if (prefixes == null) {
            return 0;
        }
        int nodes = 0;
        sums++;
        IntList residents = state.residents[instance];
        for (int k = 0; k < residents.size(); k++) {
            nodes += countNew(residents.get(k), nodesOfResident(residents.get(k)), prefixes);
        }
        IntList departed = state.departed[instance];
        for (int k = 0; k < departed.size(); k++) {
            nodes += countNew(departed.get(k), nodesOfDeparted(instance, departed.get(k)), prefixes);
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

    /** How many nodes of its prefix a resident holds: those that were complete before the present step. */
    private int nodesOfResident(int request) {
        byte phase = state.phase[request];
        boolean resident = phase == LaneState.PREFILL || phase == LaneState.DECODE;
        if (prefixes == null || !resident || state.unshared[request]) {
            return 0;
        }
        int tokens = trace.promptTokens(request);
        if (phase == LaneState.PREFILL) {
            boolean chunkDone =
                    steps[state.at[request]].segmentStartTick() > log.events().tick(state.chunkEvent[request]);
            tokens = state.computedTokens[request] + (chunkDone ? state.chunkTokens[request] : 0);
        }
        return nodesIn(tokens, request, state.at[request]);
    }

    /** The leading nodes of its prefix that a departed request keeps sharing at an instance. */
    private int nodesOfDeparted(int instance, int departed) {
        return state.keptUnshared[departed] ? 0 : nodesIn(trace.promptTokens(departed), departed, instance);
    }

    /** The nodes of a request's prefix that so many tokens complete, 0 at an instance without a prefix cache. */
    private int nodesIn(int tokens, int request, int instance) {
        return prefixes == null || !log.instances().get(instance).prefixCache()
                ? 0
                : Math.min(prefixes.count(request), tokens / prefixes.blockTokens());
    }

    private int blocksPerNode(int instance) {
        return prefixes == null
                ? 0
                : prefixes.blockTokens() / log.instances().get(instance).blockTokens();
    }

    /** Blocks that a request holds in host memory, 0 for others. */
    int hostBlocksOf(int request) {
        if (state.phase[request] != LaneState.SWAPPED) {
            return 0;
        }
        int slots = trace.promptTokens(request) + generatedTokens.applyAsInt(request) + outputSlotsAhead - 1;
        return Math.ceilDiv(slots, blockTokensOf(request));
    }

    /** Blocks in an instance's host memory. */
    int hostBlocks(int instance) {
        int sum = 0;
        IntList swapped = state.swapped[instance];
        for (int k = 0; k < swapped.size(); k++) {
            sum += hostBlocksOf(swapped.get(k));
        }
        return sum;
    }

    private int blockTokensOf(int request) {
        return log.instances().get(state.at[request]).blockTokens();
    }
}
