package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.sim.metrics.Window;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario file of the window. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Runs every policy of a scenario file, as saved by the window.")
@SuppressWarnings("NullAway.Init")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO.json", description = "The scenario file.")
    private Path file;

    @Mixin
    private WindowOption window;

    @Option(names = "--out", paramLabel = "DIR", description = "Write summary.json, tables as CSV and charts/.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        ScenarioSpec scenario = ScenarioArgument.read(file, "run");
        Window part = window.window();
        return ResultFolder.COMPARISON.stoppable(
                spec.commandLine().getErr(),
                out,
                cancelled ->
                        RunCommand.report(spec, RunCommand.run(scenario, file, 1, "", part, cancelled), out, json));
    }
}
