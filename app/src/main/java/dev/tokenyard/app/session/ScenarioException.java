package dev.tokenyard.app.session;

import java.util.Objects;

/** A scenario cannot be read, set up or run. The message is for the user: what, where, the value, and what to do. */
public sealed class ScenarioException extends Exception permits RecipeException, TraceTooLargeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public ScenarioException(String message) {
        super(message);
    }

    /** Passes on a failure whose own message is a sentence for the user. */
    public static ScenarioException passingOn(Throwable failure) {
        return new ScenarioException(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), failure);
    }

    /** With a sentence for the user and what lay behind it. */
    public ScenarioException(String message, Throwable cause) {
        super(message, cause);
    }
}
