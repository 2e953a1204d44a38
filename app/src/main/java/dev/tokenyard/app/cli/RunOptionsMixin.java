package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.ClusterSpec;
import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.model.SloClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run} that make a scenario. */
@SuppressWarnings("NullAway.Init")
final class RunOptionsMixin {

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "The trace, a workload recipe (.json), or the file name of a sample or its recipe.")
    private String trace;

    @Option(
            names = "--policy",
            required = true,
            split = ",",
            paramLabel = "ID",
            description = "The policies, separated by commas.")
    private List<String> policies;

    @Option(
            names = "--format",
            defaultValue = "auto",
            paramLabel = "ID",
            description = "Format of the trace: auto, azure-2023, mooncake, vidur, tokenyard or workload.")
    private String format;

    @Option(names = "--limit", defaultValue = "0", paramLabel = "N", description = "Only the first N requests.")
    private int limit;

    @Option(
            names = "--rate-scale",
            defaultValue = "1",
            paramLabel = "X",
            description = "How many times faster requests arrive.")
    private double rateScale;

    @Option(
            names = "--gpu",
            defaultValue = "a100-80g",
            paramLabel = "ID",
            description = "GPU by its id, see \"tokenyard gpus\"; by default ${DEFAULT-VALUE}.")
    private String gpu;

    @Option(
            names = "--model",
            defaultValue = "llama-2-7b",
            paramLabel = "ID",
            description = "Model by its id, see \"tokenyard models\"; by default ${DEFAULT-VALUE}.")
    private String model;

    @Option(names = "--tp", defaultValue = "1", paramLabel = "N", description = "GPUs that share one model.")
    private int tensorParallel;

    @Option(names = "--instances", defaultValue = "1", paramLabel = "N", description = "Serving instances.")
    private int instances;

    @Option(
            names = "--batching",
            defaultValue = BatchingModes.DEFAULT,
            paramLabel = "MODE",
            description = "Batching mode: vllm-v1 or theory.")
    private String batching;

    @Option(
            names = "--kv-blocks",
            defaultValue = "0",
            paramLabel = "N",
            description = "KV blocks of an instance; by default as many as fit.")
    private int kvBlocks;

    @Option(names = "--block-size", defaultValue = "16", paramLabel = "N", description = "Tokens in a KV block.")
    private int blockTokens;

    @Option(names = "--batch-cap", defaultValue = "128", paramLabel = "N", description = "Most requests in a batch.")
    private int batchCap;

    @Option(names = "--token-budget", defaultValue = "2048", paramLabel = "N", description = "Most tokens in a step.")
    private int tokenBudget;

    @Option(
            names = "--cost",
            defaultValue = "roofline",
            paramLabel = "MODEL",
            description = "Step times: roofline, unit, or grid:FOLDER[:NAME] for measured ones.")
    private String cost;

    @Option(
            names = "--predictor",
            defaultValue = "",
            paramLabel = "KIND",
            description = "Length predictor: oracle, confusion or noise:SD; by default each policy's own.")
    private String predictor;

    @Option(
            names = "--slo",
            paramLabel = "CLASS=ttft:SECONDS[,tpot:SECONDS]",
            description = "A service class and its targets; may be repeated.")
    private List<String> slo = new ArrayList<>();

    @Option(
            names = "--knob",
            paramLabel = "POLICY.NAME=VALUE",
            description = "Sets a number of a policy; may be repeated.")
    private List<String> knobs = new ArrayList<>();

    @Option(names = "--seed", defaultValue = "7", paramLabel = "N", description = "Seed of every random stream.")
    private long seed;

    @Mixin
    private CatalogOption catalog;

    ScenarioSpec scenario() throws CommandFailure {
        return new ScenarioSpec(
                Path.of(trace).getFileName() == null
                        ? trace
                        : Path.of(trace).getFileName().toString(),
                TraceArgument.source(trace, format),
                rateScale,
                limit,
                new ClusterSpec(
                        gpu,
                        model,
                        tensorParallel,
                        instances,
                        batching,
                        cost,
                        kvBlocks,
                        batching.equals("theory") ? 1 : blockTokens,
                        batchCap,
                        tokenBudget),
                sloClasses(),
                choices(),
                predictor,
                seed,
                catalog.user());
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
        Map<String, Map<String, Double>> byPolicy = new HashMap<>();
        for (String knob : knobs) {
            int dot = knob.indexOf('.');
            int equals = knob.indexOf('=');
            if (dot < 1 || equals < dot + 2) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        "Option --knob is \"" + knob + "\"; write POLICY.NAME=VALUE, such as mc-sf.protection=0.1.");
            }
            String policy = knob.substring(0, dot);
            if (!policies.contains(policy)) {
                throw new CommandFailure(
                        CommandFailure.BAD_INPUT,
                        "Option --knob " + knob + " sets a number of policy " + policy
                                + ", which is not among those of --policy; add it or drop the knob.");
            }
            byPolicy.computeIfAbsent(policy, id -> new HashMap<>())
                    .put(
                            knob.substring(dot + 1, equals),
                            SloOption.number("--knob " + knob, knob.substring(equals + 1)));
        }
        return policies.stream()
                .map(id -> new PolicyChoice(id, byPolicy.getOrDefault(id, Map.of())))
                .toList();
    }
}
