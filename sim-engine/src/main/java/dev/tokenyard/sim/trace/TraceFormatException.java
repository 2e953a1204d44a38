package dev.tokenyard.sim.trace;

/**
 * Nothing can be made of a trace file. The message is meant for the user as it stands: it names the file, says what was
 * found, and what to do.
 */
public final class TraceFormatException extends Exception {
    /** Takes the sentence for the user. */
    public TraceFormatException(String message) {
        super(message);
    }

    /** Takes the sentence for the user and what led to it. */
    public TraceFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
