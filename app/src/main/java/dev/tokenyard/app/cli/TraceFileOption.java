package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.InputFiles;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.nio.file.Path;
import java.util.Arrays;
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

    /** Refuses to replace a file unasked, and however forced one of those that the trace is made from. */
    void requireFree(TraceSource... inputs) throws CommandFailure {
        OutputFile.requireApart(
                out,
                "the trace",
                Arrays.stream(inputs)
                        .flatMap(input -> InputFiles.of(input).stream())
                        .toList());
        OutputFile.requireFree(out, force);
    }
}
