package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.Presets;
import dev.tokenyard.app.session.QlmScenarios;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.WorkloadFile;
import dev.tokenyard.sim.workload.SampleTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the sample traces anew from their recipes, the recipes as files to start one's own from, and sample others. */
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        description = "Writes the sample traces anew from their recipes, the recipes beside them, and scenarios.")
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
        List<Path> others;
        try {
            SampleTraces.writeAll(folder);
            for (String sample : SampleTraces.recipes().keySet()) {
                WorkloadFile.write(folder.resolve(SampleTraces.recipeName(sample)), SampleTraces.recipe(sample));
            }
            others = new ArrayList<>(Presets.writeSamples(folder));
            others.addAll(QlmScenarios.writeAll(folder));
        } catch (IOException | ScenarioException unwritable) {
            throw CommandFailure.unwritable(folder, unwritable);
        }
        for (String sample : SampleTraces.recipes().keySet()) {
            spec.commandLine().getOut().println(folder.resolve(sample));
            spec.commandLine().getOut().println(folder.resolve(SampleTraces.recipeName(sample)));
        }
        spec.commandLine().getOut().println(folder.resolve(SampleTraces.ROUNDS));
        others.forEach(file -> spec.commandLine().getOut().println(file));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
