package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.RunTotals;
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
    private final Intake intake;
    private final StepStarts starts;
    private final StepEnds ends;
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
        intake = new Intake(arrivals, requests, instances, routing, pool, keys, consultations, tally, recorder);
        starts = new StepStarts(instances, plan, keys, consultations, succession, recorder, options.singleStep());
        ends = new StepEnds(policy, requests, instances, routing, intake, transfers, pool, tally, recorder);
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
        if (pool != null) {
            pool.begin(recorder);
        }
    }

    /** From now on requests wait in the pool, or at instances where nothing offers them. */
    private void setPull(long tick, @Nullable PullPolicy next) {
        if (pool != null) {
            pool.offeredBy(next);
        }
        if (recorder != null) {
            recorder.inCharge(tick, next != null);
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
                intake.takeNext(arrivalTick);
            } else if (next.underWay.running()) {
                ends.end(next);
                if (alone
                        && next.nextTick < arrivalTick
                        && (succession == null || next.nextTick < succession.nextTick())) {
                    // Nothing comes between.
                    starts.start(next);
                }
            } else {
                starts.start(next);
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
        boolean wasPooled = isPooled();
        List<Instance> hadWork =
                Arrays.stream(instances).filter(in -> in.presentCount() > 0).toList();
        Takeover next = policies.begin();
        arrivals.changePredictionTicks(next.predictionTicks());
        if (agenda != null) {
            agenda.takenOver(next.tick());
        }
        PullPolicy pull = policies.pull();
        setPull(next.tick(), pull);
        Resettlement moves = new Resettlement(requests, instances, keys, recorder, next.tick());
        if (pull != null && !wasPooled) {
            moves.intoPool();
        }
        for (Instance in : instances) {
            if (!in.underWay.running()) {
                in.setNow(Math.max(in.nowTick(), next.tick()));
                starts.handOver(policies, in);
            }
        }
        if (pull == null && wasPooled) {
            moves.outOfPool(routing);
        }
        if (pool != null && pull != null) {
            pool.begin(recorder);
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

    private boolean isPooled() {
        return pool != null && pool.isInCharge();
    }

    private boolean isWorkLeft() {
        return isPooled() && tally.unfinished() > 0;
    }

    private Instance nextInstance() {
        return events == null ? instances[0] : events.first();
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
                        intake.refused(),
                        transfers == null ? RunTotals.Moves.NONE : transfers.totals(),
                        InstanceFactory.loads(instances)),
                tally.endTick(),
                recorder != null);
        return recorder != null
                ? recorder.finish(info, outcomes)
                : RunRecorder.withoutHistory(info, input.trace(), outcomes);
    }
}
