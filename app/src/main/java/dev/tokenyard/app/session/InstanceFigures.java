package dev.tokenyard.app.session;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.KvCapacity;
import dev.tokenyard.sim.cost.KvMemorySettings;
import dev.tokenyard.sim.log.InstanceInfo;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the catalogue says of an instance's GPU and model, and how its KV cache follows from that.
 *
 * @param gpuName the maker's name for the GPU
 * @param gpu its figures
 * @param modelName the maker's name for the model
 * @param model its figures
 * @param memory how the memory of the instance divides, its KV cache last
 */
public record InstanceFigures(
        String gpuName, List<Figure> gpu, String modelName, List<Figure> model, List<Figure> memory) {
    private static final double GIB = 1 << 30;
    private static final double KIB = 1 << 10;
    private static final double TERA = 1e12;
    private static final double GIGA = 1e9;

    /** Copies the lists. */
    public InstanceFigures {
        gpu = List.copyOf(gpu);
        model = List.copyOf(model);
        memory = List.copyOf(memory);
    }

    /**
     * A figure in words.
     *
     * @param name what it is
     * @param value its value with its unit
     * @param source where it comes from; empty where it follows from others
     */
    public record Figure(String name, String value, String source) {}

    /** The figures of an instance; empty where the catalogue does not know its GPU or model, as in the theory mode. */
    public static Optional<InstanceFigures> of(HardwareCatalog builtIn, ScenarioSpec scenario, InstanceInfo info) {
        try {
            HardwareCatalog catalog =
                    scenario.catalog().isEmpty() ? builtIn : builtIn.with(scenario.catalog(), "the scenario's catalog");
            GpuSpec gpu = catalog.gpu(info.gpuId());
            ModelSpec model = catalog.model(info.modelId());
            return Optional.of(new InstanceFigures(
                    gpu.name(), ofGpu(gpu), model.name(), ofModel(model), memory(gpu, model, info)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static List<Figure> ofGpu(GpuSpec gpu) {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("memory", gpu.memoryBytes() / GIB, "GiB", gpu.source("memoryBytes")));
        figures.add(figure(
                "memory bandwidth",
                gpu.memoryBandwidthBytesPerSecond() / GIGA,
                "GB/s",
                gpu.source("memoryBandwidthBytesPerSecond")));
        figures.add(figure(
                "16-bit throughput", gpu.peakFlopsPerSecond() / TERA, "TFLOP/s", gpu.source("peakFlopsPerSecond")));
        figures.add(figure("link to peers", gpu.linkBytesPerSecond() / GIGA, "GB/s", gpu.source("linkBytesPerSecond")));
        if (gpu.hostLinkBytesPerSecond() > 0) {
            figures.add(figure(
                    "link to host", gpu.hostLinkBytesPerSecond() / GIGA, "GB/s", gpu.source("hostLinkBytesPerSecond")));
        }
        return figures;
    }

    private static List<Figure> ofModel(ModelSpec model) {
        return List.of(
                figure("parameters", model.parameters() / GIGA, "billion", model.source("parameters")),
                new Figure("layers", Integer.toString(model.layers()), model.source("layers")),
                new Figure("KV heads", Integer.toString(model.kvHeads()), model.source("kvHeads")),
                new Figure("weights", model.weightFormat().label(), model.source("weightFormat")),
                new Figure("KV values", model.kvFormat().label(), model.source("kvFormat")),
                new Figure(
                        "longest context",
                        String.format(Locale.ROOT, "%,d tokens", model.maxContextTokens()),
                        model.source("maxContextTokens")));
    }

    private static List<Figure> memory(GpuSpec gpu, ModelSpec model, InstanceInfo info) {
        double share = KvMemorySettings.DEFAULT.memoryShare();
        KvCapacity capacity = KvCapacity.of(
                gpu,
                model,
                info.tensorParallel(),
                new KvMemorySettings(share, info.blockTokens(), info.tokenBudget(), info.batchCap()));
        List<Figure> figures = new ArrayList<>();
        figures.add(sum(String.format(Locale.ROOT, "%.0f %% of the memory", 100 * share), capacity.usableBytes()));
        figures.add(sum("− weights", capacity.weightBytes()));
        figures.add(sum("− activations", capacity.activationBytes()));
        figures.add(sum("= left for KV", capacity.usableBytes() - capacity.weightBytes() - capacity.activationBytes()));
        figures.add(figure("KV of a token", capacity.kvBytesPerToken() / KIB, "KiB", ""));
        figures.add(new Figure("tokens in a block", Integer.toString(info.blockTokens()), ""));
        figures.add(new Figure("blocks that fit", String.format(Locale.ROOT, "%,d", capacity.blocks()), ""));
        if (info.kvBlocks() < capacity.blocks()) {
            figures.add(new Figure("set in the scenario", String.format(Locale.ROOT, "%,d", info.kvBlocks()), ""));
        }
        figures.add(new Figure(
                "KV cache", String.format(Locale.ROOT, "%,d tokens", (long) info.kvBlocks() * info.blockTokens()), ""));
        return figures;
    }

    private static Figure sum(String name, long bytes) {
        return figure(name, bytes / GIB, "GiB", "");
    }

    private static Figure figure(String name, double value, String unit, String source) {
        String pattern = value >= 99.95 ? "%,.0f %s" : "%.1f %s";
        return new Figure(name, String.format(Locale.ROOT, pattern, value, unit), source);
    }
}
