package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.HindsightChoice;
import dev.tokenyard.app.session.PredictionTimes;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.sim.model.SloClass;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code run} that make a scenario. */
@SuppressWarnings("NullAway.Init")
final class RunOptionsMixin {
    /** Where the options are declared. */
    private static final Set<Class<?>> OWNERS =
            Set.of(RunOptionsMixin.class, ClusterOptionsMixin.class, ImportOption.class, CatalogOption.class);

    @Option(
            names = "--trace",
            converter = TypedValues.FileName.class,
            paramLabel = "FILE",
            description = "The trace, a workload recipe (.json), or the file name of a sample or its recipe.")
    private @Nullable String trace;

    @Option(names = "--policy", split = ",", paramLabel = "ID", description = "The policies, separated by commas.")
    private List<String> policies = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--format",
            defaultValue = "auto",
            paramLabel = "ID",
            description =
                    "Format of the trace, one of those that \"tokenyard formats\" lists, or workload; auto goes by content.")
    private String format;

    @Mixin
    private ImportOption repair;

    @Option(
            names = "--limit",
            defaultValue = "0",
            paramLabel = "N",
            description = "Only the first N requests; 0 for all.")
    private int limit;

    @Option(
            names = "--rate-scale",
            defaultValue = "1",
            paramLabel = "X",
            description = "How many times faster requests arrive.")
    private double rateScale;

    @Mixin
    private ClusterOptionsMixin cluster;

    @Option(
            names = "--predictor",
            defaultValue = "",
            paramLabel = "KIND",
            description =
                    "Length predictor, such as noise:75, rank:0.6 or learned:forest, of those that \"tokenyard predictors\""
                            + " lists; by default each policy's own.")
    private String predictor;

    @Option(
            names = "--predictor-latency",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = PredictionTimes.MEASURED,
            paramLabel = "MS",
            description =
                    "What each prediction takes, in milliseconds, before its request can be scheduled; without a number"
                            + " what the predictor was measured to take: 7.6 for confusion, 0 for others. Only policies that"
                            + " predict pay. By default nothing is charged.")
    private String predictorLatency;

    @Option(
            names = "--slo",
            paramLabel = "CLASS=ttft:SECONDS[,tpot:SECONDS]",
            description = "A service class and its targets; may be repeated.")
    private List<String> slo = new ArrayList<>();

    @Option(names = "--assign", paramLabel = AssignOption.USAGE, description = AssignOption.HELP)
    private List<String> assign = new ArrayList<>();

    @Option(
            names = "--knob",
            paramLabel = "ID.NAME=VALUE",
            description =
                    "Sets a knob of a policy or of the batching mode, such as vllm-v0.preemption=swap; \"tokenyard"
                            + " policies ID\" and \"tokenyard modes ID\" list the knobs with the values allowed. May be repeated.")
    private List<String> knobs = new ArrayList<>();

    @Option(names = "--seed", defaultValue = "7", paramLabel = "N", description = "Seed of every random stream.")
    private long seed;

    @Mixin
    private CatalogOption catalog;

    @Option(
            names = "--fork",
            paramLabel = "LANE@SECONDS:POLICY",
            description =
                    "A further lane that is the same as another until a moment, from which on the policy goes on from the"
                            + " state that there is, for instance fcfs@60:ssjf; can be repeated.")
    private List<String> forks = new ArrayList<>();

    /**
     * Refuses options that say what a scenario file says itself.
     *
     * @param file the scenario file
     * @param beside options of {@code run} that go with one nevertheless
     */
    void refuseBeside(Path file, String... beside) throws CommandFailure {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (isOfRun(option) && !List.of(beside).contains(option.longestName())) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        "Option " + option.longestName()
                                + " does not go with a scenario file, which says that itself; change it in " + file
                                + ", or drop the option.");
            }
        }
    }

    private static boolean isOfRun(OptionSpec option) {
        return option.userObject() instanceof Field field && OWNERS.contains(field.getDeclaringClass());
    }

    /** The files of GPUs and models that were asked for. */
    List<Path> catalogFiles() throws CommandFailure {
        return catalog.read();
    }

    /** The ids of the policies that were asked for. */
    List<String> policies() {
        return policies;
    }

    /**
     * The scenario.
     *
     * @throws ParameterException if trace or policies are missing
     */
    ScenarioSpec scenario() throws CommandFailure {
        return ForkOption.add(forks, withoutForks());
    }

    private ScenarioSpec withoutForks() throws CommandFailure {
        if (trace == null || policies.isEmpty()) {
            String missing = trace == null
                    ? policies.isEmpty() ? "options: '--trace=FILE', '--policy=ID'" : "option: '--trace=FILE'"
                    : "option: '--policy=ID'";
            throw new ParameterException(command.commandLine(), "Missing required " + missing);
        }
        return new ScenarioSpec(
                Path.of(trace).getFileName() == null
                        ? trace
                        : Path.of(trace).getFileName().toString(),
                TraceArgument.source(trace, format, repair.options(), repair.columns()),
                rateScale,
                limit,
                cluster.cluster(knobsOf(cluster.batching())),
                sloClasses(),
                choices(),
                predictor,
                latencyMillis(),
                seed,
                catalog.user(),
                HindsightChoice.NONE,
                AssignOption.parse(assign),
                List.of());
    }

    private double latencyMillis() throws CommandFailure {
        try {
            return PredictionTimes.parse(predictorLatency);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT, "Option --predictor-latency: " + refused.getMessage(), refused);
        }
    }

    private List<SloClass> sloClasses() throws CommandFailure {
        if (slo.isEmpty()) {
            return ScenarioDefaults.sloClasses();
        }
        List<SloClass> classes = new ArrayList<>();
        for (String text : slo) {
            classes.add(SloOption.parse(text));
        }
        return classes;
    }

    private List<PolicyChoice> choices() throws CommandFailure {
        List<PolicyChoice> choices = new ArrayList<>();
        for (String id : policies) {
            choices.add(new PolicyChoice(id, knobsOf(id)));
        }
        for (String knob : knobs) {
            String owner = KnobOption.parse(knob).owner();
            if (!policies.contains(owner) && !owner.equals(cluster.batching())) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        "Option --knob " + knob + " sets a knob of " + owner
                                + ", which is neither the batching mode nor among the policies of --policy; choose it or"
                                + " drop the knob.");
            }
        }
        return choices;
    }

    private Map<String, Double> knobsOf(String owner) throws CommandFailure {
        Map<String, Double> values = new HashMap<>();
        for (String text : knobs) {
            KnobOption knob = KnobOption.parse(text);
            if (knob.owner().equals(owner)) {
                values.put(knob.name(), knob.value());
            }
        }
        return values;
    }
}
