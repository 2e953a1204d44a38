package dev.tokenyard.app.gallery;

import dev.tokenyard.app.image.ExportException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the pictures in {@code screenshots/} anew. */
@Command(
        name = "screenshots",
        mixinStandardHelpOptions = true,
        description = "Takes the pictures of the documentation anew, from the running program.")
@SuppressWarnings("NullAway.Init")
public final class ScreenshotsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "screenshots",
            description = "Where to: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--trace", paramLabel = "FILE", description = "Show this trace playing as well.")
    private @Nullable Path trace;

    /** Made by the command line. */
    public ScreenshotsCommand() {}

    @Override
    public Integer call() throws ExportException {
        FxCalls.startHeadless();
        new Gallery(folder, file -> {
                    spec.commandLine().getOut().println(file);
                    spec.commandLine().getOut().flush();
                })
                .takeAll(trace);
        return 0;
    }
}
