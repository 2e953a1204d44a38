package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Hindsight;
import dev.tokenyard.app.session.HindsightWords;
import dev.tokenyard.app.session.ScenarioException;

/** What the search for the hindsight optimum came to, in a sentence or two. */
final class HindsightText {
    private HindsightText() {}

    /** @param stopped whether the user ended the search, which matters only where it had not come to its end */
    static String found(Hindsight hindsight, boolean stopped) {
        return found(hindsight) + (stopped && !hindsight.exact() ? " Stopped before the time limit." : "");
    }

    private static String found(Hindsight hindsight) {
        if (hindsight.lane() == Hindsight.NO_LANE) {
            return "Requests arrive within rounds, so no lane of whole rounds can be shown; no schedule takes less than "
                    + rounds(hindsight.lowerBoundRounds()) + " from the beginnings of those rounds.";
        }
        return hindsight.exact()
                ? rounds(hindsight.totalLatencyRounds()) + ", " + hindsight.evidence() + "."
                : rounds(hindsight.totalLatencyRounds()) + ", " + HindsightWords.standing(hindsight) + "; bound "
                        + TimeText.count(hindsight.lowerBoundRounds()) + " by " + hindsight.evidence() + ".";
    }

    /** Why a search broke off. */
    static String failed(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof ScenarioException && message != null) {
            return message;
        }
        return failure instanceof OutOfMemoryError
                ? "There is not enough memory for the search; give it less time, or Java more memory with -Xmx."
                : FailureText.ofDefect(failure, "The search broke off", "the scenario");
    }

    private static String rounds(long rounds) {
        return TimeText.count(rounds, "round", "rounds");
    }
}
