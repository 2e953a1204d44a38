package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.StepSums;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One serving instance: its queue, its residents, its memory and the steps under way. It changes only through the
 * simulator and the plan checker; policies see it as an {@link InstanceView}.
 */
final class Instance implements InstanceView {
    private final RequestTable requests;
    private final InstanceInfo info;
    private final int index;
    private final int outputSlotsAhead;

    final StepTimeModel stepTime;
    final KvLedger memory;
    /** Its host memory, null without any. */
    final @Nullable HostLedger host;

    /** Its prefix cache, null without one or with a trace that does not tell prefixes. */
    final @Nullable PrefixCache prefixCache;

    private final HostLink hostLink;
    final KvLink kvLink;
    private final boolean receives;
    final WaitingQueue queue;
    private final FinishCalendar finishing;

    private int[] prefilling = new int[8];
    private int prefillingCount;
    private int newest = NONE;
    private int residentCount;
    /** Requests whose KV blocks are under way here; each has a seat. */
    int incomingCount;
    /** Requests that have left for other instances and whose KV blocks are still here. */
    int keptCount;

    private int decodingCount;
    /** Context tokens of the decoding residents in the next step. */
    private long contextTokens;
    /** KV blocks that a request needs for its prompt and the first output token. */
    int promptBlocks(int r) {
        long slots = (long) requests.promptTokens(r) + outputSlotsAhead;
        return slots > Integer.MAX_VALUE ? Integer.MAX_VALUE : memory.blocksFor((int) slots);
    }

    /** Prompt and generated tokens of the requests here that do not decode: waiting and prefilling ones. */
    long undecodedTokens;

    private long steps;
    /** Steps in which the residents decoded; each decoding resident gains one token in each. */
    private int decodeSteps;

    /** Whether the decoding residents sit out the next step. */
    private boolean decodesHeld;
    /** Whether the next step may process any number of tokens. */
    private boolean budgetLifted;
    /** Whether residents that have generated their last token stay until all have. */
    private boolean completesTogether;
    /** While they do: the decode steps at which the last of them will have. */
    private int lastFinishStep;

    private long nowTick;

    /** Requests routed here and not finished. */
    int outstanding;

    // The chunks of the next step, in the order in which the plan made them.
    int[] chunkRequest = new int[8];
    int[] chunkTokens = new int[8];
    int chunkCount;
    int chunkTokenSum;

    // The steps under way.
    boolean running;
    /** When the next thing happens here: the end of the steps under way, or the start of the next one. */
    long nextTick = Ticks.NEVER;

    private long epochStartTick;
    private int epochSteps;
    private long epochFirstStepTicks;
    private long epochStepGrowthTicks;
    /** Whether they are beyond the domain of the step-time model. */
    private boolean epochOutsideDomain;

    // What the last consultation left behind.
    boolean consultNext;
    boolean ignoreArrivals;
    int reconsiderSteps = Integer.MAX_VALUE;
    /** Fewest free blocks that a step may leave without a new consultation. */
    int consultBelowBlocks;
    /** With no resident: when to consult the policy again if nothing arrives before, 0 if it did not say. */
    long sleepUntilTick;

    int blockReason;
    int blockedHead = NONE;
    int blockNeeded;
    int blockAvailable;

    Instance(int index, InstanceSetup setup, RequestTable requests, int outputSlotsAhead) {
        this.index = index;
        this.requests = requests;
        this.info = setup.info();
        this.outputSlotsAhead = outputSlotsAhead;
        stepTime = setup.stepTime();
        hostLink = setup.hostLink();
        kvLink = setup.kvLink();
        receives = info.role() == InstanceRole.DECODE;
        host = info.hostBlocks() > 0 ? new HostLedger(info.hostBlocks(), requests.orderKey) : null;
        memory = new KvLedger(info.kvBlocks(), info.blockTokens());
        PrefixBlocks prefixes = info.prefixCache() ? requests.prefixBlocks() : null;
        prefixCache = prefixes == null ? null : new PrefixCache(prefixes, requests, memory);
        queue = new WaitingQueue(
                requests.orderKey, requests.queued, new Buckets(requests.nextInBucket, requests.previousInBucket));
        finishing = new FinishCalendar(
                requests.finishStep,
                requests.finishesFar,
                new Buckets(requests.nextInBucket, requests.previousInBucket));
    }

    /** KV blocks that a request needs at its peak. */
    int peakBlocks(int r) {
        long slots = (long) requests.promptTokens(r) + requests.outputTokens(r) - 1 + outputSlotsAhead;
        return slots > Integer.MAX_VALUE ? Integer.MAX_VALUE : memory.blocksFor((int) slots);
    }

    /** Prompt and generated tokens of the requests here that are not finished, as of {@code tick}. */
    long outstandingTokens(long tick) {
        long tokens = contextTokens + undecodedTokens;
        if (running) {
            tokens += (long) activeDecoding()
                    * StepSums.stepsWithin(
                            epochFirstStepTicks, epochStepGrowthTicks, epochSteps, tick - epochStartTick);
        }
        return tokens;
    }

    // Life cycle of residents.

    /**
     * A request becomes resident.
     *
     * @param heldBlocks KV blocks that it takes at once
     * @param toItsEnd whether it holds exactly those to its end; otherwise it takes more as it needs them
     */
    void beginPrefill(int r, int heldBlocks, boolean toItsEnd) {
        requests.state[r] = RequestTable.PREFILLING;
        requests.computed[r] = cachedTokens(r);
        int cachedBlocks = prefixCache == null ? 0 : prefixCache.cachedBlocks(r);
        requests.heldBlocks[r] = Math.max(heldBlocks, cachedBlocks);
        requests.reservedBlocks[r] = toItsEnd ? heldBlocks : 0;
        memory.take(requests.heldBlocks[r] - cachedBlocks);
        if (prefixCache != null) {
            prefixCache.acquire(r);
        }
        if (prefillingCount == prefilling.length) {
            prefilling = Arrays.copyOf(prefilling, prefillingCount * 2);
        }
        prefilling[prefillingCount++] = r;
        addResident(r);
    }

    private void addResident(int r) {
        requests.older[r] = newest;
        requests.newer[r] = NONE;
        if (newest != NONE) {
            requests.newer[newest] = r;
        }
        newest = r;
        residentCount++;
    }

    /**
     * Plans a chunk.
     *
     * @param blocks KV blocks that it takes: {@link #blocksToPrefill}
     */
    void addChunk(int r, int tokens, int blocks) {
        memory.take(blocks);
        requests.heldBlocks[r] += blocks;
        evictCached();
        if (chunkCount == chunkRequest.length) {
            chunkRequest = Arrays.copyOf(chunkRequest, chunkCount * 2);
            chunkTokens = Arrays.copyOf(chunkTokens, chunkCount * 2);
        }
        chunkRequest[chunkCount] = r;
        chunkTokens[chunkCount++] = tokens;
        chunkTokenSum += tokens;
    }

    /** The chunk that the present plan gives a request, 0 if none. */
    int plannedChunk(int r) {
        for (int i = 0; i < chunkCount; i++) {
            if (chunkRequest[i] == r) {
                return chunkTokens[i];
            }
        }
        return 0;
    }

    /** A prefill has ended and the request decodes from the next step on. */
    void beginDecode(int r) {
        removePrefilling(r);
        startDecoding(r);
    }

    private void startDecoding(int r) {
        requests.state[r] = RequestTable.DECODING;
        int remaining = requests.outputTokens(r) - requests.generated[r];
        if (remaining > Integer.MAX_VALUE - decodeSteps) {
            throw tooLong();
        }
        requests.finishStep[r] = decodeSteps + remaining;
        finishing.add(r);
        lastFinishStep = Math.max(lastFinishStep, requests.finishStep[r]);
        int context = requests.promptTokens(r) + requests.generated[r];
        if (requests.reservedBlocks[r] == 0) {
            memory.startDecoding(context + outputSlotsAhead, decodeSteps);
        }
        contextTokens += context;
        undecodedTokens -= context;
        decodingCount++;
    }

    /** A decoding resident is evicted. */
    void stopDecode(int r) {
        finishing.remove(r);
        endDecode(r);
    }

    /** A decoding resident leaves, polled as finished or evicted; its generated tokens are written down. */
    void endDecode(int r) {
        int steppedTokens = requests.steppedTokens(r);
        requests.generated[r] = requests.generatedTokens(r);
        requests.state[r] = RequestTable.NOWHERE;
        int context = requests.promptTokens(r) + steppedTokens;
        if (prefixCache != null) {
            prefixCache.release(r);
        }
        if (requests.reservedBlocks[r] == 0) {
            memory.stopDecoding(context + outputSlotsAhead, decodeSteps);
        } else {
            memory.take(-requests.reservedBlocks[r]);
        }
        contextTokens -= context;
        undecodedTokens += requests.promptTokens(r) + requests.generated[r];
        decodingCount--;
        removeResident(r);
    }

    /** A decoding resident goes to host memory; says how many blocks it takes there. */
    int swapOut(int r, HostLedger to) {
        int blocks = blocksToSwapOut(r);
        stopDecode(r);
        requests.state[r] = RequestTable.SWAPPED;
        to.put(r, blocks);
        return blocks;
    }

    /** A swapped request comes back and decodes from the next step on; says how many blocks it brings. */
    int swapIn(int r, HostLedger from) {
        int blocks = blocksToSwapOut(r);
        from.take(r, blocks);
        memory.take(blocks);
        addResident(r);
        startDecoding(r);
        evictCached();
        return blocks;
    }

    /** A prefilling resident leaves, finished with its only token or evicted. */
    void endPrefill(int r) {
        removePrefilling(r);
        requests.state[r] = RequestTable.NOWHERE;
        if (prefixCache != null) {
            prefixCache.release(r);
        }
        memory.take(-requests.heldBlocks[r]);
        requests.heldBlocks[r] = 0;
        removeResident(r);
    }

    /** A resident whose prefill has ended leaves the batch and keeps its KV blocks; says how many. */
    int detachPrefill(int r) {
        removePrefilling(r);
        removeResident(r);
        requests.state[r] = RequestTable.HANDED_OVER;
        int kept = requests.heldBlocks[r];
        requests.heldBlocks[r] = 0;
        requests.reservedBlocks[r] = 0;
        keptCount++;
        return kept;
    }

    /** A decoding resident leaves the batch and keeps its KV blocks, those that it shares forgotten; says how many. */
    int detachDecode(int r) {
        int kept = blocksToSwapOut(r);
        stopDecode(r);
        memory.take(kept);
        requests.state[r] = RequestTable.UNDER_WAY;
        keptCount++;
        return kept;
    }

    /** Leading nodes of its prefix that a request shares, which it forgets. */
    int takeSharedNodes(int r) {
        if (prefixCache == null) {
            return 0;
        }
        int nodes = requests.sharedNodes[r];
        requests.sharedNodes[r] = 0;
        return nodes;
    }

    /** The KV blocks of a request that has left are freed, but for what it shares with others. */
    void releaseKept(int r, int blocks, int nodes) {
        if (prefixCache != null) {
            prefixCache.release(r, nodes);
        }
        memory.take(-blocks);
        keptCount--;
    }

    /** Sets a seat and KV blocks aside for a request that is to come, or more blocks for one that has a seat. */
    void reserve(int blocks, boolean withSeat) {
        memory.take(blocks);
        incomingCount += withSeat ? 1 : 0;
        evictCached();
    }

    /** Gives back what was set aside for a request that does not come. */
    void unreserve(int blocks) {
        memory.take(-blocks);
        incomingCount--;
    }

    /** A request whose KV blocks have come decodes from the next step on, in what was set aside for it. */
    void join(int r, int reserved) {
        // A migration sets aside one slot more than its request may have come to need.
        memory.take(blocksToSwapOut(r) - reserved);
        incomingCount--;
        addResident(r);
        startDecoding(r);
    }

    private void removePrefilling(int r) {
        int at = 0;
        while (prefilling[at] != r) {
            at++;
        }
        prefillingCount--;
        System.arraycopy(prefilling, at + 1, prefilling, at, prefillingCount - at);
    }

    private void removeResident(int r) {
        int before = requests.older[r];
        int after = requests.newer[r];
        if (before != NONE) {
            requests.newer[before] = after;
        }
        if (after != NONE) {
            requests.older[after] = before;
        } else {
            newest = before;
        }
        residentCount--;
    }

    /** Takes the next resident out whose last token has been generated by now and who may leave, or returns NONE. */
    int pollFinished() {
        return nextFinishStep() > decodeSteps ? NONE : finishing.poll(decodeSteps);
    }

    /** The decode steps at which the next resident may leave. */
    private int nextFinishStep() {
        if (!completesTogether) {
            return finishing.firstStep();
        }
        return prefillingCount > 0 ? Integer.MAX_VALUE : lastFinishStep;
    }

    // Steps.

    /** Starts the next step, or as many as go on unchanged up to {@code limit}. */
    void startSteps(int limit) {
        long pairs = 0;
        for (int i = 0; i < chunkCount; i++) {
            long c = chunkTokens[i];
            pairs += c * requests.computed[chunkRequest[i]] + c * (c + 1) / 2;
        }
        int decoding = activeDecoding();
        long context = decoding == 0 ? 0 : contextTokens;
        int steps = 1;
        int blocksMoved = blocksMoved();
        if (chunkCount == 0 && blocksMoved == 0) {
            int untilFinish = nextFinishStep() - decodeSteps;
            int keepFree = Math.max(consultBelowBlocks, blocksThatMatter());
            steps = freeBlocks() < keepFree
                    ? 1
                    : memory.stepsUntilShortage(decodeSteps, Math.min(limit, untilFinish), keepFree);
            long affineUntil = stepTime.affineUntil(decoding, context);
            if (affineUntil != Long.MAX_VALUE) {
                steps = (int) Math.min(steps, 1 + (affineUntil - context) / decoding);
            }
        }
        epochSteps = steps;
        epochStartTick = nowTick;
        try {
            epochStepGrowthTicks =
                    chunkCount > 0 ? 0 : Math.multiplyExact(stepTime.contextTokenTicks(decoding, context), decoding);
            epochFirstStepTicks = stepTime.stepTicks(decoding, context, chunkTokenSum, pairs, chunkCount);
            if (blocksMoved > 0) {
                epochFirstStepTicks = Math.addExact(epochFirstStepTicks, hostLink.transferTicks(blocksMoved));
            }
            nextTick = Math.addExact(epochStartTick, StepSums.ticks(epochFirstStepTicks, epochStepGrowthTicks, steps));
        } catch (ArithmeticException beyondTheClock) {
            throw tooLong();
        }
        epochOutsideDomain = stepTime.outsideDomain(decoding, context, chunkTokenSum, pairs);
        running = true;
    }

    /**
     * Cached KV blocks that nobody holds and that the head of the queue would share: giving one of them up may change what
     * the policy decides, so the steps under way end before that.
     */
    private int blocksThatMatter() {
        if (prefixCache == null) {
            return 0;
        }
        int head = waitingHead();
        return head != NONE && prefixCache.cachedBlocks(head) > prefixCache.cachedHeldBlocks(head)
                ? prefixCache.idleBlocks()
                : 0;
    }

    /** Gives cached blocks up as far as the next step needs their room; says whether any had to go. */
    boolean evictCached() {
        return prefixCache != null && prefixCache.evictTo(Math.max(0, freeBlocks()));
    }

    /** Prompt tokens of a request that waits which the prefix cache has. */
    int cachedTokens(int r) {
        return prefixCache == null ? 0 : prefixCache.cachedTokens(r);
    }

    /** KV blocks among those of {@link #cachedTokens} that residents hold: sharing them takes no free ones. */
    int cachedHeldBlocks(int r) {
        return prefixCache == null ? 0 : prefixCache.cachedHeldBlocks(r);
    }

    RunTooLongException tooLong() {
        return new RunTooLongException(info.name(), nowTick, residentCount, queue.size());
    }

    /** Ends the steps under way at the first step that ends at or after {@code tick}. */
    void cutSteps(long tick) {
        epochSteps = Math.max(
                1, StepSums.stepsToReach(epochFirstStepTicks, epochStepGrowthTicks, epochSteps, tick - epochStartTick));
        nextTick = epochStartTick + StepSums.ticks(epochFirstStepTicks, epochStepGrowthTicks, epochSteps);
    }

    /** The next moment from {@code tick} on at which no step is under way, nothing having been planned beyond it. */
    long boundary(long tick) {
        if (!running) {
            return tick;
        }
        cutSteps(tick);
        return nextTick;
    }

    /** Has the policy consulted at the next start of a step, at {@code tick} if nothing is under way. */
    void wake(long tick) {
        consultNext = true;
        if (!running && (nextTick == Ticks.NEVER || sleepUntilTick > 0) && presentCount() > 0) {
            nextTick = tick;
        }
    }

    /** Stays without a step until something comes, goes or arrives. */
    void rest() {
        nextTick = Ticks.NEVER;
        consultNext = true;
    }

    /** Steps under way in which the residents decode that have ended by {@code tick}. */
    private int decodeStepsEnded(long tick) {
        return !running || decodesHeld
                ? 0
                : StepSums.stepsWithin(epochFirstStepTicks, epochStepGrowthTicks, epochSteps, tick - epochStartTick);
    }

    /** Output tokens of a decoding resident as of {@code tick}. */
    int generatedBy(int r, long tick) {
        return Math.min(requests.outputTokens(r), requests.generatedTokens(r) + decodeStepsEnded(tick));
    }

    /** KV blocks that nobody holds as of {@code tick}, once the residents have room for the step under way or to come. */
    int freeBlocksAt(long tick) {
        int growth = decodesHeld ? 0 : memory.growthOver(decodeSteps, decodeStepsEnded(tick) + 1);
        return memory.totalBlocks() - memory.usedBlocks() - growth;
    }

    /** Books the memory and the tokens of the steps under way, at their end. */
    void finishSteps() {
        steps += epochSteps;
        int decoding = activeDecoding();
        if (decoding > 0) {
            memory.grow(decodeSteps, epochSteps);
            if (prefixCache != null) {
                prefixCache.evictTo(unheldBlocks());
            }
            decodeSteps += epochSteps;
            contextTokens += (long) decoding * epochSteps;
        }
        nowTick = nextTick;
        running = false;
    }

    long epochStartTick() {
        return epochStartTick;
    }

    int epochSteps() {
        return epochSteps;
    }

    long epochFirstStepTicks() {
        return epochFirstStepTicks;
    }

    long epochStepGrowthTicks() {
        return epochStepGrowthTicks;
    }

    boolean epochOutsideDomain() {
        return epochOutsideDomain;
    }

    /** Residents that decode in the step being planned or under way. */
    int activeDecoding() {
        return decodesHeld ? 0 : decodingCount;
    }

    /** KV blocks that the step being planned or under way moves to and from host memory. */
    int blocksMoved() {
        return host == null ? 0 : host.blocksMoved();
    }

    /** Requests that are here and have more to do: waiting, resident or in host memory. */
    int presentCount() {
        return queue.size() + residentCount + swappedCount();
    }

    /** KV blocks in use once those residents have room for their tokens. */
    int usedBlocksInStep() {
        return memory.usedBlocks() + growthInStep();
    }

    private int growthInStep() {
        return decodesHeld ? 0 : memory.growthIn(decodeSteps);
    }

    /** Starts a new plan: nothing prefilled yet, all residents decode. */
    void clearPlan() {
        chunkCount = 0;
        chunkTokenSum = 0;
        decodesHeld = false;
        budgetLifted = false;
        if (host != null) {
            host.clearPlan();
        }
    }

    void liftTokenBudget() {
        budgetLifted = true;
    }

    void holdDecodes() {
        decodesHeld = true;
    }

    /** From now until the batch is empty, its members leave at once when the last has generated its last token. */
    void completeTogether() {
        if (!completesTogether) {
            completesTogether = true;
            lastFinishStep = decodeSteps;
        }
    }

    boolean completesTogether() {
        return completesTogether;
    }

    /** The batch has ended. */
    void releaseBatch() {
        completesTogether = false;
    }

    int decodeSteps() {
        return decodeSteps;
    }

    void setNow(long tick) {
        nowTick = tick;
    }

    InstanceInfo info() {
        return info;
    }

    // What a policy sees.

    @Override
    public int instance() {
        return index;
    }

    @Override
    public long nowTick() {
        return nowTick;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public RequestView requests() {
        return requests;
    }

    @Override
    public int blockTokens() {
        return info.blockTokens();
    }

    @Override
    public int totalBlocks() {
        return info.kvBlocks();
    }

    @Override
    public int freeBlocks() {
        return memory.totalBlocks() - usedBlocksInStep();
    }

    @Override
    public int unheldBlocks() {
        return memory.totalBlocks() - memory.usedBlocks();
    }

    @Override
    public int blocksToPrefill(int r, int tokens) {
        boolean resident = requests.state[r] == RequestTable.PREFILLING;
        int computed = resident ? requests.computed[r] : cachedTokens(r);
        int target = requests.promptTokens(r) + requests.generated[r];
        int slots = computed + tokens + (computed + tokens >= target ? outputSlotsAhead : 0);
        int held = resident ? requests.heldBlocks[r] : cachedHeldBlocks(r);
        return Math.max(0, memory.blocksFor(slots) - held);
    }

    @Override
    public int hostFreeBlocks() {
        return host == null ? 0 : host.freeBlocks();
    }

    @Override
    public int blocksToSwapOut(int r) {
        return memory.blocksFor(requests.promptTokens(r) + requests.generatedTokens(r) + outputSlotsAhead - 1);
    }

    @Override
    public int blocksToSwapIn(int r) {
        return memory.blocksFor(requests.promptTokens(r) + requests.generatedTokens(r) + outputSlotsAhead);
    }

    @Override
    public int swappedCount() {
        return host == null ? 0 : host.count();
    }

    @Override
    public int swapped(int i) {
        return Objects.requireNonNull(host).get(i);
    }

    @Override
    public int handedOverHead() {
        return receives && isHandedOver(queue.head()) ? queue.head() : NONE;
    }

    private boolean isHandedOver(int r) {
        return r != NONE && requests.state[r] == RequestTable.HANDED_OVER;
    }

    @Override
    public int blocksToReceive(int r) {
        return blocksToSwapIn(r);
    }

    @Override
    public int blocksToDecode(int resident) {
        int storedSlots = requests.promptTokens(resident) + requests.generatedTokens(resident) - 1 + outputSlotsAhead;
        boolean grows = requests.state[resident] == RequestTable.DECODING && requests.reservedBlocks[resident] == 0;
        return grows && storedSlots % memory.blockTokens() == 0 ? 1 : 0;
    }

    @Override
    public int tokenBudget() {
        return info.tokenBudget() - incomingCount;
    }

    @Override
    public int tokensLeft() {
        return (budgetLifted ? Integer.MAX_VALUE : tokenBudget()) - activeDecoding() - chunkTokenSum;
    }

    @Override
    public int batchCap() {
        return info.batchCap() - incomingCount;
    }

    @Override
    public int residentCount() {
        return residentCount;
    }

    @Override
    public int decodingCount() {
        return decodingCount;
    }

    @Override
    public int prefillingCount() {
        return prefillingCount;
    }

    @Override
    public int prefilling(int i) {
        return prefilling[i];
    }

    @Override
    public int newestResident() {
        return newest;
    }

    @Override
    public int olderResident(int resident) {
        return requests.older[resident];
    }

    @Override
    public int waitingCount() {
        return queue.size();
    }

    @Override
    public int waitingHead() {
        return receives && isHandedOver(queue.head()) ? NONE : queue.head();
    }

    @Override
    public int longestWaiting() {
        return queue.earliest();
    }
}
