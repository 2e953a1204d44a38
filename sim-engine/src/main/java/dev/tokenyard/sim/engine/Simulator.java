package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PullPolicy;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Simulates one policy on one input.
 *
 * <p>Each instance runs steps; a step processes one token of every decoding request and the planned prefill chunks.
 * Events are totally ordered by (tick, rank of kind, number): at one tick steps end first (by instance), then transfers end
 * and what they bring about happens (in order of scheduling), then requests arrive (by number), then predictions are there
 * (by number), then steps start (by instance). Between two consultations of the policy the batch is fixed, so the
 * simulator jumps over all its steps at once; an arrival that the policy must see cuts the jump at the next step's end.
 *
 * <p>A simulator serves one run, on one thread.
 */
public final class Simulator {
    /** How many events may pass before the run asks whether it was cancelled. */
    private static final int EVENTS_BETWEEN_CANCEL_CHECKS = 4096;

    private final SimulationInput input;
    private final Policy policy;
    private final RunOptions options;
    private final RequestTable requests;
    private final Instance[] instances;
    private final @Nullable RunRecorder recorder;
    private final Tally tally = new Tally();
    private final OrderKeys keys;
    private final PlanChecker plan;
    private final Consultations consultations;
    private final Routing routing;
    private final Arrivals arrivals;
    private final RefusalReasons refusals;
    /** Null where requests are sent to instances by every policy of the run. */
    private final @Nullable RequestPool pool;
    /** Null where there is but one instance. */
    private final @Nullable NextEvents events;
    /** Null where nothing ever happens between the instances. */
    private final @Nullable Agenda agenda;
    /** Null where no instance has a KV link. */
    private final @Nullable Transfers transfers;
    /** Null where one policy decides from beginning to end. */
    private final @Nullable Succession succession;
    /** What offers requests to instances at present, null where they are sent to one. */
    private @Nullable PullPolicy pull;

    private Simulator(SimulationInput input, Policy first, List<Takeover> takeovers, RunOptions options) {
        this.input = input;
        succession = takeovers.isEmpty()
                ? null
                : new Succession(first, takeovers, input.instances().size());
        policy = succession == null ? first : succession.asOne();
        this.options = options;
        requests = new RequestTable(input);
        instances = InstanceFactory.instances(input, requests);
        requests.attach(instances);
        events = instances.length == 1 ? null : new NextEvents(instances);
        recorder = options.recorded() ? new RunRecorder(input.trace(), instances.length) : null;
        transfers = input.movesKv() ? new Transfers(input, policy, requests, recorder) : null;
        keys = new OrderKeys(policy, requests, recorder);
        plan = new PlanChecker(policy, requests, recorder, transfers, keys, tally, instances[0]);
        consultations = new Consultations(policy, plan, recorder);
        routing = new Routing(input, policy, requests, instances);
        List<Policy> all = succession == null ? List.of(first) : succession.all();
        all.forEach(each -> RequestPool.check(each, input));
        pool = all.stream().allMatch(each -> each.pull() == null)
                ? null
                : new RequestPool(requests, instances, routing);
        agenda = transfers == null
                        && all.stream().allMatch(each -> each.cluster().periodTicks() == Ticks.NEVER)
                ? null
                : new Agenda(transfers, policy.cluster());
        arrivals = new Arrivals(requests, input.predictionTicks());
        refusals = new RefusalReasons(routing, instances);
    }

    /**
     * Runs a policy to the end of its work.
     *
     * @param input what to simulate
     * @param policy a policy made for this run
     * @param options how to carry it out
     * @return what happened
     * @throws dev.tokenyard.sim.policy.PlanRejectedException if the policy breaks a rule
     * @throws RunTooLongException if the run goes on beyond the range of the clock
     * @throws RunCancelledException if the options say so
     */
    public static RunLog run(SimulationInput input, Policy policy, RunOptions options) {
        return run(input, policy, List.of(), options);
    }

    /**
     * Runs a policy until others take over from it. Up to the first takeover all is as if there was none, and what is on
     * record bears the name of the last policy.
     *
     * @param takeovers in order of time
     * @throws IllegalArgumentException if a policy has instances pull requests that have a prefix cache or a KV link
     */
    public static RunLog run(SimulationInput input, Policy policy, List<Takeover> takeovers, RunOptions options) {
        Simulator simulator = new Simulator(input, policy, takeovers, options);
        simulator.begin();
        simulator.loop();
        return simulator.result();
    }

    private void begin() {
        setPull(0, succession == null ? policy.pull() : succession.pull());
        beginPull();
    }

    /** From now on requests wait in the pool, or at instances where nothing offers them. */
    private void setPull(long tick, @Nullable PullPolicy next) {
        pull = next;
        for (Instance in : instances) {
            in.pullFrom(next);
        }
        if (recorder != null) {
            recorder.inCharge(tick, next != null);
        }
    }

    private void beginPull() {
        if (pull != null && pool != null) {
            if (recorder != null) {
                pull.recordIn(recorder.plans());
            }
            pull.begin(pool);
        }
    }

    private void loop() {
        boolean alone = instances.length == 1 && agenda == null && pool == null;
        int untilCheck = EVENTS_BETWEEN_CANCEL_CHECKS;
        while (true) {
            if (--untilCheck == 0) {
                if (options.cancelled().getAsBoolean()) {
                    throw new RunCancelledException();
                }
                untilCheck = EVENTS_BETWEEN_CANCEL_CHECKS;
            }
            Instance next = nextInstance();
            long arrivalTick = arrivals.nextTick();
            long now = Math.min(arrivalTick, next.nextTick);
            if (succession != null && isTakeoverDue(succession, now)) {
                takeOver(succession);
                continue;
            }
            if (agenda != null && isFirst(agenda.nextTick(), next, arrivalTick)) {
                Transfers moves = agenda.nextTransfers();
                if (moves != null) {
                    moves.happen();
                } else {
                    takeClusterTurn(agenda, next.nextTick != Ticks.NEVER || arrivalTick != Ticks.NEVER);
                }
                continue;
            }
            if (arrivalTick < next.nextTick || (arrivalTick == next.nextTick && !next.underWay.running())) {
                if (arrivalTick == Ticks.NEVER) {
                    requireEmptyPool();
                    return;
                }
                if (arrivals.isPrediction()) {
                    endPrediction(arrivals.take(), arrivalTick);
                } else {
                    arrive(arrivals.take(), arrivalTick);
                }
            } else if (next.underWay.running()) {
                endSteps(next);
                if (alone
                        && next.nextTick < arrivalTick
                        && (succession == null || next.nextTick < succession.nextTick())) {
                    // Nothing comes between.
                    startSteps(next);
                }
            } else {
                startSteps(next);
            }
            if (pool != null && pool.hasCalls()) {
                pool.wake(now);
            }
        }
    }

    private boolean isTakeoverDue(Succession policies, long now) {
        long next = agenda == null ? now : Math.min(now, agenda.nextTick());
        return next != Ticks.NEVER && policies.nextTick() <= next;
    }

    /** Another policy takes over at every instance as soon as the step that is under way there ends. */
    private void takeOver(Succession policies) {
        boolean wasPooled = pull != null;
        List<Instance> hadWork =
                Arrays.stream(instances).filter(in -> in.presentCount() > 0).toList();
        Takeover next = policies.begin();
        arrivals.changePredictionTicks(next.predictionTicks());
        if (agenda != null) {
            agenda.takenOver(next.tick());
        }
        setPull(next.tick(), policies.pull());
        Resettlement moves = new Resettlement(requests, instances, keys, recorder, next.tick());
        if (pull != null && !wasPooled) {
            moves.intoPool();
        }
        for (Instance in : instances) {
            if (!in.underWay.running()) {
                in.setNow(Math.max(in.nowTick(), next.tick()));
                handOver(policies, in);
            }
        }
        if (pull == null && wasPooled) {
            moves.outOfPool(routing);
        }
        beginPull();
        if (pull != null) {
            moves.introduceTo(pull);
        }
        for (Instance in : instances) {
            if (in.presentCount() > 0) {
                in.call(next.tick());
            } else if (hadWork.contains(in)) {
                consultations.forget(in);
            }
        }
        if (pool != null) {
            pool.wake(next.tick());
        }
    }

    private void handOver(Succession policies, Instance in) {
        policies.handOver(in);
        plan.begin(in);
        keys.renewAll(in);
    }

    /** Whether what happens to moves at a tick comes before arrivals and the next event of the instances. */
    private static boolean isFirst(long tick, Instance next, long arrivalTick) {
        return tick != Ticks.NEVER
                && tick <= arrivalTick
                && (tick < next.nextTick || (tick == next.nextTick && !next.underWay.running()));
    }

    private void takeClusterTurn(Agenda turns, boolean busy) {
        long tick = turns.nextTick();
        turns.endTurn(tick, busy || isWorkLeft());
        new ClusterTurn(policy, requests, instances, routing, transfers, tick).take();
        if (pool != null) {
            pool.wake(tick);
            if (!busy && nextInstance().nextTick == Ticks.NEVER) {
                requireEmptyPool();
            }
        }
    }

    /** A policy by which instances pull has to have every request taken. */
    private void requireEmptyPool() {
        if (isWorkLeft()) {
            throw plan.reject(-1, "no request may be left waiting when all else is done", tally.unfinished(), 0);
        }
    }

    private boolean isWorkLeft() {
        return pull != null && tally.unfinished() > 0;
    }

    private Instance nextInstance() {
        return events == null ? instances[0] : events.first();
    }

    private void arrive(int r, long tick) {
        tally.arrived(tick);
        if (pull != null && pool != null) {
            joinPool(pool, r, tick);
            return;
        }
        int i = routing.route(r, tick);
        if (i < 0 || !routing.canFinish(i, r)) {
            refuse(r, i, tick);
            return;
        }
        Instance in = instances[i];
        tally.accepted();
        in.take(r);
        in.unpredictedCount++;
        if (recorder != null) {
            recorder.event(tick, EventKind.ARRIVED, i, r, in.waitingOrUnpredicted(), 0, 0);
        }
        if (arrivals.predictionTicks(r) == 0) {
            endPrediction(r, tick);
        }
    }

    private void joinPool(RequestPool to, int r, long tick) {
        if (!to.canServe(r)) {
            refuse(r, InstanceView.NONE, tick);
            return;
        }
        requests.instance[r] = RequestTable.POOLED;
        tally.accepted();
        if (recorder != null) {
            recorder.event(tick, EventKind.ARRIVED, InstanceView.NONE, r, tally.unfinished(), 0, 0);
        }
        if (arrivals.predictionTicks(r) == 0) {
            endPrediction(r, tick);
        }
    }

    /** All that the policy must know of a request is there: it joins the queue. */
    private void endPrediction(int r, long tick) {
        if (pull != null) {
            requests.state[r] = RequestTable.WAITING;
            keys.setFirst(r);
            pull.arrived(r, tick);
            return;
        }
        Instance in = instances[requests.instance[r]];
        in.unpredictedCount--;
        requests.state[r] = RequestTable.WAITING;
        keys.setFirst(r);
        in.queue.add(r);
        noticeQueued(in, r, tick);
    }

    /** A request has joined a queue: the instance starts if it rests, and its policy is asked if it may want to act. */
    private void noticeQueued(Instance in, int r, long tick) {
        if (in.gpus != null && in.gpus.loadedInstance() != in) {
            noticeElsewhere(in.gpus, in.firstIdle() == r, tick);
            return;
        }
        if (in.nextTick == Ticks.NEVER || in.standing.sleeps()) {
            in.schedule(tick);
            in.standing.consultNext = true;
        } else if (isNewHead(in, r) || in.standing.noticesEveryArrival) {
            if (in.standing.ignoreArrivals) {
                if (isNewHead(in, r)) {
                    consultations.passBlockTo(in, r, tick);
                }
                return;
            }
            in.standing.consultNext = true;
            if (in.underWay.running()) {
                in.cutSteps(tick);
            }
        }
    }

    /** A request has joined the queue of an instance whose model is not loaded: the loaded one may have to make way. */
    private static void noticeElsewhere(SharedGpus gpus, boolean first, long tick) {
        Instance loaded = gpus.loadedInstance();
        if (gpus.isLoading() || !first) {
            return;
        }
        loaded.standing.consultNext = true;
        if (loaded.underWay.running()) {
            loaded.cutSteps(tick);
        } else if (loaded.nextTick == Ticks.NEVER || loaded.standing.sleeps()) {
            loaded.schedule(tick);
        }
    }

    private static boolean isNewHead(Instance in, int r) {
        return in.queue.head() == r && !in.standing.byArrival;
    }

    /** Turns a request away that could not be finished by the instance it was routed to, NONE if there is none. */
    private void refuse(int r, int instance, long tick) {
        Refusal refusal = refusals.count(r, instance);
        if (recorder != null) {
            refusal.recordIn(recorder, tick, r);
        }
    }

    private void startSteps(Instance in) {
        in.setNow(in.nextTick);
        in.clearPlan();
        if (succession != null && succession.isBehind(in)) {
            handOver(succession, in);
        }
        SharedGpus gpus = in.gpus;
        boolean isJustLoaded = gpus != null && gpus.isLoading();
        if (gpus != null && isJustLoaded) {
            gpus.endLoading();
            if (recorder != null) {
                recorder.event(in.nowTick(), EventKind.LOADED, in.instance(), -1, 0, 0, 0);
            }
        }
        if (in.evictCached()) {
            in.standing.consultNext = true;
        }
        if (in.standing.reconsiderTick <= in.nowTick()) {
            in.standing.consultNext = true;
            in.standing.reconsiderTick = Ticks.NEVER;
        }
        // What stands from its last turn is void, even if those for whom it was loaded have gone elsewhere meanwhile.
        boolean mustConsult = isJustLoaded
                || in.prefillingCount() > 0
                || (in.standing.called && in.residentCount() > 0)
                || (in.standing.consultNext && (in.idleCount() > 0 || (gpus != null && gpus.othersWait())))
                || in.freeBlocks() < in.standing.consultBelowBlocks
                || options.singleStep();
        if (mustConsult) {
            consultations.hold(in);
        }
        if (gpus != null && in.standing.closed && in.residentCount() == 0) {
            turnOver(gpus, in);
            return;
        }
        if (in.standing.sleeps() && in.presentCount() == 0) {
            // Those for whom it waited have gone elsewhere.
            consultations.forget(in);
            return;
        }
        if (in.standing.sleeps()) {
            in.schedule(in.standing.sleepUntilTick);
            in.standing.consultNext = true;
            return;
        }
        if (in.activeDecoding() + in.chunks.count() == 0) {
            if (in.blocksMoved() > 0) {
                in.restUntilCopied();
            } else {
                in.rest();
            }
            return;
        }
        in.startSteps(options.singleStep() ? 1 : in.standing.reconsiderSteps);
        if (in.standing.reconsiderTick < in.nextTick) {
            in.cutSteps(in.standing.reconsiderTick);
        }
    }

    /**
     * Starts to load the model that the policy wants in place of an instance that has no resident, once what that one moves to
     * host memory has been copied.
     */
    private void turnOver(SharedGpus gpus, Instance from) {
        Instance to = instances[consultations.nextOn(gpus, from)];
        try {
            gpus.turnOverTo(to, from.copiedTick());
        } catch (ArithmeticException beyondTheClock) {
            throw from.tooLong();
        }
        if (recorder != null) {
            long ticks = to.nextTick - from.nowTick();
            recorder.event(
                    from.nowTick(),
                    EventKind.LOADING,
                    to.instance(),
                    -1,
                    from.instance(),
                    (int) (ticks >>> Integer.SIZE),
                    (int) ticks);
        }
    }

    private void endSteps(Instance in) {
        StepsUnderWay ended = in.underWay;
        int count = ended.count();
        int decoding = in.activeDecoding();
        int batch = decoding + in.chunks.count();
        int usedFirst = recorder != null ? in.usedBlocksInStep() : 0;
        int decodeStepsBefore = in.decoders.steps();
        in.finishSteps();
        tally.stepsEnded(count, batch, ended.outsideDomain());
        if (recorder != null) {
            recorder.segment(
                    in.instance(),
                    ended.startTick(),
                    count,
                    ended.firstTicks(),
                    ended.growthTicks(),
                    in.decodesHeld() ? SegmentTrack.HELD : decoding,
                    in.chunks.tokenSum(),
                    usedFirst,
                    in.memory.usedBlocks(),
                    decodeStepsBefore);
            if (in.blocksMoved() > 0) {
                recorder.endSegment(in.instance());
            }
        }
        in.standing.countDown(count);
        completeFinished(in);
        for (int c = 0; c < in.chunks.count(); c++) {
            endChunk(in, in.chunks.request(c), in.chunks.tokens(c));
        }
        if (in.decoders.completesTogether()) {
            completeFinished(in);
        }
        if (in.residentCount() == 0) {
            in.decoders.releaseBatch();
        }
        boolean more = in.presentCount() > 0 || (in.gpus != null && in.gpus.othersWait());
        in.schedule(more ? in.nowTick() : Ticks.NEVER);
    }

    private void completeFinished(Instance in) {
        for (int r = in.pollFinished(); r >= 0; r = in.pollFinished()) {
            in.endDecode(r);
            complete(in, r);
        }
    }

    private void endChunk(Instance in, int r, int tokens) {
        requests.computed[r] += tokens;
        in.standing.consultNext = true;
        if (in.prefixCache != null) {
            in.prefixCache.computed(r);
        }
        if (requests.remainingPrefillTokens(r) > 0) {
            return;
        }
        requests.generated[r]++;
        in.undecodedTokens++;
        if (requests.firstTokenTick[r] < 0) {
            requests.firstTokenTick[r] = in.nowTick();
        }
        if (recorder != null) {
            recorder.event(
                    in.nowTick(),
                    EventKind.PREFILL_DONE,
                    in.instance(),
                    r,
                    requests.generated[r],
                    in.decoders.steps(),
                    0);
        }
        if (requests.generated[r] == requests.outputTokens(r) && !in.decoders.completesTogether()) {
            in.endPrefill(r);
            complete(in, r);
        } else if (transfers != null && in.info().role() == InstanceRole.PREFILL) {
            handOver(transfers, in, r);
        } else {
            in.beginDecode(r);
        }
    }

    private void handOver(Transfers moves, Instance in, int r) {
        Instance to = instances[routing.handOff(r, in.nowTick())];
        moves.handOver(r, in, to);
        to.queue.add(r);
        noticeQueued(to, r, in.nowTick());
    }

    private void complete(Instance in, int r) {
        if (transfers != null) {
            transfers.left(r, in.nowTick());
        }
        requests.completedTick[r] = in.nowTick();
        tally.completed(in.nowTick());
        in.outstanding--;
        in.undecodedTokens -= requests.promptTokens(r) + requests.generated[r];
        in.standing.consultNext = true;
        policy.residency().left(r, in);
        if (pull != null) {
            pull.completed(r, in.instance(), in.nowTick());
        }
        if (recorder != null) {
            recorder.event(in.nowTick(), EventKind.COMPLETED, in.instance(), r, requests.generated[r], 0, 0);
        }
    }

    private RunLog result() {
        RequestOutcomes outcomes = new RequestOutcomes(
                requests.firstScheduledTick,
                requests.firstTokenTick,
                requests.completedTick,
                requests.arrivalKeys(),
                requests.instance,
                requests.preemptions,
                requests.sloClass,
                input.predictedTokens());
        List<InstanceInfo> infos =
                input.instances().stream().map(InstanceSetup::info).toList();
        RunInfo info = new RunInfo(
                policy.card().id(),
                policy.card().title(),
                input.predictor(),
                input.predictionTicks(),
                input.seed(),
                input.batching(),
                (succession == null ? policy : succession.last()).pull() == null
                        ? policy.route().id()
                        : PullPolicy.ID,
                input.stepTimes(),
                input.outputSlotsAhead(),
                infos,
                input.sloClasses(),
                tally.totals(
                        refusals.totals(),
                        transfers == null ? RunTotals.Moves.NONE : transfers.totals(),
                        InstanceFactory.loads(instances)),
                tally.endTick(),
                recorder != null);
        return recorder != null
                ? recorder.finish(info, outcomes)
                : RunRecorder.withoutHistory(info, input.trace(), outcomes);
    }
}
