package dev.tokenyard.app.session;

/** A scenario cannot be read, set up or run. The message is for the user: what, where, the value, and what to do. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public ScenarioException(String message) {
        super(message);
    }

    /** With a sentence for the user and what lay behind it. */
    public ScenarioException(String message, Throwable cause) {
        super(message, cause);
    }
}
