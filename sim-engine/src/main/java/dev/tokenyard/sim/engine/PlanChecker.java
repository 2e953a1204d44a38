package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.policy.BatchPlan;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.PlanRejectedException;
import dev.tokenyard.sim.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Checks each change that a policy wants and applies it to the instance. This is the only way in which a policy acts.
 */
final class PlanChecker implements BatchPlan {
    private final Policy policy;
    private final RequestTable requests;
    private final @Nullable RunRecorder recorder;
    private final @Nullable Transfers transfers;
    private final OrderKeys keys;
    private final Tally tally;

    final Blockage blockage = new Blockage();

    private Instance instance;
    private boolean evicted;

    PlanChecker(
            Policy policy,
            RequestTable requests,
            @Nullable RunRecorder recorder,
            @Nullable Transfers transfers,
            OrderKeys keys,
            Tally tally,
            Instance anyInstance) {
        this.policy = policy;
        this.requests = requests;
        this.recorder = recorder;
        this.transfers = transfers;
        this.keys = keys;
        this.tally = tally;
        instance = anyInstance;
    }

    /** A consultation begins: what follows is the plan of an instance's next step. */
    void begin(Instance in) {
        instance = in;
        evicted = false;
        blockage.clear();
    }

    @Override
    public void admit(int r, int prefillTokens) {
        checkAdmission(r);
        enterBatch(r, prefillTokens, 0, false);
    }

    @Override
    public void admitWithPromptMemory(int r, int prefillTokens) {
        checkAdmission(r);
        int blocks = instance.blocksToPrefill(r, requests.remainingPrefillTokens(r));
        if (blocks > instance.freeBlocks()) {
            throw reject(r, "a prompt must fit into the free KV blocks", blocks, instance.freeBlocks());
        }
        enterBatch(r, prefillTokens, blocks + instance.cachedHeldBlocks(r), false);
    }

    @Override
    public void admit(int r, int prefillTokens, int reservedTokens) {
        checkAdmission(r);
        int blocks = instance.memory.blocksFor(reservedTokens);
        if (blocks < instance.peakBlocks(r)) {
            throw reject(r, "a reservation must last to the request's end", blocks, instance.peakBlocks(r));
        }
        int missing = blocks - instance.cachedHeldBlocks(r);
        if (missing > instance.freeBlocks()) {
            throw reject(r, "a reservation must fit into the free KV blocks", missing, instance.freeBlocks());
        }
        enterBatch(r, prefillTokens, blocks, true);
    }

    private void checkAdmission(int r) {
        Instance in = instance;
        if (in.pulls() ? r < 0 || r != in.waitingHead() : !isHere(r, RequestTable.WAITING)) {
            throw reject(r, "only a request that waits at the instance can be admitted", r, in.queueSize());
        }
        if (!in.pulls() && requests.queuedAt[r] == 0) {
            throw reject(r, "a request that was set aside cannot be admitted in the same plan", 1, 0);
        }
        requireRoomInBatch(r);
    }

    private void enterBatch(int r, int prefillTokens, int heldBlocks, boolean toItsEnd) {
        Instance in = instance;
        if (in.decoders.completesTogether() && !toItsEnd) {
            throw reject(r, "a batch that ends together must reserve its memory, in blocks", 0, in.peakBlocks(r));
        }
        in.leaveQueue(r);
        in.beginPrefill(r, heldBlocks, toItsEnd);
        if (requests.firstScheduledTick[r] < 0) {
            requests.firstScheduledTick[r] = in.nowTick();
            if (in.prefixCache != null) {
                tally.lookedUp(requests.promptTokens(r), requests.computed[r]);
            }
        }
        if (recorder != null) {
            recorder.event(
                    in.nowTick(),
                    EventKind.ADMITTED,
                    in.instance(),
                    r,
                    prefillTokens,
                    requests.remainingPrefillTokens(r),
                    heldBlocks);
        }
        chunk(r, prefillTokens);
        policy.residency().admitted(r, in);
    }

    @Override
    public void prefill(int r, int prefillTokens) {
        Instance in = instance;
        if (!isHere(r, RequestTable.PREFILLING)) {
            throw reject(r, "only a resident whose prefill is not done can be given a chunk", r, in.prefillingCount());
        }
        if (in.chunks.tokensOf(r) > 0) {
            throw reject(r, "a request can be given one chunk in a step", 2, 1);
        }
        if (recorder != null) {
            recorder.event(in.nowTick(), EventKind.CHUNK, in.instance(), r, prefillTokens, requests.computed[r], 0);
        }
        chunk(r, prefillTokens);
    }

    private void chunk(int r, int tokens) {
        Instance in = instance;
        int remaining = requests.remainingPrefillTokens(r);
        if (tokens < 1 || tokens > remaining) {
            throw reject(r, "a chunk must have 1 to as many tokens as the prefill still needs", tokens, remaining);
        }
        if (tokens > in.tokensLeft()) {
            throw reject(r, "a step must keep within the token budget", tokens, in.tokensLeft());
        }
        int blocks = in.blocksToPrefill(r, tokens);
        if (blocks > in.freeBlocks()) {
            throw reject(r, "a chunk must fit into the free KV blocks", blocks, in.freeBlocks());
        }
        in.addChunk(r, tokens, blocks);
    }

    @Override
    public void evict(int r) {
        evict(r, false);
    }

    @Override
    public void restart(int r) {
        evict(r, true);
    }

    private void evict(int r, boolean restarts) {
        Instance in = instance;
        if (!isHere(r, RequestTable.DECODING) && !isHere(r, RequestTable.PREFILLING)) {
            throw reject(r, "only a resident can be evicted", r, in.residentCount());
        }
        refuseSecondMove(r);
        if (in.decoders.completesTogether()) {
            throw reject(r, "a batch that ends together must keep its members", 1, 0);
        }
        if (in.chunks.tokensOf(r) > 0) {
            throw reject(r, "a request with a chunk in this step cannot be evicted from it", in.chunks.tokensOf(r), 0);
        }
        int lost = in.prefixCache == null ? 0 : -in.prefixCache.sharedTokens(r);
        if (requests.state[r] == RequestTable.DECODING) {
            // The keys and values of the newest output token are not computed yet.
            lost += requests.promptTokens(r) + requests.generatedTokens(r) - 1;
            in.stopDecode(r);
        } else {
            lost += requests.computed[r];
            in.endPrefill(r);
        }
        stopMigration(r);
        evicted = true;
        tally.preempted(lost);
        requests.preemptions[r]++;
        requests.computed[r] = 0;
        policy.residency().left(r, in);
        int lostOutput = restarts ? in.forgetOutput(r) : 0;
        requests.state[r] = RequestTable.WAITING;
        keys.renew(r, in.instance(), in.nowTick());
        in.returnToQueue(r);
        if (recorder != null) {
            recorder.event(
                    in.nowTick(), EventKind.PREEMPTED, in.instance(), r, lost, requests.generated[r], lostOutput);
        }
    }

    @Override
    public void setAside(int r) {
        refuseReordering(r);
        if (r < 0 || r != instance.front()) {
            throw reject(r, "only the head of the queue can be set aside", r, instance.front());
        }
        instance.setAside(r);
    }

    @Override
    public void reorder(int r) {
        refuseReordering(r);
        if (!isHere(r, RequestTable.WAITING)) {
            throw reject(r, "only a request that waits at the instance can be reordered", r, instance.queue.size());
        }
        instance.takeOut(r);
        keys.renew(r, instance.instance(), instance.nowTick());
        instance.queue.add(r);
    }

    private void refuseReordering(int r) {
        if (instance.pulls()) {
            throw reject(r, "a queue that the policy keeps itself cannot be reordered in a plan", 1, 0);
        }
    }

    @Override
    public void serveByArrival() {
        refuseReordering(-1);
        instance.standing.byArrival = true;
    }

    @Override
    public void swapOut(int r) {
        Instance in = instance;
        if (!isHere(r, RequestTable.DECODING)) {
            throw reject(r, "only a decoding resident can be swapped out", r, in.decodingCount());
        }
        if (requests.reservedBlocks[r] > 0) {
            throw reject(
                    r,
                    "a resident with reserved memory cannot be swapped out, in blocks",
                    requests.reservedBlocks[r],
                    0);
        }
        HostLedger host = in.host;
        int blocks = in.blocksToSwapOut(r);
        if (host == null || blocks > host.freeBlocks()) {
            throw reject(r, "swapped KV blocks must fit into host memory", blocks, in.hostFreeBlocks());
        }
        refuseSecondMove(r);
        in.swapOut(r, host);
        stopMigration(r);
        evicted = true;
        tally.swappedOut(requests.promptTokens(r) + requests.generated[r] - 1);
        policy.residency().left(r, in);
        if (recorder != null) {
            recorder.event(in.nowTick(), EventKind.SWAPPED_OUT, in.instance(), r, blocks, requests.generated[r], 0);
        }
    }

    @Override
    public void swapIn(int r) {
        Instance in = instance;
        HostLedger host = in.host;
        if (host == null || !isHere(r, RequestTable.SWAPPED)) {
            throw reject(r, "only a request in host memory can be swapped in", r, in.swappedCount());
        }
        refuseSecondMove(r);
        requireRoomInBatch(r);
        if (in.tokensLeft() < 1) {
            throw reject(r, "a step must keep within the token budget", 1, in.tokensLeft());
        }
        if (in.blocksToSwapIn(r) > in.freeBlocks()) {
            throw reject(
                    r, "a swapped request must fit into the free KV blocks", in.blocksToSwapIn(r), in.freeBlocks());
        }
        int blocks = in.swapIn(r, host);
        if (recorder != null) {
            recorder.event(
                    in.nowTick(),
                    EventKind.SWAPPED_IN,
                    in.instance(),
                    r,
                    blocks,
                    requests.generated[r],
                    in.decoders.steps());
        }
        policy.residency().admitted(r, in);
    }

    @Override
    public void receive(int r) {
        Instance in = instance;
        if (transfers == null || !isHere(r, RequestTable.HANDED_OVER)) {
            throw reject(r, "only a request whose prefill was done elsewhere can be received", r, in.queue.size());
        }
        if (in.decoders.completesTogether()) {
            throw reject(r, "a batch that ends together cannot receive requests", 1, 0);
        }
        requireRoomInBatch(r);
        if (in.residentCount() >= in.tokenBudget() || in.tokensLeft() < 1) {
            throw reject(r, "a step must keep within the token budget", in.residentCount() + 1L, in.tokenBudget());
        }
        if (in.blocksToReceive(r) > in.freeBlocks()) {
            throw reject(
                    r, "a received request must fit into the free KV blocks", in.blocksToReceive(r), in.freeBlocks());
        }
        in.queue.remove(r);
        transfers.receive(r, in);
    }

    /** A resident is about to be evicted: it no longer moves elsewhere. */
    private void stopMigration(int r) {
        if (transfers != null) {
            transfers.left(r, instance.nowTick());
        }
    }

    private void refuseSecondMove(int r) {
        if (instance.host != null && instance.host.hasMoved(r)) {
            throw reject(r, "a request moves between the KV cache and host memory once in a step", 2, 1);
        }
    }

    private void requireRoomInBatch(int r) {
        if (instance.residentCount() >= instance.batchCap()) {
            throw reject(
                    r, "a batch must keep within the batch cap", instance.residentCount() + 1L, instance.batchCap());
        }
    }

    /** Whether there is such a request, at the instance and in a state. */
    private boolean isHere(int r, byte state) {
        return r >= 0
                && r < requests.size()
                && requests.state[r] == state
                && requests.instance[r] == instance.instance();
    }

    @Override
    public void holdDecodes() {
        instance.holdDecodes();
    }

    @Override
    public void liftTokenBudget() {
        instance.liftTokenBudget();
    }

    @Override
    public void completeTogether() {
        if (instance.residentCount() > 0 && !instance.decoders.completesTogether()) {
            throw reject(-1, "a batch that ends together must start together", instance.residentCount(), 0);
        }
        instance.decoders.completeTogether();
    }

    @Override
    public void waitUntil(long tick) {
        if (tick <= instance.nowTick()) {
            throw reject(-1, "an instance can wait for a later moment only, in ticks", tick, instance.nowTick() + 1);
        }
        instance.standing.sleepUntilTick = tick;
    }

    @Override
    public boolean hasEvicted() {
        return evicted;
    }

    @Override
    public void blocked(BlockReason why, long neededAmount, long availableAmount) {
        if (instance.hasSetAside()) {
            return;
        }
        int head = why == BlockReason.NONE ? InstanceView.NONE : instance.front();
        blockage.set(why, head, neededAmount, availableAmount);
    }

    @Override
    public void blockedByForecast(long neededTokens, long availableTokens, long heldTokens, long steps) {
        if (instance.hasSetAside()) {
            return;
        }
        blocked(BlockReason.LOOK_AHEAD, neededTokens, availableTokens);
        blockage.foresee(heldTokens, steps);
    }

    @Override
    public void reconsiderAfterSteps(int steps) {
        if (steps < 1) {
            throw reject(-1, "a policy can ask to be consulted again after 1 step at the earliest", steps, 1);
        }
        instance.standing.reconsiderSteps = Math.min(instance.standing.reconsiderSteps, steps);
    }

    @Override
    public void reconsiderAt(long tick) {
        if (tick <= instance.nowTick()) {
            throw reject(-1, "a policy can ask for a later moment only, in ticks", tick, instance.nowTick() + 1);
        }
        instance.standing.reconsiderTick = Math.min(instance.standing.reconsiderTick, tick);
    }

    @Override
    public void consultBelowFreeBlocks(int blocks) {
        instance.standing.consultBelowBlocks = blocks;
    }

    @Override
    public void ignoreArrivals() {
        instance.standing.ignoreArrivals = true;
    }

    @Override
    public void noticeEveryArrival() {
        instance.standing.noticesEveryArrival = true;
    }

    @Override
    public void noteGuard() {
        tally.guarded();
    }

    PlanRejectedException reject(int r, String rule, long required, long allowed) {
        return new PlanRejectedException(policy.card().id(), instance.nowTick(), r, rule, required, allowed);
    }
}
