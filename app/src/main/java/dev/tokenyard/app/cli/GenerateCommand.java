package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.TraceCsvWriter;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a synthetic trace from a recipe. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Draws a synthetic trace from a workload recipe and writes it as Tokenyard CSV.")
@SuppressWarnings("NullAway.Init")
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = TypedValues.FileName.class,
            paramLabel = "RECIPE",
            description = "A recipe file, or a sample recipe such as chat.json.")
    private String recipe;

    @Mixin
    private TraceFileOption out;

    @Option(names = "--seed", defaultValue = "7", paramLabel = "N", description = "Seed of all that is drawn.")
    private long seed;

    @Option(names = "--requests", paramLabel = "N", description = "So many requests, in place of the recipe's length.")
    private @Nullable Integer requests;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "A trace of so many seconds, in place of the recipe's length.")
    private @Nullable Double durationSeconds;

    @Option(
            names = "--rate",
            paramLabel = "X",
            description =
                    "X requests per second on average, in place of the recipe's rate; its streams keep their shares.")
    private @Nullable Double ratePerSecond;

    @Override
    public Integer call() throws CommandFailure {
        TraceSource source = TraceArgument.source(recipe, "auto", ImportOptions.DEFAULT);
        out.requireFree(source);
        WorkloadSpec asked;
        Trace trace;
        try {
            asked = asked(TraceLibrary.recipeOf(source, seed));
            trace = WorkloadGenerator.generate(asked);
        } catch (ScenarioException | IllegalArgumentException refused) {
            throw CommandFailure.badInput(refused);
        }
        if (trace.size() == 0) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "The workload " + asked.name() + " with seed " + seed
                            + " has no request before its end; make it longer or faster.");
        }
        try {
            TraceCsvWriter.write(trace, List.of(asked.recipe()), out.path());
        } catch (IllegalArgumentException unwritableName) {
            throw CommandFailure.badInput(unwritableName);
        } catch (IOException unwritable) {
            throw CommandFailure.unwritable(out.path(), unwritable);
        }
        spec.commandLine().getOut().println(out.path() + ": " + Numbers.count(trace.size(), "request"));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private WorkloadSpec asked(WorkloadSpec read) {
        Double seconds = durationSeconds;
        Integer count = requests;
        Double rate = ratePerSecond;
        if (rate != null && !(rate > 0)) {
            throw new IllegalArgumentException("Option --rate is " + rate + "; give a positive number of requests/s.");
        }
        boolean asItIs = seconds == null && count == null;
        int most = asItIs ? read.maxRequests() : count == null ? WorkloadSpec.UNLIMITED : count;
        double duration = asItIs ? read.durationSeconds() : seconds == null ? Double.POSITIVE_INFINITY : seconds;
        // Rate and length together say whether that can be made.
        return rate == null
                ? new WorkloadSpec(read.name(), read.seed(), most, duration, read.streams())
                : read.withExtentAndRate(most, duration, rate);
    }
}
