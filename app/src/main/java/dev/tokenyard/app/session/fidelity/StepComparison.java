package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.sim.log.EventKind;
import dev.tokenyard.sim.log.EventTrack;
import dev.tokenyard.sim.log.RunLog;
import org.jspecify.annotations.Nullable;

/**
 * How far the steps of a replay are those of the reference run. A step is identical if it has the same composition in all
 * its figures.
 *
 * @param referenceSteps steps of the reference run
 * @param replayedSteps steps of the replay
 * @param sameIndex steps that are identical to the reference step of the same number
 * @param aligned steps that are identical to a reference step when both are walked through in order and differences are
 *     passed over; each reference step counts once
 * @param firstDifference the first step that differs, null if none does
 */
public record StepComparison(
        int referenceSteps,
        int replayedSteps,
        int sameIndex,
        int aligned,
        @Nullable Difference firstDifference) {

    /**
     * A step that differs.
     *
     * @param step its number, from 0
     * @param startSeconds when the reference step began
     * @param reference what it processed
     * @param replayed what ours processed
     */
    public record Difference(int step, double startSeconds, StepComposition reference, StepComposition replayed) {}

    /** Share of steps that are identical to the reference step of the same number, of the longer run's steps. */
    public double sameIndexShare() {
        return (double) sameIndex / Math.max(referenceSteps, replayedSteps);
    }

    /** Share of steps that are identical in order, of the longer run's steps. */
    public double alignedShare() {
        return (double) aligned / Math.max(referenceSteps, replayedSteps);
    }

    /**
     * Compares a replay with its reference.
     *
     * @param log the replay, recorded in full
     * @param replay the step times of that run
     * @throws IllegalStateException if the run did not ask for each step's time once
     */
    static StepComparison of(ReferenceSteps reference, ReplayedSteps replay, RunLog log) {
        if (replay.taken() != log.info().totals().steps()) {
            throw new IllegalStateException("The replay has "
                    + log.info().totals().steps() + " steps and asked for " + replay.taken() + " durations.");
        }
        StepComposition[] ours = compositions(replay, log);
        int sameIndex = 0;
        int aligned = 0;
        Difference first = null;
        for (int s = 0; s < ours.length; s++) {
            int match = replay.matchOf(s);
            if (match >= 0 && reference.composition(match).equals(ours[s])) {
                aligned++;
            }
            if (s < reference.size() && reference.composition(s).equals(ours[s])) {
                sameIndex++;
            } else if (first == null && s < reference.size()) {
                first = new Difference(s, reference.startTick(s) / 1e12, reference.composition(s), ours[s]);
            }
        }
        return new StepComparison(reference.size(), ours.length, sameIndex, aligned, first);
    }

    /** Chunks are events of the moment at which their step starts; no two steps start at once. */
    private static StepComposition[] compositions(ReplayedSteps replay, RunLog log) {
        StepComposition[] steps = new StepComposition[replay.taken()];
        EventTrack events = log.events();
        int e = 0;
        for (int s = 0; s < steps.length; s++) {
            int prefills = 0;
            int tokens = 0;
            int past = 0;
            if (replay.hasPrefill(s)) {
                e = nextChunk(events, e);
                long tick = events.tick(e);
                for (; e < events.size() && events.tick(e) == tick; e = nextChunk(events, e + 1)) {
                    prefills++;
                    tokens += events.a(e);
                    past += events.kind(e) == EventKind.CHUNK ? events.b(e) : 0;
                }
            }
            steps[s] = new StepComposition(prefills, tokens, past, replay.decodes(s), replay.contextTokens(s));
        }
        return steps;
    }

    private static int nextChunk(EventTrack events, int from) {
        int e = from;
        while (e < events.size() && events.kind(e) != EventKind.ADMITTED && events.kind(e) != EventKind.CHUNK) {
            e++;
        }
        return e;
    }
}
