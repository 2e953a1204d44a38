package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/**
 * Starts the next steps of instances: the policy is consulted where it must be, and what it wants is begun, be it steps, a
 * wait, a rest or another model.
 */
final class StepStarts {
    private final Instance[] instances;
    private final PlanChecker plan;
    private final OrderKeys keys;
    private final Consultations consultations;
    /** Null where one policy decides from beginning to end. */
    private final @Nullable Succession succession;

    private final @Nullable RunRecorder recorder;
    private final boolean singleStep;

    StepStarts(
            Instance[] instances,
            PlanChecker plan,
            OrderKeys keys,
            Consultations consultations,
            @Nullable Succession succession,
            @Nullable RunRecorder recorder,
            boolean singleStep) {
        this.instances = instances;
        this.plan = plan;
        this.keys = keys;
        this.consultations = consultations;
        this.succession = succession;
        this.recorder = recorder;
        this.singleStep = singleStep;
    }

    /** Starts an instance's next step, or as many as go on unchanged. */
    void start(Instance in) {
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
        if (isJustLoaded || mustConsult(in)) {
            // What stands from its last turn is void, even if those for whom it was loaded have gone elsewhere
            // meanwhile.
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
        in.startSteps(singleStep ? 1 : in.standing.reconsiderSteps);
        if (in.standing.reconsiderTick < in.nextTick) {
            in.cutSteps(in.standing.reconsiderTick);
        }
    }

    private boolean mustConsult(Instance in) {
        return in.prefillingCount() > 0
                || (in.standing.called && in.residentCount() > 0)
                || (in.standing.consultNext && (in.idleCount() > 0 || (in.gpus != null && in.gpus.othersWait())))
                || in.freeBlocks() < in.standing.consultBelowBlocks
                || singleStep;
    }

    /** An instance goes over to the policy that is in charge by now, between two steps. */
    void handOver(Succession policies, Instance in) {
        policies.handOver(in);
        plan.begin(in);
        keys.renewAll(in);
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
}
