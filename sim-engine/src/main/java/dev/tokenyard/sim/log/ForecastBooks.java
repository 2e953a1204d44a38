package dev.tokenyard.sim.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the policy foresees of the memory, as its latest words in the log have it. A part of {@link LaneState}. */
final class ForecastBooks {
    private final EventTrack events;

    /** By instance the tokens that the forecast plans with, 0 before it is kept. */
    final int[] plannedTokens;
    /** By instance what would be counted for the head of a queue that the forecast blocks; no steps where it does not. */
    final int[] candidateTokens;

    final int[] candidateSteps;
    /** By instance the latest event about it, which tells the step of its moment. */
    final int[] latest;
    /** By resident the tokens that are counted for it at a step, less the step. */
    final int[] offset;
    /** By resident the step of its predicted end. */
    final int[] end;

    private ForecastBooks(RunLog log) {
        events = log.events();
        int instances = log.instances().size();
        plannedTokens = new int[instances];
        candidateTokens = new int[instances];
        candidateSteps = new int[instances];
        latest = new int[instances];
        Arrays.fill(latest, EventTrack.NONE);
        offset = new int[log.trace().size()];
        end = new int[log.trace().size()];
    }

    /** Empty books, null for a policy that foresees nothing. */
    static @Nullable ForecastBooks of(RunLog log) {
        return log.events().has(EventKind.FORESEEN) ? new ForecastBooks(log) : null;
    }

    /** Takes an event {@link EventKind#FORESEEN} over. */
    void apply(int e, boolean waits) {
        int i = events.instance(e);
        int r = events.request(e);
        latest[i] = e;
        if (r < 0) {
            plannedTokens[i] = events.a(e);
        } else if (waits) {
            candidateTokens[i] = events.a(e);
            candidateSteps[i] = events.b(e);
        } else {
            offset[r] = events.a(e) - events.c(e);
            end[r] = events.b(e) + events.c(e);
        }
    }

    /** Another request is the head of an instance's queue, or is blocked for another reason. */
    void forgetCandidate(int i) {
        candidateSteps[i] = 0;
    }

    /** Decodable steps of an instance that had ended by a moment after its latest event. */
    long stepAt(int i, long tick, SegmentTrack segments) {
        int e = latest[i];
        return e == EventTrack.NONE ? 0 : events.c(e) + segments.decodableSteps(events.tick(e), tick);
    }

    int[][] ofInstance() {
        return new int[][] {plannedTokens, candidateTokens, candidateSteps, latest};
    }

    int[][] ofResident() {
        return new int[][] {offset, end};
    }
}
