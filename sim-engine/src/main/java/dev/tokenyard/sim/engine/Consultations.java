package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Asks the policy what the next step of an instance processes, and checks the plan as a whole. */
final class Consultations {
    private final Policy policy;
    private final PlanChecker plan;
    private final @Nullable RunRecorder recorder;
    private final @Nullable ForecastEvents forecasts;

    Consultations(Policy policy, PlanChecker plan, @Nullable RunRecorder recorder) {
        this.policy = policy;
        this.plan = plan;
        this.recorder = recorder;
        forecasts = recorder == null ? null : new ForecastEvents(recorder);
        if (forecasts != null) {
            policy.residency().recordIn(forecasts);
        }
    }

    /**
     * Lets the policy plan an instance's next step.
     *
     * @throws dev.tokenyard.sim.policy.PlanRejectedException if the plan breaks a rule
     */
    void hold(Instance in) {
        in.standing.clear();
        plan.begin(in);
        if (in.gpus != null) {
            in.standing.closed = nextOn(in.gpus, in) != in.instance();
        }
        // Where there is nobody to go on and nobody to admit there is nothing to ask.
        if (in.residentCount() > 0 || (!in.standing.closed && in.presentCount() > 0)) {
            policy.batch().plan(in, plan);
        }
        if (in.gpus != null) {
            // With the plan, who is next may have changed.
            boolean wasClosed = in.standing.closed;
            in.standing.closed = nextOn(in.gpus, in) != in.instance();
            if (wasClosed && !in.standing.closed) {
                if (in.residentCount() == 0) {
                    policy.batch().plan(in, plan);
                } else {
                    // It was not offered what it may take now.
                    plan.reconsiderAfterSteps(1);
                }
            }
        }
        if (in.standing.closed) {
            // Nothing is admitted until so many residents are gone.
            plan.blockage.set(BlockReason.OTHER_MODEL, in.firstIdle(), in.residentCount(), 0);
        }
        if (in.asideCount > 0) {
            in.returnAside();
        }
        check(in);
        noteBlocked(in);
    }

    /** Voids what a consultation has left behind at an instance at which nobody is any more. */
    void forget(Instance in) {
        plan.begin(in);
        if (in.standing.sleeps()) {
            in.rest();
        }
        in.standing.clear();
        in.standing.consultNext = true;
        noteBlocked(in);
    }

    /** The instance that the policy wants on shared GPUs. */
    int nextOn(SharedGpus gpus, Instance loaded) {
        int next = policy.loads().next(gpus);
        if (!gpus.hasMember(next)) {
            throw plan.reject(-1, "only an instance on the same GPUs can take over", next, loaded.instance());
        }
        boolean idle =
                next == loaded.instance() ? loaded.presentCount() == 0 && gpus.othersWait() : gpus.head(next) < 0;
        if (idle) {
            throw plan.reject(-1, "GPUs must be turned to an instance with requests", next, loaded.instance());
        }
        return next;
    }

    private void check(Instance in) {
        int free = in.freeBlocks();
        if (free < 0) {
            throw plan.reject(
                    -1,
                    "the batch must fit into the KV cache, in blocks",
                    (long) in.totalBlocks() - free,
                    in.totalBlocks());
        }
        if (in.tokensLeft() < 0) {
            throw plan.reject(
                    -1,
                    "a step must keep within the token budget",
                    (long) in.tokenBudget() - in.tokensLeft(),
                    in.tokenBudget());
        }
        if (in.standing.sleeps()) {
            if (in.residentCount() > 0) {
                throw plan.reject(-1, "an instance may wait only while it has no resident", in.residentCount(), 0);
            }
            return;
        }
        if (in.activeDecoding() == 0 && in.chunks.count() == 0 && in.presentCount() > 0 && !mayRest(in)) {
            throw plan.reject(
                    in.firstIdle(),
                    "an instance with work must process at least one token in a step",
                    0,
                    in.presentCount());
        }
    }

    /**
     * An instance without residents may stay without a step while KV blocks are on their way to or from it, and while it makes
     * way for another.
     */
    private static boolean mayRest(Instance in) {
        return in.residentCount() == 0
                && (in.incomingCount + in.keptCount + in.blocksMoved() > 0 || in.standing.closed);
    }

    private void noteBlocked(Instance in) {
        Blockage now = plan.blockage;
        if (now.reason() == in.standing.blockReason && now.head() == in.standing.blockedHead) {
            return;
        }
        in.standing.blockReason = now.reason();
        in.standing.blockNeeded = ForecastEvents.saturated(now.needed());
        in.standing.blockAvailable = ForecastEvents.saturated(now.available());
        recordBlocked(in, now.head(), in.nowTick());
        if (forecasts != null && now.isForeseen()) {
            forecasts.expects(now.head(), now.candidateTokens(), now.candidateSteps(), in);
        }
    }

    /**
     * Records that another request is now the head of a blocked queue whose policy does not need to know: it is blocked
     * for the same reason.
     */
    void passBlockTo(Instance in, int head, long tick) {
        if (in.standing.isBlocked()) {
            recordBlocked(in, head, tick);
        }
    }

    private void recordBlocked(Instance in, int head, long tick) {
        in.standing.blockedHead = head;
        if (recorder != null) {
            recorder.event(
                    tick,
                    EventKind.BLOCKED,
                    in.instance(),
                    head,
                    in.standing.blockReason,
                    in.standing.blockNeeded,
                    in.standing.blockAvailable);
        }
    }
}
