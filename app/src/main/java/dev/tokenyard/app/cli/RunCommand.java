package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.ForkMoments;
import dev.tokenyard.app.session.ReplicatedComparison;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.SeedRange;
import dev.tokenyard.sim.metrics.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Simulates policies on a trace. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Simulates policies on a trace and prints their figures.")
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptionsMixin options;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            paramLabel = "K",
            description =
                    "Repeat with K seeds, from --seed on: means with 95 %% intervals, paired differences. With --out, each"
                            + " seed's values go to replications.csv, and means and differences to"
                            + " replications-summary.csv.")
    private int seeds;

    @Option(
            names = "--baseline",
            defaultValue = "",
            paramLabel = "ID",
            description = "The policy that others are compared with over the seeds; by default the first.")
    private String baseline;

    @Mixin
    private WindowOption window;

    @Option(names = "--out", paramLabel = "DIR", description = "Write summary.json, tables as CSV and charts/.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        checkSeeds(seeds);
        ScenarioSpec scenario = options.scenario();
        checkLastSeed(scenario, seeds);
        Window part = window.window();
        return ResultFolder.COMPARISON.stoppable(
                spec.commandLine().getErr(),
                out,
                cancelled -> runAndReport(run(scenario, null, seeds, baseline, part, cancelled)));
    }

    /** Refuses numbers of seeds that are none. */
    static void checkSeeds(int seeds) throws CommandFailure {
        if (seeds < 1 || seeds > SeedRange.MOST) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT, "Option --seeds is " + seeds + "; give 1 to " + SeedRange.MOST + ".");
        }
    }

    /** Refuses a scenario's seed after which there are not so many. */
    static void checkLastSeed(ScenarioSpec scenario, int seeds) throws CommandFailure {
        try {
            SeedRange.check(scenario.seed(), seeds);
        } catch (IllegalArgumentException tooLarge) {
            throw CommandFailure.badInput(tooLarge);
        }
    }

    private void runAndReport(ReplicatedComparison comparison) throws CommandFailure {
        List<String> late = ForkMoments.refusals(comparison.first().comparison());
        if (!late.isEmpty()) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --fork: " + late.get(0));
        }
        report(spec, comparison, out, json);
    }

    /**
     * Runs a scenario once for each seed from its own on.
     *
     * @param file what it was read from, for messages; null if from options
     * @param window the part of the time that the figures are of
     * @param cancelled asked now and then
     */
    static ReplicatedComparison run(
            ScenarioSpec scenario,
            @Nullable Path file,
            int seeds,
            String baseline,
            Window window,
            BooleanSupplier cancelled)
            throws CommandFailure {
        try {
            ReplicatedComparison result =
                    ReplicatedComparison.run(new ComparisonService(), scenario, seeds, baseline, window, cancelled);
            WindowOption.requireWithin(window, result.first().comparison());
            return result;
        } catch (ScenarioException refused) {
            throw CommandFailure.badScenario(file, refused);
        }
    }

    /** Prints and, if wanted, writes the results. */
    static void report(CommandSpec spec, ReplicatedComparison comparison, @Nullable Path out, boolean json)
            throws CommandFailure {
        ComparisonReport report = new ComparisonReport(comparison);
        report.print(spec.commandLine().getOut(), json);
        if (out != null) {
            report.write(out, TokenyardCommand.figures(spec), spec.commandLine().getErr());
        }
    }
}
