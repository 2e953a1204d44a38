package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.policy.RequestView;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One serving instance: its queue, its residents, its memory and the steps under way. It changes only through the
 * simulator and the plan checker; policies see it as an {@link InstanceView}.
 *
 * <p>Longer than other classes because the moves of a request between the parts, each a few lines, belong together: every
 * one keeps memory, batch and token counts in step, and because queue, memory and counts are read at every event: behind parts
 * of their own they made runs 5 to 9 % slower.
 */
final class Instance implements InstanceView {
    private final RequestTable requests;
    private final InstanceInfo info;
    private final int index;
    private final int outputSlotsAhead;
    private final StepTimeModel stepTime;
    private final HostLink hostLink;
    private final long loadTicks;
    private final boolean receives;

    /** What offers it requests, null where they are sent to it. */
    private @Nullable PullPolicy pull;

    /** The GPUs that it shares, null if they are its own. */
    @Nullable
    SharedGpus gpus;

    final KvLink kvLink;
    final KvLedger memory;
    /** Its host memory, null without any. */
    final @Nullable HostLedger host;

    /** Its prefix cache, null without one or with a trace that does not tell prefixes. */
    final @Nullable PrefixCache prefixCache;

    final WaitingQueue queue;
    /** Requests that the plan has set aside from the queue. */
    private int[] aside = {};

    int asideCount;
    /** Those of them that are not back yet. */
    private int awayCount;

    private final Residents residents;
    final Decoders decoders;

    // The step being planned, and those under way.
    final Chunks chunks = new Chunks();
    /** Whether the decoding residents sit the step out. */
    private boolean decodesHeld;
    /** Whether it may process any number of tokens. */
    private boolean budgetLifted;

    final StepsUnderWay underWay = new StepsUnderWay();
    final Standing standing = new Standing();

    private long nowTick;
    /** When the next thing happens here: the end of the steps under way, or the start of the next one. */
    long nextTick = Ticks.NEVER;

    /** Null where it is the only instance. */
    private @Nullable NextEvents events;

    /** Steps in which residents could decode, whether or not there were any. */
    private long decodableSteps;

    /** Requests routed here and not finished. */
    int outstanding;
    /** Prompt and generated tokens of the requests here that do not decode: waiting and prefilling ones. */
    long undecodedTokens;
    /** Requests routed here that cannot be scheduled yet, for their length is still being predicted. */
    int unpredictedCount;
    /** Requests whose KV blocks are under way here; each has a seat. */
    int incomingCount;
    /** Requests that have left for other instances and whose KV blocks are still here. */
    int keptCount;

    /**
     * Makes an idle instance.
     *
     * @param hostMemory its host memory, which it may share
     */
    Instance(int index, InstanceSetup setup, RequestTable requests, int outputSlotsAhead, HostMemory hostMemory) {
        this.index = index;
        this.requests = requests;
        this.info = setup.info();
        this.outputSlotsAhead = outputSlotsAhead;
        stepTime = setup.stepTime();
        hostLink = setup.hostLink();
        kvLink = setup.kvLink();
        loadTicks = setup.loadTicks();
        receives = info.role() == InstanceRole.DECODE;
        host = info.hostBlocks() > 0 ? new HostLedger(hostMemory, hostLink.blockBytes(), requests.orderKey) : null;
        memory = new KvLedger(info.kvBlocks(), info.blockTokens());
        PrefixBlocks prefixes = info.prefixCache() ? requests.prefixBlocks() : null;
        prefixCache = prefixes == null ? null : new PrefixCache(prefixes, requests, memory);
        queue = new WaitingQueue(
                requests.orderKey,
                requests.queuedAt,
                index + 1,
                new Buckets(requests.nextInBucket, requests.previousInBucket));
        residents = new Residents(requests.older, requests.newer);
        decoders = new Decoders(index, requests, memory, outputSlotsAhead);
    }

    InstanceInfo info() {
        return info;
    }

    /** Requests that wait, in the queue or for it. */
    int waitingOrUnpredicted() {
        return queueSize() + unpredictedCount;
    }

    // Moves of requests.

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
        residents.startPrefill(r);
        residents.add(r);
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
        chunks.add(r, tokens);
    }

    /** From now on another one offers it requests, null where they are sent to it. */
    void pullFrom(@Nullable PullPolicy next) {
        pull = next;
    }

    /** Whether a request is offered by the pool. */
    boolean pulls() {
        return pull != null;
    }

    /** A waiting request is admitted. */
    void leaveQueue(int r) {
        if (pull == null) {
            queue.remove(r);
            return;
        }
        take(r);
        pull.admitted(r, index, nowTick());
    }

    /** A request that does not decode belongs here from now on. */
    void take(int r) {
        requests.instance[r] = index;
        outstanding++;
        undecodedTokens += requests.promptTokens(r) + requests.generated[r];
    }

    /** A request that does not decode belongs into the pool from now on. */
    void giveUp(int r) {
        requests.instance[r] = RequestTable.POOLED;
        outstanding--;
        undecodedTokens -= requests.promptTokens(r) + requests.generated[r];
    }

    /** An evicted request waits again; its key is set. */
    void returnToQueue(int r) {
        if (pull == null) {
            queue.add(r);
            return;
        }
        giveUp(r);
        pull.evicted(r, index, false, nowTick());
    }

    /** A request is out of the queue until the plan is made. */
    void setAside(int r) {
        queue.remove(r);
        if (asideCount == aside.length) {
            aside = Arrays.copyOf(aside, Math.max(16, 2 * asideCount));
        }
        aside[asideCount++] = r;
        awayCount++;
    }

    boolean hasSetAside() {
        return awayCount > 0;
    }

    /** A request is taken out of the queue, if it is there, to join it with another key. */
    void takeOut(int r) {
        if (requests.queuedAt[r] != 0) {
            queue.remove(r);
        } else {
            awayCount--;
        }
    }

    /** Those that were set aside wait again. */
    void returnAside() {
        awayCount = 0;
        for (int k = 0; k < asideCount; k++) {
            // One that was reordered is back already, or admitted since.
            if (requests.queuedAt[aside[k]] == 0 && requests.state[aside[k]] == RequestTable.WAITING) {
                queue.add(aside[k]);
            }
        }
        asideCount = 0;
    }

    /** What a resident that was evicted had generated is thrown away; says how many tokens. */
    int forgetOutput(int r) {
        int tokens = requests.generated[r];
        requests.generated[r] = 0;
        undecodedTokens -= tokens;
        return tokens;
    }

    /** The request that the policy is to serve next, -1 for none. */
    int front() {
        if (standing.closed) {
            return NONE;
        }
        if (pull != null) {
            return pull.next(index);
        }
        return standing.byArrival ? queue.earliest() : queue.head();
    }

    /** A prefill has ended and the request decodes from the next step on. */
    void beginDecode(int r) {
        residents.endPrefill(r);
        startDecoding(r);
    }

    private void startDecoding(int r) {
        if (decoders.isBeyondCount(r)) {
            throw tooLong();
        }
        undecodedTokens -= decoders.start(r);
    }

    /** A decoding resident is evicted. */
    void stopDecode(int r) {
        decoders.stop(r);
        forgetDecoder(r);
    }

    /** A decoding resident that was polled as finished leaves. */
    void endDecode(int r) {
        decoders.leave(r);
        forgetDecoder(r);
    }

    private void forgetDecoder(int r) {
        if (prefixCache != null) {
            prefixCache.release(r);
        }
        undecodedTokens += requests.promptTokens(r) + requests.generated[r];
        residents.remove(r);
    }

    /** A prefilling resident leaves, finished with its only token or evicted. */
    void endPrefill(int r) {
        requests.state[r] = RequestTable.NOWHERE;
        if (prefixCache != null) {
            prefixCache.release(r);
        }
        memory.take(-requests.heldBlocks[r]);
        requests.heldBlocks[r] = 0;
        residents.endPrefill(r);
        residents.remove(r);
    }

    /** A decoding resident goes to host memory; says how many blocks it takes there. */
    int swapOut(int r, HostLedger to) {
        int blocks = blocksToSwapOut(r);
        stopDecode(r);
        requests.state[r] = RequestTable.SWAPPED;
        to.put(r, blocks);
        if (pull != null) {
            pull.evicted(r, index, true, nowTick());
        }
        return blocks;
    }

    /** A swapped request comes back and decodes from the next step on; says how many blocks it brings. */
    int swapIn(int r, HostLedger from) {
        int blocks = blocksToSwapOut(r);
        from.take(r, blocks);
        memory.take(blocks);
        residents.add(r);
        startDecoding(r);
        evictCached();
        if (pull != null) {
            pull.admitted(r, index, nowTick());
        }
        return blocks;
    }

    /** A resident whose prefill has ended leaves the batch and keeps its KV blocks; says how many. */
    int detachPrefill(int r) {
        residents.endPrefill(r);
        residents.remove(r);
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
        residents.add(r);
        startDecoding(r);
    }

    /** Takes the next resident out whose last token has been generated by now and who may leave, or returns NONE. */
    int pollFinished() {
        return decoders.pollFinished(residents.prefillingCount() > 0);
    }

    // Steps.

    /** Starts a new plan: nothing prefilled yet, all residents decode. */
    void clearPlan() {
        chunks.clear();
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

    /** Starts the next step, or as many as go on unchanged up to {@code limit}. */
    void startSteps(int limit) {
        int decoding = activeDecoding();
        long context = decoding == 0 ? 0 : decoders.contextTokens();
        long pairs = chunks.attentionPairs(requests.computed);
        int blocksMoved = blocksMoved();
        boolean repeats = chunks.count() == 0 && blocksMoved == 0;
        int steps = repeats ? stepsUntilChange(limit, decoding, context) : 1;
        try {
            long growthTicks =
                    repeats ? Math.multiplyExact(stepTime.contextTokenTicks(decoding, context), decoding) : 0;
            long firstTicks = stepTime.stepTicks(decoding, context, chunks.tokenSum(), pairs, chunks.count());
            if (blocksMoved > 0) {
                firstTicks = Math.addExact(firstTicks, hostLink.transferTicks(blocksMoved));
            }
            boolean outsideDomain = stepTime.outsideDomain(decoding, context, chunks.tokenSum(), pairs);
            schedule(underWay.start(nowTick, steps, firstTicks, growthTicks, outsideDomain));
        } catch (ArithmeticException beyondTheClock) {
            throw tooLong();
        }
    }

    /** The steps, up to {@code limit}, that a batch which only decodes can take before anything changes. */
    private int stepsUntilChange(int limit, int decoding, long context) {
        int untilFinish = decoders.nextFinishStep(residents.prefillingCount() > 0) - decoders.steps();
        int keepFree = Math.max(standing.consultBelowBlocks, blocksThatMatter());
        int steps = freeBlocks() < keepFree ? 1 : decoders.stepsUntilShortage(Math.min(limit, untilFinish), keepFree);
        long affineUntil = stepTime.affineUntil(decoding, context);
        return affineUntil == Long.MAX_VALUE ? steps : (int) Math.min(steps, 1 + (affineUntil - context) / decoding);
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

    /** Books the memory and the tokens of the steps under way, at their end. */
    void finishSteps() {
        int count = underWay.count();
        if (!decodesHeld) {
            decodableSteps += count;
            if (decoders.count() > 0) {
                decoders.advance(count);
                if (prefixCache != null) {
                    prefixCache.evictTo(unheldBlocks());
                }
            }
        }
        nowTick = nextTick;
        underWay.end();
        noteEvent();
    }

    /** Its next event is at {@code tick} now; {@link Ticks#NEVER} for none. */
    void schedule(long tick) {
        nextTick = tick;
        noteEvent();
    }

    /** Whom to tell where its next event changes. */
    void tellOfEvents(NextEvents listener) {
        events = listener;
    }

    private void noteEvent() {
        if (events != null) {
            events.noteChange(index);
        }
    }

    /** Ends the steps under way at the first step that ends at or after {@code tick}. */
    void cutSteps(long tick) {
        schedule(underWay.cut(tick));
    }

    /** The next moment from {@code tick} on at which no step is under way, nothing having been planned beyond it. */
    long boundary(long tick) {
        if (!underWay.running()) {
            return tick;
        }
        cutSteps(tick);
        return nextTick;
    }

    /** Has the policy consulted at the next start of a step, at {@code tick} if nothing is under way. */
    void wake(long tick) {
        standing.consultNext = true;
        if (!underWay.running() && (nextTick == Ticks.NEVER || standing.sleeps()) && presentCount() > 0) {
            schedule(tick);
        }
    }

    /**
     * Has the policy consulted at the next start of a step on its GPUs, which is at {@code tick} if nothing is under way there.
     * While a model is being loaded that is so anyway.
     */
    void call(long tick) {
        if (gpus != null && gpus.isLoading()) {
            return;
        }
        Instance loaded = gpus == null ? this : gpus.loadedInstance();
        loaded.standing.consultNext = true;
        loaded.standing.called = true;
        if (loaded.underWay.running()) {
            loaded.cutSteps(tick);
        } else if (loaded.nextTick == Ticks.NEVER || loaded.standing.sleeps()) {
            loaded.schedule(tick);
        }
    }

    /** When the KV blocks that the present plan moves to and from host memory have been copied. */
    long copiedTick() {
        int blocks = blocksMoved();
        try {
            return blocks == 0 ? nowTick : Math.addExact(nowTick, hostLink.transferTicks(blocks));
        } catch (ArithmeticException beyondTheClock) {
            throw tooLong();
        }
    }

    /** Stays without a step until that is done. */
    void restUntilCopied() {
        schedule(copiedTick());
        standing.consultNext = true;
    }

    /** Stays without a step until something comes, goes or arrives. */
    void rest() {
        schedule(Ticks.NEVER);
        standing.consultNext = true;
    }

    /** Time to load its model, that of unloading the present one included. */
    long loadTicks() {
        return loadTicks;
    }

    /** Whether another instance would do the same with the same requests. */
    boolean isLike(Instance other) {
        return info.isLike(other.info) && loadTicks == other.loadTicks && stepTime.equals(other.stepTime);
    }

    /** Another model is loaded in place of its own: what its KV cache holds is lost. */
    void unload() {
        if (prefixCache != null) {
            prefixCache.evictTo(0);
        }
        schedule(Ticks.NEVER);
    }

    void setNow(long tick) {
        nowTick = tick;
    }

    RunTooLongException tooLong() {
        return new RunTooLongException(info.name(), nowTick, residents.count(), queueSize());
    }

    // Figures.

    /** Residents that decode in the step being planned or under way. */
    int activeDecoding() {
        return decodesHeld ? 0 : decoders.count();
    }

    /** Whether the policy has its residents sit out the step being planned or under way. */
    boolean decodesHeld() {
        return decodesHeld;
    }

    /** KV blocks that the step being planned or under way moves to and from host memory. */
    int blocksMoved() {
        return host == null ? 0 : host.blocksMoved();
    }

    /** Requests that are here and have more to do: waiting, resident or in host memory. */
    int presentCount() {
        return idleCount() + residents.count();
    }

    /** Requests that are here and not in the batch: waiting or in host memory. */
    int idleCount() {
        return pull != null ? pull.waiting(index) : queue.size() + (host == null ? 0 : host.count());
    }

    /** Requests that wait for it, those in its host memory left out unless it pulls. */
    int queueSize() {
        return pull != null ? pull.waiting(index) : queue.size();
    }

    /** The residents, those admitted first before others. */
    int[] residentsByAdmission() {
        int[] byAdmission = new int[residentCount()];
        int at = byAdmission.length;
        for (int r = newestResident(); r != NONE; r = olderResident(r)) {
            byAdmission[--at] = r;
        }
        return byAdmission;
    }

    /** The first of those in the policy's order, -1 if there is none. */
    int firstIdle() {
        if (pull != null) {
            return pull.next(index);
        }
        int head = queue.head();
        int hosted = host == null || host.count() == 0 ? NONE : host.get(0);
        return head == NONE || (hosted != NONE && requests.isBefore(hosted, head)) ? hosted : head;
    }

    /** KV blocks in use once the decoding residents have room for their tokens. */
    int usedBlocksInStep() {
        return memory.usedBlocks() + (decodesHeld ? 0 : decoders.growthInStep());
    }

    /** KV blocks that a request needs for its prompt and the first output token. */
    int promptBlocks(int r) {
        long slots = (long) requests.promptTokens(r) + outputSlotsAhead;
        return slots > Integer.MAX_VALUE ? Integer.MAX_VALUE : memory.blocksFor((int) slots);
    }

    /** KV blocks that a request needs at its peak. */
    int peakBlocks(int r) {
        long slots = (long) requests.promptTokens(r) + requests.outputTokens(r) - 1 + outputSlotsAhead;
        return slots > Integer.MAX_VALUE ? Integer.MAX_VALUE : memory.blocksFor((int) slots);
    }

    /** Prompt tokens of a request that waits which the prefix cache has. */
    int cachedTokens(int r) {
        return prefixCache == null ? 0 : prefixCache.cachedTokens(r);
    }

    /** KV blocks among those of {@link #cachedTokens} that residents hold: sharing them takes no free ones. */
    int cachedHeldBlocks(int r) {
        return prefixCache == null ? 0 : prefixCache.cachedHeldBlocks(r);
    }

    /** Gives cached blocks up as far as the next step needs their room; says whether any had to go. */
    boolean evictCached() {
        return prefixCache != null && prefixCache.evictTo(Math.max(0, freeBlocks()));
    }

    /** Steps under way in which the residents decode that have ended by {@code tick}. */
    private int decodeStepsEnded(long tick) {
        return decodesHeld ? 0 : underWay.endedBy(tick);
    }

    /** Output tokens of a decoding resident as of {@code tick}. */
    int generatedBy(int r, long tick) {
        return Math.min(requests.outputTokens(r), requests.generatedTokens(r) + decodeStepsEnded(tick));
    }

    /** KV blocks that nobody holds as of {@code tick}, once the residents have room for the step under way or to come. */
    int freeBlocksAt(long tick) {
        int growth = decodesHeld ? 0 : decoders.growthOver(decodeStepsEnded(tick) + 1);
        return memory.totalBlocks() - memory.usedBlocks() - growth;
    }

    /** Prompt and generated tokens of the requests here that are not finished, as of {@code tick}. */
    long outstandingTokens(long tick) {
        return decoders.contextTokens() + undecodedTokens + (long) decoders.count() * decodeStepsEnded(tick);
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
    public long decodableSteps() {
        return decodableSteps;
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
    public boolean canSwapOut(int r) {
        return requests.state[r] == RequestTable.DECODING
                && requests.reservedBlocks[r] == 0
                && blocksToSwapOut(r) <= hostFreeBlocks();
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
        if (host == null || standing.closed) {
            return 0;
        }
        return pull == null ? host.count() : isInState(front(), RequestTable.SWAPPED) ? 1 : 0;
    }

    @Override
    public int swapped(int i) {
        return pull == null ? Objects.requireNonNull(host).get(i) : front();
    }

    @Override
    public int handedOverHead() {
        int front = front();
        return receives && isInState(front, RequestTable.HANDED_OVER) ? front : NONE;
    }

    private boolean isInState(int r, byte state) {
        return r != NONE && requests.state[r] == state;
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
        return (budgetLifted ? Integer.MAX_VALUE : tokenBudget()) - activeDecoding() - chunks.tokenSum();
    }

    @Override
    public int batchCap() {
        return info.batchCap() - incomingCount;
    }

    @Override
    public int residentCount() {
        return residents.count();
    }

    @Override
    public int decodingCount() {
        return decoders.count();
    }

    @Override
    public int prefillingCount() {
        return residents.prefillingCount();
    }

    @Override
    public int prefilling(int i) {
        return residents.prefilling(i);
    }

    @Override
    public int newestResident() {
        return residents.newest();
    }

    @Override
    public int olderResident(int resident) {
        return residents.olderThan(resident);
    }

    @Override
    public int waitingCount() {
        return standing.closed ? 0 : queueSize();
    }

    @Override
    public boolean completesTogether() {
        return decoders.completesTogether();
    }

    @Override
    public int waitingHead() {
        int front = front();
        if (pull != null) {
            return isInState(front, RequestTable.WAITING) ? front : NONE;
        }
        return receives && isInState(front, RequestTable.HANDED_OVER) ? NONE : front;
    }

    @Override
    public int longestWaiting() {
        return pull != null ? waitingHead() : standing.closed ? NONE : queue.earliest();
    }
}
