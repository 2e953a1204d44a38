package dev.tokenyard.app.session.fidelity;

import dev.tokenyard.policies.BatchingModes;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.StepTimeModel;
import dev.tokenyard.sim.engine.InstanceSetup;
import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.engine.SimulationInput;
import dev.tokenyard.sim.engine.Simulator;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.policy.Policy;
import dev.tokenyard.sim.policy.PolicyContext;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The simulation that corresponds to a reference run: one instance, first come, first served, in the same batching mode. */
final class ReferenceSetup {
    private static final String POLICY = "fcfs";

    private final ReferenceConfig config;
    private final String batching;
    private final Map<String, Double> knobs;

    private ReferenceSetup(ReferenceConfig config, String batching, Map<String, Double> knobs) {
        this.config = config;
        this.batching = batching;
        this.knobs = knobs;
    }

    /**
     * Sets a simulation up like a reference run.
     *
     * @throws NotComparableException if its scheduler has no counterpart here
     */
    static ReferenceSetup of(ReferenceConfig config) {
        return switch (config.scheduler()) {
            case "vllm" ->
                new ReferenceSetup(config, "vllm-v0", Map.of("padded", 1.0, "watermark", config.watermark()));
            case "sarathi" ->
                new ReferenceSetup(
                        config,
                        "sarathi",
                        Map.of("chunk", (double) config.stepTokens(), "watermark", config.watermark()));
            default ->
                throw new NotComparableException("The scheduler '" + config.scheduler()
                        + "' has no counterpart here; runs of vllm and sarathi can be compared.");
        };
    }

    /** The batching mode with its knobs, for people. */
    String batching() {
        StringBuilder text = new StringBuilder(batching);
        new TreeMap<>(knobs)
                .forEach((name, value) -> text.append(' ')
                        .append(name)
                        .append('=')
                        .append(value == Math.rint(value) ? Long.toString(value.longValue()) : value.toString()));
        return text.toString();
    }

    /** Simulates requests with the given step times. */
    RunLog run(Trace trace, StepTimeModel stepTime, RunOptions options) {
        InstanceInfo info = new InstanceInfo(
                "reference",
                config.gpu(),
                config.model(),
                config.tensorParallel(),
                config.kvBlocks(),
                config.blockTokens(),
                config.batchCap(),
                Math.max(config.stepTokens(), config.batchCap()));
        SimulationInput input = new SimulationInput(
                trace,
                List.of(new SloClass("all", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)),
                new int[trace.size()],
                List.of(new InstanceSetup(info, stepTime)),
                batching,
                0,
                0,
                "",
                new int[0]);
        Policy policy = PolicyCatalog.byId(POLICY)
                .create(new PolicyContext(
                        Map.of(),
                        request -> {
                            throw new IllegalStateException("First come, first served knows no lengths.");
                        },
                        BatchingModes.byId(batching).create(knobs),
                        Routers.byId(Routers.DEFAULT).create(new RandomStreams(0))));
        return Simulator.run(input, policy, options);
    }

    /**
     * The catalogue's GPU of a reference run: the first whose id begins with its name and that has the same memory.
     *
     * @throws NotComparableException if there is none
     */
    GpuSpec gpu(HardwareCatalog catalog) {
        String name = config.gpu().toLowerCase(Locale.ROOT);
        return catalog.gpus().stream()
                .filter(gpu -> gpu.id().equals(name) || gpu.id().startsWith(name + "-"))
                .filter(gpu -> Math.abs(gpu.memoryBytes() / 1e9 - config.gpuMemoryGigabytes())
                        < 0.15 * config.gpuMemoryGigabytes())
                .findFirst()
                .orElseThrow(() -> new NotComparableException("The GPU '" + config.gpu() + "' with "
                        + config.gpuMemoryGigabytes() + " GB is not in the catalogue; add it as a JSON file."));
    }

    /**
     * The catalogue's model of a reference run: the one whose id has the same letters and digits, ignoring the publisher
     * and the ending that says which program's files they are.
     *
     * @throws NotComparableException if there is none
     */
    ModelSpec model(HardwareCatalog catalog) {
        String wanted = config.model().toLowerCase(Locale.ROOT);
        String name = bare(wanted.substring(wanted.lastIndexOf('/') + 1).replaceAll("-hf$", ""));
        return catalog.models().stream()
                .filter(model -> bare(model.id()).equals(name) || ("meta" + bare(model.id())).equals(name))
                .findFirst()
                .orElseThrow(() -> new NotComparableException(
                        "The model '" + config.model() + "' is not in the catalogue; add it as a JSON file."));
    }

    private static String bare(String name) {
        return name.replaceAll("[^a-z0-9]", "");
    }
}
