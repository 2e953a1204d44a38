package dev.tokenyard.app.cli;

import dev.tokenyard.sim.trace.SampleTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the sample traces anew from their recipes. */
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        description = "Writes the sample traces anew from their recipes.")
@SuppressWarnings("NullAway.Init")
final class SamplesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "sample-traces",
            description = "Where to: ${DEFAULT-VALUE}.")
    private Path folder;

    @Override
    public Integer call() throws CommandFailure {
        try {
            SampleTraces.writeAll(folder);
        } catch (IOException unwritable) {
            throw new CommandFailure(
                    CommandFailure.FAILED,
                    "The samples cannot be written to " + folder + " (" + unwritable.getMessage()
                            + "); choose another folder.",
                    unwritable);
        }
        SampleTraces.recipes()
                .keySet()
                .forEach(name -> spec.commandLine().getOut().println(folder.resolve(name)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
