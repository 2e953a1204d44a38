package dev.tokenyard.app.session;

import dev.tokenyard.app.session.ScenarioSpec.ClusterSpec;
import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.cost.KvCapacity;
import dev.tokenyard.sim.cost.KvMemorySettings;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.policy.BatchingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a cluster as the user describes it into instances to simulate. */
public final class ClusterBuilder {
    /** The batching modes that can be chosen. */
    public static final List<String> BATCHING_MODES =
            BatchingModes.all().stream().map(mode -> mode.card().id()).toList();

    private static final int MOST_INSTANCES = 1000;

    private final HardwareCatalog catalog;
    private final StepTimeLibrary stepTimes;

    /** Works with a catalogue of hardware. */
    public ClusterBuilder(HardwareCatalog catalog) {
        this(catalog, new StepTimeLibrary());
    }

    private ClusterBuilder(HardwareCatalog catalog, StepTimeLibrary stepTimes) {
        this.catalog = catalog;
        this.stepTimes = stepTimes;
    }

    /**
     * A builder that knows a user's entries too.
     *
     * @throws dev.tokenyard.sim.catalog.CatalogFileException if one of their ids is taken
     */
    public ClusterBuilder with(UserCatalog user) {
        return user.isEmpty() ? this : new ClusterBuilder(catalog.with(user, "the scenario's catalog"), stepTimes);
    }

    /** The hardware that clusters may name. */
    public HardwareCatalog catalog() {
        return catalog;
    }

    /**
     * Builds the instances.
     *
     * @throws ScenarioException if a name is unknown, a number is out of range or the model does not fit
     */
    public List<InstanceSetup> build(ClusterSpec spec) throws ScenarioException {
        if (spec.instances() < 1 || spec.instances() > MOST_INSTANCES) {
            throw new ScenarioException(
                    "The cluster has " + spec.instances() + " instances; give 1 to " + MOST_INSTANCES + ".");
        }
        if (spec.kvBlocks() < 0) {
            throw new ScenarioException("The instances have " + spec.kvBlocks()
                    + " KV blocks; give a positive number, or 0 for as many as fit.");
        }
        try {
            if (spec.batching().equals(TheoryMode.BATCHING)) {
                return theoryWorkers(spec);
            }
            batching(spec);
            return gpuInstances(spec);
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    /**
     * The batching mode of a cluster, made for one run.
     *
     * @throws dev.tokenyard.sim.catalog.UnknownEntryException if there is none of that name
     */
    public BatchingMode batching(ClusterSpec spec) {
        return BatchingModes.byId(spec.batching()).create(Map.of());
    }

    private static List<InstanceSetup> theoryWorkers(ClusterSpec spec) throws ScenarioException {
        if (spec.kvBlocks() < 1) {
            throw new ScenarioException(
                    "The theory mode needs the memory in tokens: set the KV blocks to 1 or more (a block is one token).");
        }
        List<InstanceSetup> workers = new ArrayList<>();
        for (int i = 0; i < spec.instances(); i++) {
            workers.add(TheoryMode.worker(spec.kvBlocks()));
        }
        return workers;
    }

    private List<InstanceSetup> gpuInstances(ClusterSpec spec) {
        GpuSpec gpu = catalog.gpu(spec.gpu());
        ModelSpec model = catalog.model(spec.model());
        StepTimeModel stepTime = stepTimes.of(spec.stepTime(), gpu, model, spec.tensorParallel());
        int kvBlocks = kvBlocks(spec);
        if (spec.tokenBudget() < spec.batchCap()) {
            throw new IllegalArgumentException("The token budget of " + spec.tokenBudget()
                    + " is smaller than the batch cap of " + spec.batchCap()
                    + "; a full batch must be able to decode, so raise the budget or lower the cap.");
        }
        List<InstanceSetup> instances = new ArrayList<>();
        for (int i = 1; i <= spec.instances(); i++) {
            String name = spec.gpu().toUpperCase(Locale.ROOT) + " #" + i;
            instances.add(new InstanceSetup(
                    new InstanceInfo(
                            name,
                            gpu.id(),
                            model.id(),
                            spec.tensorParallel(),
                            kvBlocks,
                            spec.blockTokens(),
                            spec.batchCap(),
                            spec.tokenBudget()),
                    stepTime));
        }
        return instances;
    }

    private int kvBlocks(ClusterSpec spec) {
        int fitting = blocksThatFit(spec);
        if (spec.kvBlocks() > fitting) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d KV blocks of %d tokens do not fit: beside its weights, %s on %d x %s has room for %,d; use fewer"
                            + " blocks, or 0 for as many as fit.",
                    spec.kvBlocks(),
                    spec.blockTokens(),
                    spec.model(),
                    spec.tensorParallel(),
                    spec.gpu(),
                    fitting));
        }
        return spec.kvBlocks() > 0 ? spec.kvBlocks() : fitting;
    }

    /**
     * KV blocks that fit beside the weights of an instance.
     *
     * @throws IllegalArgumentException if the model does not fit, with the arithmetic
     */
    public int blocksThatFit(ClusterSpec spec) {
        long blocks = capacity(spec).blocks();
        return (int) Math.min(Integer.MAX_VALUE, blocks);
    }

    /**
     * How the memory of an instance divides.
     *
     * @throws IllegalArgumentException if the model does not fit, with the arithmetic
     */
    public KvCapacity capacity(ClusterSpec spec) {
        KvMemorySettings settings = new KvMemorySettings(
                KvMemorySettings.DEFAULT.memoryShare(), spec.blockTokens(), spec.tokenBudget(), spec.batchCap());
        return KvCapacity.of(catalog.gpu(spec.gpu()), catalog.model(spec.model()), spec.tensorParallel(), settings);
    }
}
