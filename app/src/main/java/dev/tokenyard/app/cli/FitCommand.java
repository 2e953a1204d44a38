package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.InputFiles;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.app.session.WorkloadFile;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TokenQuantiles;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.workload.RequestStream;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import dev.tokenyard.sim.workload.fit.TraceFit;
import dev.tokenyard.sim.workload.profile.TraceDistance;
import dev.tokenyard.sim.workload.profile.TraceProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Makes a recipe of a trace and says how near a trace made from it comes. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description =
                "Makes a workload recipe of a trace, from which as many requests as you like can be drawn, and compares a"
                        + " trace drawn from it with the trace.")
@SuppressWarnings("NullAway.Init")
final class FitCommand implements Callable<Integer> {
    /** Seconds, and minutes, whose bursts the times between arrivals do not show. */
    private static final double[] COUNT_WINDOWS = {1, 60};

    @Spec
    private CommandSpec spec;

    @Parameters(
            converter = TypedValues.FileName.class,
            paramLabel = "TRACE",
            description = "The trace, or a sample's file name.")
    private String trace;

    @Option(names = "--format", defaultValue = "auto", paramLabel = "ID", description = "Format of the trace.")
    private String format;

    @Mixin
    private ImportOption repair;

    @Option(
            names = "--counted",
            description = "Keep lengths as they were counted, in place of log-normal mixtures and spikes.")
    private boolean counted;

    @Option(
            names = "--times",
            defaultValue = "1",
            paramLabel = "X",
            description = "Write the recipe for X times the rate, and X times the requests in the same time.")
    private double times;

    @Option(
            names = "--seed",
            defaultValue = "7",
            paramLabel = "N",
            description = "Seed of the trace that is drawn for comparison.")
    private long seed;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.json",
            description = "Write the recipe to this file; one that is there is kept unless --force is given.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        if (!(times > 0 && times <= 1e6)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --times is " + times + "; give a positive number up to 1,000,000.");
        }
        TraceSource source = TraceArgument.source(trace, format, repair.options(), repair.columns());
        Path file = out;
        if (file != null) {
            OutputFile.requireApart(file, "the recipe", InputFiles.of(source));
            OutputFile.requireFree(file, force);
        }
        Trace recorded;
        WorkloadSpec recipe;
        WorkloadSpec written;
        try {
            recorded = new TraceLibrary().load(source, seed, () -> false).trace();
            recipe =
                    TraceFit.of(recorded, counted ? TraceFit.LengthKind.COUNTED : TraceFit.LengthKind.PARAMETRIC, seed);
            written = recipe.times(times);
        } catch (ScenarioException | IllegalArgumentException refused) {
            throw CommandFailure.badInput(refused);
        }
        if (file != null) {
            try {
                WorkloadFile.write(file, written);
            } catch (IOException unwritable) {
                throw CommandFailure.unwritable(file, unwritable);
            }
        }
        report(recorded, recipe, written);
        return 0;
    }

    private void report(Trace recorded, WorkloadSpec recipe, WorkloadSpec written) {
        Trace drawn = WorkloadGenerator.generate(recipe);
        TraceStatistics before = TraceStatistics.of(recorded);
        TraceStatistics after = TraceStatistics.of(drawn);
        TraceDistance distance = TraceDistance.between(recorded, drawn);
        PrintWriter text = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Output.object();
            root.put("recipe", written.recipe());
            ObjectNode distances = root.putObject("ks_distance");
            Output.put(distances, "gaps", distance.gaps());
            Output.put(distances, "prompt_tokens", distance.promptTokens());
            Output.put(distances, "output_tokens", distance.outputTokens());
            root.set("trace", statistics(before, TraceProfile.of(recorded)));
            root.set("drawn", statistics(after, TraceProfile.of(drawn)));
            Output.print(text, root);
            return;
        }
        for (RequestStream stream : written.streams()) {
            text.println(stream.text());
        }
        text.println();
        TextTable table = new TextTable("", ">trace", ">drawn from the recipe", ">KS distance");
        table.row("requests", Numbers.whole(before.requests()), Numbers.whole(after.requests()), "");
        table.row("rate, requests/s", Numbers.of(before.ratePerSecond()), Numbers.of(after.ratePerSecond()), "");
        table.row(
                "CV of the times between arrivals",
                Numbers.of(before.interArrivalCv()),
                Numbers.of(after.interArrivalCv()),
                Numbers.of(distance.gaps()));
        for (double window : COUNT_WINDOWS) {
            table.row(
                    "CV of the requests in " + Numbers.whole(Math.round(window)) + " s",
                    Numbers.of(TraceProfile.of(recorded).countCv(window)),
                    Numbers.of(TraceProfile.of(drawn).countCv(window)),
                    "");
        }
        tokens(table, "prompt tokens", before.promptTokens(), after.promptTokens(), distance.promptTokens());
        tokens(table, "output tokens", before.outputTokens(), after.outputTokens(), distance.outputTokens());
        table.print(text);
        text.println();
        text.println(
                "KS distance: the largest difference between the shares of both that do not exceed a value; 0 is alike."
                        + (times == 1
                                ? ""
                                : " Compared at the trace's own rate; the recipe is " + times + " times as fast.")
                        + (out == null ? " Write the recipe with -o FILE.json." : ""));
        text.flush();
    }

    private static void tokens(
            TextTable table, String what, TokenQuantiles before, TokenQuantiles after, double distance) {
        table.row(what + ", mean", Numbers.of(before.mean()), Numbers.of(after.mean()), Numbers.of(distance));
        table.row("  p50", Numbers.whole(before.p50()), Numbers.whole(after.p50()), "");
        table.row("  p90", Numbers.whole(before.p90()), Numbers.whole(after.p90()), "");
        table.row("  p99", Numbers.whole(before.p99()), Numbers.whole(after.p99()), "");
        table.row("  max", Numbers.whole(before.max()), Numbers.whole(after.max()), "");
    }

    private static ObjectNode statistics(TraceStatistics statistics, TraceProfile profile) {
        ObjectNode node = Output.object().put("requests", statistics.requests());
        Output.put(node, "rate_per_s", statistics.ratePerSecond());
        Output.put(node, "cv", statistics.interArrivalCv());
        Output.put(node, "count_cv_1s", profile.countCv(1));
        Output.put(node, "count_cv_60s", profile.countCv(60));
        node.set("prompt_tokens", DescribeCommand.quantiles(statistics.promptTokens()));
        node.set("output_tokens", DescribeCommand.quantiles(statistics.outputTokens()));
        return node;
    }
}
