package dev.tokenyard.app.cli;

import dev.tokenyard.sim.export.AtomicFiles;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** Passes on a refusal of the user's input whose own message is a sentence. */
    static CommandFailure badInput(Throwable refused) {
        return badScenario(null, refused);
    }

    /** The same for what a scenario says, named by its file where it has one. */
    static CommandFailure badScenario(@Nullable Path file, Throwable refused) {
        String message = Objects.requireNonNullElse(refused.getMessage(), refused.toString());
        return new CommandFailure(BAD_INPUT, file == null ? message : file + ": " + message, refused);
    }

    /** A file or folder could not be written; the sentence of a failure that has one is passed on as it is. */
    static CommandFailure unwritable(Path where, Exception failure) {
        return failure instanceof FileSystemException system
                ? new CommandFailure(
                        BAD_INPUT, "Could not write to " + where + ": " + AtomicFiles.reason(system), failure)
                : badInput(failure);
    }

    int exitCode() {
        return exitCode;
    }
}
