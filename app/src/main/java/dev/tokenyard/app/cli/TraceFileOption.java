package dev.tokenyard.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The trace file that a command writes. */
@SuppressWarnings("NullAway.Init")
final class TraceFileOption {
    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.csv",
            description = "The trace to write; a file that is there is kept unless --force is given.")
    private Path out;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    Path path() {
        return out;
    }

    /** Refuses to replace a file unasked. */
    void requireFree() throws CommandFailure {
        requireFree(out, force);
    }

    /** Refuses to let option --out replace a file unless that is forced. */
    static void requireFree(Path out, boolean force) throws CommandFailure {
        if (Files.exists(out) && !force) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --out: " + out + " exists; give another name, or --force to replace it.");
        }
    }
}
