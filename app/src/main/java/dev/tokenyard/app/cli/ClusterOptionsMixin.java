package dev.tokenyard.app.cli;

import dev.tokenyard.app.session.ClusterSpec;
import dev.tokenyard.app.session.InstanceGroup;
import dev.tokenyard.app.session.ModeChoice;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.cost.StepTimeModels;
import dev.tokenyard.sim.engine.TheoryMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make a cluster: instances of one kind, or groups of several kinds. */
@SuppressWarnings("NullAway.Init")
final class ClusterOptionsMixin {
    private static final String USUAL_GPU = "a100-80g";
    private static final String USUAL_MODEL = "llama-2-7b";

    @Option(
            names = "--gpu",
            paramLabel = "ID",
            description = "GPU by its id, see \"tokenyard gpus\"; by default " + USUAL_GPU + ".")
    private @Nullable String gpu;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "Model by its id, see \"tokenyard models\"; by default " + USUAL_MODEL + ".")
    private @Nullable String model;

    @Option(names = "--tp", paramLabel = "N", description = "GPUs that share one model; by default 1.")
    private @Nullable Integer tensorParallel;

    @Option(names = "--instances", paramLabel = "N", description = "Serving instances; by default 1.")
    private @Nullable Integer instances;

    @Option(
            names = "--group",
            paramLabel = "[Nx]GPU:MODEL[+MODEL...][:tpN][:kvN][:capN][:budgetN][:loadN][:ROLE]",
            description =
                    "Instances of one kind, such as 2xa100-80g:llama-2-13b:tp1; repeated for several kinds, a ROLE"
                            + " being prefill or decode, instead"
                            + " of --gpu, --model, --tp and --instances.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--batching",
            defaultValue = BatchingModes.DEFAULT,
            paramLabel = "ID",
            description = "Batching mode, see \"tokenyard modes\"; by default ${DEFAULT-VALUE}.")
    private String batching;

    @Option(
            names = "--router",
            defaultValue = Routers.DEFAULT,
            paramLabel = "ID",
            description = "What sends requests to instances, see \"tokenyard routers\"; by default ${DEFAULT-VALUE}.")
    private String router;

    @Option(
            names = "--kv-blocks",
            defaultValue = "0",
            paramLabel = "N",
            description = "KV blocks of an instance; 0, the default, for as many as fit.")
    private int kvBlocks;

    @Option(names = "--block-size", defaultValue = "16", paramLabel = "N", description = "Tokens in a KV block.")
    private int blockTokens;

    @Option(
            names = "--kv-link",
            defaultValue = "0",
            paramLabel = "GB/s",
            description = "Bandwidth at which an instance sends KV blocks to others; by default there is no such link.")
    private double kvLink;

    @Option(names = "--migration", description = "Balance load by live migration, over the links of --kv-link.")
    private boolean migration;

    @Option(
            names = "--host-gib",
            defaultValue = "0",
            paramLabel = "GIB",
            description =
                    "Host memory of an instance for swapped requests, see --knob vllm-v0.preemption=swap; 0 for none.")
    private double hostGib;

    @Option(
            names = "--prefix-cache",
            description = "Keep prompt blocks for requests that begin alike, if the trace tells.")
    private boolean prefixCache;

    @Option(names = "--batch-cap", defaultValue = "128", paramLabel = "N", description = "Most requests in a batch.")
    private int batchCap;

    @Option(names = "--token-budget", defaultValue = "2048", paramLabel = "N", description = "Most tokens in a step.")
    private int tokenBudget;

    @Option(
            names = "--cost",
            defaultValue = StepTimeModels.ROOFLINE,
            paramLabel = "MODEL",
            description = "Step times: roofline, unit, or grid:FOLDER[:NAME] for measured ones.")
    private String cost;

    /** The id of the batching mode. */
    String batching() {
        return batching;
    }

    /**
     * The cluster.
     *
     * @param batchingKnobs values of the batching mode's knobs
     */
    ClusterSpec cluster(Map<String, Double> batchingKnobs) throws CommandFailure {
        return new ClusterSpec(
                groups(),
                new ModeChoice(batching, batchingKnobs),
                router,
                cost,
                new ClusterSpec.Links(kvLink, migration));
    }

    private List<InstanceGroup> groups() throws CommandFailure {
        InstanceGroup.Limits limits = new InstanceGroup.Limits(
                kvBlocks,
                batching.equals(TheoryMode.BATCHING) ? 1 : blockTokens,
                batchCap,
                tokenBudget,
                hostGib,
                prefixCache);
        if (groups.isEmpty()) {
            return List.of(new InstanceGroup(
                    Objects.requireNonNullElse(instances, 1),
                    new InstanceGroup.Deployment(
                            Objects.requireNonNullElse(gpu, USUAL_GPU),
                            Objects.requireNonNullElse(model, USUAL_MODEL),
                            Objects.requireNonNullElse(tensorParallel, 1)),
                    limits));
        }
        if (Stream.of(gpu, model, tensorParallel, instances).anyMatch(Objects::nonNull)) {
            throw new CommandFailure(
                    CommandFailure.BAD_INPUT,
                    "Option --group says GPU, model, tensor parallelism and number of its instances itself; leave out"
                            + " --gpu, --model, --tp and --instances, or write them as a group.");
        }
        List<InstanceGroup> parsed = new ArrayList<>();
        for (String group : groups) {
            parsed.add(GroupOption.parse(group, limits));
        }
        return parsed;
    }
}
