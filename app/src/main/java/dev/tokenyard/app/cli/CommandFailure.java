package dev.tokenyard.app.cli;

/** A command cannot do its job. The message is a sentence for the user. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Exit code for a job that failed. */
    static final int FAILED = 1;

    /** Exit code for bad usage or input. */
    static final int BAD_INPUT = 2;

    private final int exitCode;

    CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
