package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.HindsightStudy;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.TheoryInstance;
import dev.tokenyard.app.session.TheoryInstance.Schedule;
import dev.tokenyard.app.session.TraceLibrary;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.hindsight.HindsightResult;
import dev.tokenyard.policies.hindsight.HindsightSolver.Limits;
import dev.tokenyard.policies.hindsight.Replay;
import dev.tokenyard.sim.model.Trace;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;

/** The theory mode on one instance: what policies make of it, and what could have been made of it. */
@Command(
        name = "solve",
        mixinStandardHelpOptions = true,
        description =
                "Schedules an instance in the theory mode: unit rounds, one worker with M tokens. Without --policy:"
                        + " MC-SF and its relatives, and the hindsight optimum or, where that is out of reach, the best schedule"
                        + " found and a bound.")
@SuppressWarnings("NullAway.Init")
final class SolveCommand implements Callable<Integer> {
    private static final double LONGEST_SECONDS = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--requests",
            paramLabel = "a:s:o[:p],...",
            description =
                    "Arrival round, prompt, output and predicted output of each request; or @FILE, a CSV a,s,o[,p]"
                            + " or a JSON list of such rows.")
    private @Nullable String requests;

    @Option(
            names = "--trace",
            converter = TypedValues.FileName.class,
            paramLabel = "FILE",
            description = "Instead of --requests: the lengths of a trace's requests.")
    private @Nullable String trace;

    @Option(
            names = "--first",
            defaultValue = "0",
            paramLabel = "N",
            description = "Only the first N requests of the trace.")
    private int first;

    @Mixin
    private ImportOption repair;

    @Option(
            names = "--round",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "What a round stands for in the trace's arrival times; by default all are there at round 0.")
    private double roundSeconds;

    @Option(names = "--memory", paramLabel = "M", description = "Memory in tokens.")
    private @Nullable Integer memory;

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "ID",
            description = "Only schedule under these policies of the catalogue; \"hindsight\" is the optimum with its"
                    + " certificate or, where that is out of reach, the best schedule found and a bound.")
    private List<String> policies = List.of();

    @Option(
            names = "--time-limit",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "When the best so far is good enough: ${DEFAULT-VALUE}. So is it on Ctrl-C.")
    private double timeLimit;

    @Option(names = "--check", description = "Re-check a proof by search however long it is.")
    private boolean check;

    @Option(
            names = "--table",
            description = "Instead of one instance: a table of how far exact solutions go on random instances as in the"
                    + " paper's experiments.")
    private boolean table;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "8,12,16,24,40",
            paramLabel = "N",
            description = "Requests of the instances of --table: ${DEFAULT-VALUE}.")
    private List<Integer> sizes;

    @Option(
            names = "--seeds",
            defaultValue = "3",
            paramLabel = "K",
            description = "Instances for each size and model of --table: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        if (!(timeLimit >= 0 && timeLimit <= LONGEST_SECONDS)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --time-limit is " + timeLimit + "; give 0 to " + (long) LONGEST_SECONDS + " seconds.");
        }
        checkCombination();
        for (String policy : policies) {
            checkPolicy(policy);
        }
        Limits limits = new Limits((long) (1000 * timeLimit), check);
        return Interruption.stoppable(spec.commandLine().getErr(), cancelled -> {
            try {
                solve(limits, cancelled);
            } catch (ScenarioException refused) {
                throw CommandFailure.badInput(refused);
            }
        });
    }

    private void solve(Limits limits, BooleanSupplier cancelled) throws ScenarioException, CommandFailure {
        if (table) {
            new HindsightTable(sizes, seeds, limits).print(spec, json, cancelled);
            return;
        }
        TheoryInstance instance = instance(cancelled);
        if (policies.isEmpty()) {
            study(instance, limits, cancelled);
        } else {
            schedule(instance, limits, cancelled);
        }
    }

    private TheoryInstance instance(BooleanSupplier cancelled) throws ScenarioException, CommandFailure {
        if (memory == null) {
            throw new CommandFailure(CommandFailure.BAD_INPUT, "The memory is missing; give it with --memory M.");
        }
        if (requests != null && trace == null) {
            return TheoryInstance.parse(requests, memory);
        }
        if (trace != null && requests == null) {
            Trace loaded = new TraceLibrary()
                    .load(TraceArgument.source(trace, "auto", repair.options(), repair.columns()), cancelled)
                    .trace();
            return TheoryInstance.of(loaded, first, roundSeconds, memory);
        }
        throw new CommandFailure(
                CommandFailure.BAD_INPUT, "The requests are missing or given twice; give --requests or --trace.");
    }

    /** Refuses options that would be ignored. */
    private void checkCombination() throws CommandFailure {
        if (table) {
            refuse(
                    List.of("--requests", "--trace", "--first", "--round", "--memory", "--policy"),
                    "does not go with --table, which draws its own instances; drop one of them");
        } else {
            refuse(List.of("--sizes", "--seeds"), "is for --table; add that or drop it");
        }
        if (trace == null) {
            refuse(List.of("--first", "--round", "--repair"), "is for the requests of --trace; add that or drop it");
        }
        if (!policies.isEmpty() && !policies.contains(Replay.ID)) {
            refuse(
                    List.of("--time-limit", "--check"),
                    "is for the optimum, which --policy leaves out; add hindsight to the policies or drop it");
        }
    }

    /** Before anything is printed. */
    private static void checkPolicy(String id) throws CommandFailure {
        if (!id.equals(Replay.ID)) {
            try {
                PolicyCatalog.byId(id);
            } catch (IllegalArgumentException unknown) {
                throw new CommandFailure(CommandFailure.BAD_INPUT, "Option --policy: " + unknown.getMessage(), unknown);
            }
        }
    }

    private void refuse(List<String> options, String why) throws CommandFailure {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new CommandFailure(CommandFailure.BAD_INPUT, "Option " + option + " " + why + ".");
            }
        }
    }

    private void study(TheoryInstance instance, Limits limits, BooleanSupplier cancelled) throws ScenarioException {
        HindsightStudy study = look(instance, limits, cancelled);
        HindsightReport report = new HindsightReport(study, instance.replay(study.result()));
        if (json) {
            Output.print(spec.commandLine().getOut(), report.json());
        } else {
            report.print(spec.commandLine().getOut());
        }
    }

    private HindsightStudy look(TheoryInstance instance, Limits limits, BooleanSupplier cancelled) {
        PrintWriter err = spec.commandLine().getErr();
        boolean chatty = !json && BenchCommand.isTerminal();
        return HindsightStudy.of(
                instance.hindsight(),
                limits,
                (phase, best, bound) -> {
                    if (chatty) {
                        err.println(phase + ": best " + Numbers.whole(best) + ", bound " + Numbers.whole(bound));
                        err.flush();
                    }
                },
                cancelled);
    }

    private void schedule(TheoryInstance instance, Limits limits, BooleanSupplier cancelled) throws ScenarioException {
        PrintWriter out = spec.commandLine().getOut();
        ArrayNode schedules = Output.array();
        for (String policy : policies) {
            HindsightResult found =
                    policy.equals(Replay.ID) ? look(instance, limits, cancelled).result() : null;
            Schedule schedule = found == null ? instance.schedule(policy) : instance.replay(found);
            if (json) {
                schedules.add(ScheduleReport.json(schedule, found));
            } else {
                ScheduleReport.print(out, schedule, found);
            }
        }
        if (json) {
            Output.print(out, policies.size() == 1 ? schedules.get(0) : schedules);
        }
    }
}
