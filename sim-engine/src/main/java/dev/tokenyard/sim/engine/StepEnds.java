package dev.tokenyard.sim.engine;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.RunRecorder;
import dev.tokenyard.sim.log.SegmentTrack;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.time.Ticks;
import org.jspecify.annotations.Nullable;

/** Ends the steps of instances: books them, completes who is done, and has those decode whose prefill has ended. */
final class StepEnds {
    private final Policy policy;
    private final RequestTable requests;
    private final Instance[] instances;
    private final Routing routing;
    private final Intake intake;
    private final @Nullable Transfers transfers;
    private final @Nullable RequestPool pool;
    private final Tally tally;
    private final @Nullable RunRecorder recorder;

    StepEnds(
            Policy policy,
            RequestTable requests,
            Instance[] instances,
            Routing routing,
            Intake intake,
            @Nullable Transfers transfers,
            @Nullable RequestPool pool,
            Tally tally,
            @Nullable RunRecorder recorder) {
        this.policy = policy;
        this.requests = requests;
        this.instances = instances;
        this.routing = routing;
        this.intake = intake;
        this.transfers = transfers;
        this.pool = pool;
        this.tally = tally;
        this.recorder = recorder;
    }

    /** Ends the steps under way at an instance, and has it go on if there is work. */
    void end(Instance in) {
        StepsUnderWay ended = in.underWay;
        int count = ended.count();
        int decoding = in.activeDecoding();
        int usedFirst = recorder != null ? in.usedBlocksInStep() : 0;
        int decodeStepsBefore = in.decoders.steps();
        in.finishSteps();
        tally.stepsEnded(count, decoding + in.chunks.count(), ended.outsideDomain());
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

    /** A request whose prefill has ended leaves for the decode instance that the policy chooses, and waits there. */
    private void handOver(Transfers moves, Instance in, int r) {
        Instance to = instances[routing.handOff(r, in.nowTick())];
        moves.handOver(r, in, to);
        intake.joinQueue(to, r, in.nowTick());
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
        if (pool != null) {
            pool.completed(r, in.instance(), in.nowTick());
        }
        if (recorder != null) {
            recorder.event(in.nowTick(), EventKind.COMPLETED, in.instance(), r, requests.generated[r], 0, 0);
        }
    }
}
