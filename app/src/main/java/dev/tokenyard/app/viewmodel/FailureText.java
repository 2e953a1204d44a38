package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.FaultWords;
import dev.tokenyard.app.session.ScenarioException;
import java.util.Objects;

/** Why something in the background failed, in a sentence for the user. */
final class FailureText {
    private FailureText() {}

    /**
     * The message of a refusal, which is a sentence; anything else is the program's fault and told as such.
     *
     * @param what what did not come about: {@code The lesson cannot be shown}
     * @param with what is to be reported with the fault
     */
    static String of(Throwable failure, String what, String with) {
        return failure instanceof ScenarioException || failure instanceof IllegalArgumentException
                ? Objects.requireNonNullElse(failure.getMessage(), failure.toString())
                : ofDefect(failure, what, with);
    }

    /** What is said of a failure that is the program's fault, likewise. */
    static String ofDefect(Throwable failure, String what, String with) {
        return FaultWords.of(what, failure, with);
    }
}
