package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightWords;

/**
 * How far the search for the hindsight optimum has come.
 *
 * @param phase what is being done, a phrase
 * @param bestRounds total latency of the best schedule so far, in rounds
 * @param boundRounds a total latency that no schedule can beat, in rounds
 * @param seconds wall-clock time since it began, in seconds
 */
public record HindsightProgress(String phase, long bestRounds, long boundRounds, double seconds) {
    /** Nothing is known yet. */
    public static final HindsightProgress NONE = new HindsightProgress("rules", 0, 0, 0);

    /** The same, some time later. */
    HindsightProgress at(double newSeconds) {
        return new HindsightProgress(phase, bestRounds, boundRounds, newSeconds);
    }

    /** Schedule, bound and gap in words; empty before the first schedule. */
    public String figures() {
        return bestRounds == 0
                ? ""
                : "best " + TimeText.count(bestRounds) + "  ·  bound " + TimeText.count(boundRounds) + "  ·  gap "
                        + HindsightWords.percentUp(Hindsight.gap(bestRounds, boundRounds));
    }
}
