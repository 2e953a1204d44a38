package dev.tokenyard.app.session;

import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.cost.HostLink;
import dev.tokenyard.sim.cost.KvCapacity;
import dev.tokenyard.sim.cost.KvLink;
import dev.tokenyard.sim.cost.KvMemorySettings;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.TheoryMode;
import dev.tokenyard.sim.log.BatchingInfo;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a cluster as the user describes it into instances to simulate. */
public final class ClusterBuilder {
    /** Fastest link between instances in GB/s. */
    static final int MOST_LINK_GB = 100_000;
    /** Most host memory of an instance in GiB. */
    static final int MOST_HOST_GIB = 1 << 20;

    /** Longest time that loading a model takes, in seconds. */
    static final int MOST_LOAD_SECONDS = 86_400;

    static final int MOST_INSTANCES = 1000;
    /** What a transfer takes at least: setting it up and waking the other side. */
    private static final double KV_LINK_LATENCY_SECONDS = 1e-3;

    static final double BYTES_PER_GIB = 1 << 30;

    /** Under which sets of GPUs that models share are counted; no GPU is named so. */
    private static final String SHARED_GPUS = "";

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
     * Builds the instances, those of the first group first. They are named by their GPU and numbered for each GPU.
     *
     * @throws ScenarioException if a name is unknown, a number is out of range or a model does not fit
     */
    public List<InstanceSetup> build(ClusterSpec spec) throws ScenarioException {
        checkCounts(spec);
        try {
            BatchingInfo batching = spec.batching().info();
            checkLinks(spec);
            Routers.byId(spec.router());
            boolean theory = batching.id().equals(TheoryMode.BATCHING);
            List<InstanceSetup> instances = new ArrayList<>();
            Map<String, Integer> numbers = new HashMap<>();
            for (InstanceGroup group : spec.groups()) {
                instances.addAll(
                        theory
                                ? theoryWorkers(group, numbers)
                                : gpuInstances(
                                        group, spec.stepTime(), spec.links().gigabytesPerSecond() * 1e9, numbers));
            }
            return instances;
        } catch (IllegalArgumentException refused) {
            throw ScenarioException.passingOn(refused);
        }
    }

    private static void checkCounts(ClusterSpec spec) throws ScenarioException {
        if (spec.groups().isEmpty()) {
            throw new ScenarioException("The cluster has no instances; add a group of at least one.");
        }
        for (InstanceGroup group : spec.groups()) {
            if (group.count() < 1 || spec.instances() > MOST_INSTANCES) {
                throw new ScenarioException(
                        "The cluster has " + (group.count() < 1 ? group.count() : spec.instances()) + " instances"
                                + (spec.groups().size() == 1 ? "" : " of " + group.gpu() + " with " + group.model())
                                + "; give 1 to " + MOST_INSTANCES + ".");
            }
            try {
                checkModels(group);
            } catch (IllegalArgumentException twice) {
                throw ScenarioException.passingOn(twice);
            }
            if (group.kvBlocks() < 0) {
                throw new ScenarioException("The instances have " + group.kvBlocks()
                        + " KV blocks; give a positive number, or 0 for as many as fit.");
            }
            double hostGib = group.limits().hostGib();
            if (!(hostGib >= 0 && hostGib <= MOST_HOST_GIB)) {
                throw new ScenarioException("The instances have " + hostGib + " GiB of host memory; give 0 to "
                        + MOST_HOST_GIB + ", 0 for none.");
            }
        }
    }

    /**
     * Checks that the models that take turns are different ones.
     *
     * @throws IllegalArgumentException if not; the message is for the user
     */
    static void checkModels(InstanceGroup group) {
        Set<String> seen = new HashSet<>();
        for (String model : group.models()) {
            if (!seen.add(model)) {
                throw new IllegalArgumentException("The model " + model
                        + " stands twice among those that take turns on " + group.gpu() + "; name it once.");
            }
        }
        double seconds = group.turns().loadSeconds();
        if (!group.turns().isDerived() && !(seconds >= 0 && seconds <= MOST_LOAD_SECONDS)) {
            throw new IllegalArgumentException("Loading a model on " + group.gpu() + " takes " + seconds
                    + " s; give 0 to " + MOST_LOAD_SECONDS + ", or leave it out for what the data sheets say.");
        }
    }

    /**
     * What loading a model of a group takes where models take turns, in seconds.
     *
     * @throws IllegalArgumentException if a model is unknown or the GPU states no host link
     */
    public double loadSeconds(InstanceGroup group, String model) {
        return Ticks.toSeconds(new ModelTurns(catalog, group).loadTicks(model));
    }

    private static void checkLinks(ClusterSpec spec) throws ScenarioException {
        double speed = spec.links().gigabytesPerSecond();
        if (!(speed >= 0 && speed <= MOST_LINK_GB)) {
            throw new ScenarioException("The KV link moves " + speed + " GB/s; give 0 to " + MOST_LINK_GB
                    + ", 0 for no link between instances.");
        }
        boolean split = spec.groups().stream().anyMatch(group -> group.role() != InstanceRole.MIXED);
        if (!split && !spec.links().migration()) {
            return;
        }
        String what = split ? "Prefill and decode instances need" : "Live migration needs";
        if (speed == 0) {
            throw new ScenarioException(what
                    + " a link over which KV blocks move; give the KV link's bandwidth in GB/s, on the command"
                    + " line with --kv-link, in a file as kv_link_gb_per_s.");
        }
        if (!spec.batching().create().receives()) {
            throw new ScenarioException(what + " a batching mode that takes requests over: vllm-v1, vllm-v0 or"
                    + " sarathi, and not " + spec.batching().id() + ".");
        }
    }

    private static String nextName(String kind, Map<String, Integer> numbers) {
        return kind + " #" + numbers.merge(kind, 1, Integer::sum);
    }

    private static List<InstanceSetup> theoryWorkers(InstanceGroup group, Map<String, Integer> numbers) {
        if (group.kvBlocks() < 1) {
            throw new IllegalArgumentException(
                    "The theory mode needs the memory in tokens: set the KV blocks, of one token each there, to 1 or more"
                            + " (on the command line with --kv-blocks).");
        }
        List<InstanceSetup> workers = new ArrayList<>();
        for (int i = 0; i < group.count(); i++) {
            InstanceSetup worker = TheoryMode.worker(nextName("worker", numbers), group.kvBlocks());
            workers.add(new InstanceSetup(
                    worker.info().withPrefixCache(group.limits().prefixCache()), worker.stepTime()));
        }
        return workers;
    }

    private List<InstanceSetup> gpuInstances(
            InstanceGroup group, String stepTimeLabel, double linkBytesPerSecond, Map<String, Integer> numbers) {
        if (group.turns().otherModels().isEmpty()) {
            InstanceSetup pattern = gpuInstance(
                    group, stepTimeLabel, linkBytesPerSecond, group.limits().hostGib());
            List<InstanceSetup> instances = new ArrayList<>();
            for (int i = 0; i < group.count(); i++) {
                instances.add(pattern.named(nextName(gpuName(group.gpu()), numbers)));
            }
            return instances;
        }
        return takingTurns(group, stepTimeLabel, linkBytesPerSecond, numbers);
    }

    /** An instance for each model on each set of GPUs; what is left of host memory beside the weights is for KV blocks. */
    private List<InstanceSetup> takingTurns(
            InstanceGroup group, String stepTimeLabel, double linkBytesPerSecond, Map<String, Integer> numbers) {
        ModelTurns turns = new ModelTurns(catalog, group);
        List<InstanceSetup> patterns = new ArrayList<>();
        for (String model : group.models()) {
            patterns.add(gpuInstance(group.withModel(model), stepTimeLabel, linkBytesPerSecond, turns.hostGibLeft()));
        }
        List<InstanceSetup> instances = new ArrayList<>();
        for (int i = 0; i < group.count(); i++) {
            String gpus = nextName(gpuName(group.gpu()), numbers);
            int shared = numbers.merge(SHARED_GPUS, 1, Integer::sum) - 1;
            for (int m = 0; m < patterns.size(); m++) {
                String model = group.models().get(m);
                instances.add(patterns.get(m).named(gpus + " " + model).onSharedGpus(shared, turns.loadTicks(model)));
            }
        }
        return instances;
    }

    private InstanceSetup gpuInstance(
            InstanceGroup group, String stepTimeLabel, double linkBytesPerSecond, double hostGib) {
        GpuSpec gpu = catalog.gpu(group.gpu());
        ModelSpec model = catalog.model(group.model());
        InstanceGroup.Limits limits = group.limits();
        StepTimeModel stepTime = stepTimes.of(stepTimeLabel, gpu, model, group.tensorParallel());
        int kvBlocks = kvBlocks(group);
        if (limits.tokenBudget() < limits.batchCap()) {
            throw new IllegalArgumentException("The token budget of " + limits.tokenBudget()
                    + " is smaller than the batch cap of " + limits.batchCap()
                    + "; a full batch must be able to decode, so raise the budget or lower the cap.");
        }
        long blockBytes = capacity(group).blockBytes();
        HostLink hostLink = hostLink(group, gpu, blockBytes, hostGib);
        KvLink kvLink = linkBytesPerSecond > 0
                ? new KvLink(linkBytesPerSecond, KV_LINK_LATENCY_SECONDS, blockBytes)
                : KvLink.NONE;
        int hostBlocks = (int) Math.min(Integer.MAX_VALUE, Math.floor(hostGib * BYTES_PER_GIB / blockBytes));
        return new InstanceSetup(
                new InstanceInfo(
                        gpuName(gpu.id()),
                        gpu.id(),
                        model.id(),
                        group.tensorParallel(),
                        kvBlocks,
                        limits.blockTokens(),
                        limits.batchCap(),
                        limits.tokenBudget(),
                        new InstanceInfo.Options(hostBlocks, limits.prefixCache(), group.role())),
                stepTime,
                hostLink,
                kvLink);
    }

    /** A GPU as instances and choices name it, for instance {@code A100-80G}. */
    public static String gpuName(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    /** Every GPU of an instance has a link of its own, and all move their parts of a block at once. */
    private static HostLink hostLink(InstanceGroup group, GpuSpec gpu, long blockBytes, double hostGib) {
        if (hostGib == 0) {
            return HostLink.NONE;
        }
        if (!(gpu.hostLinkBytesPerSecond() > 0)) {
            throw new IllegalArgumentException("The instances have " + hostGib + " GiB of host memory, and " + gpu.id()
                    + " states no host link in the catalogue; state its bandwidth or leave the memory out.");
        }
        return new HostLink(gpu.hostLinkBytesPerSecond() * group.tensorParallel(), blockBytes);
    }

    private int kvBlocks(InstanceGroup group) {
        int fitting = blocksThatFit(group);
        if (group.kvBlocks() > fitting) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d KV blocks of %d tokens do not fit: beside its weights, %s on %d x %s has room for %,d; use fewer"
                            + " blocks, or 0 for as many as fit.",
                    group.kvBlocks(),
                    group.limits().blockTokens(),
                    group.model(),
                    group.tensorParallel(),
                    group.gpu(),
                    fitting));
        }
        return group.kvBlocks() > 0 ? group.kvBlocks() : fitting;
    }

    /**
     * KV blocks that fit beside the weights of an instance.
     *
     * @throws IllegalArgumentException if the model does not fit, with the arithmetic
     */
    public int blocksThatFit(InstanceGroup group) {
        long blocks = capacity(group).blocks();
        return (int) Math.min(Integer.MAX_VALUE, blocks);
    }

    /**
     * How the memory of an instance divides.
     *
     * @throws IllegalArgumentException if the model does not fit, with the arithmetic
     */
    public KvCapacity capacity(InstanceGroup group) {
        InstanceGroup.Limits limits = group.limits();
        KvMemorySettings settings = new KvMemorySettings(
                KvMemorySettings.DEFAULT.memoryShare(), limits.blockTokens(), limits.tokenBudget(), limits.batchCap());
        return KvCapacity.of(catalog.gpu(group.gpu()), catalog.model(group.model()), group.tensorParallel(), settings);
    }
}
