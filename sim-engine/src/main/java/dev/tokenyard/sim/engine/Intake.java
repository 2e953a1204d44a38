package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.policy.InstanceView;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests in as they arrive: each goes to an instance or into the pool, or is turned away; and once all that the
 * policy must know of it is there, it waits, and whoever it may concern is told.
 */
final class Intake {
    private final Arrivals arrivals;
    private final RequestTable requests;
    private final Instance[] instances;
    private final Routing routing;
    private final @Nullable RequestPool pool;
    private final OrderKeys keys;
    private final Consultations consultations;
    private final Tally tally;
    private final @Nullable RunRecorder recorder;
    private final RefusalReasons refusals;

    Intake(
            Arrivals arrivals,
            RequestTable requests,
            Instance[] instances,
            Routing routing,
            @Nullable RequestPool pool,
            OrderKeys keys,
            Consultations consultations,
            Tally tally,
            @Nullable RunRecorder recorder) {
        this.arrivals = arrivals;
        this.requests = requests;
        this.instances = instances;
        this.routing = routing;
        this.pool = pool;
        this.keys = keys;
        this.consultations = consultations;
        this.tally = tally;
        this.recorder = recorder;
        refusals = new RefusalReasons(routing, instances);
    }

    /** Takes the next thing that comes from outside, a request or the prediction of one. */
    void takeNext(long tick) {
        if (arrivals.isPrediction()) {
            endPrediction(arrivals.take(), tick);
        } else {
            arrive(arrivals.take(), tick);
        }
    }

    /** Requests that were turned away. */
    RunTotals.Refusals refused() {
        return refusals.totals();
    }

    private void arrive(int r, long tick) {
        tally.arrived(tick);
        if (pool != null && pool.isInCharge()) {
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

    /** Turns a request away that could not be finished by the instance it was routed to, NONE if there is none. */
    private void refuse(int r, int instance, long tick) {
        Refusal refusal = refusals.count(r, instance);
        if (recorder != null) {
            refusal.recordIn(recorder, tick, r);
        }
    }

    /** All that the policy must know of a request is there: it joins the queue. */
    private void endPrediction(int r, long tick) {
        if (pool != null && pool.isInCharge()) {
            requests.state[r] = RequestTable.WAITING;
            keys.setFirst(r);
            pool.arrived(r, tick);
            return;
        }
        Instance in = instances[requests.instance[r]];
        in.unpredictedCount--;
        requests.state[r] = RequestTable.WAITING;
        keys.setFirst(r);
        joinQueue(in, r, tick);
    }

    /** A request joins a queue: the instance starts if it rests, and its policy is asked if it may want to act. */
    void joinQueue(Instance in, int r, long tick) {
        in.queue.add(r);
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
}
