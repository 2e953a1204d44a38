package dev.tokenyard.sim.catalog;

import dev.tokenyard.sim.model.Experts;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.GpuSpec.Efficiency;
import dev.tokenyard.sim.model.LatentAttention;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one catalogue file holds. Its object has the fields {@code gpus} and {@code models}, lists of entries whose fields
 * are named like the components of {@link GpuSpec} and {@link ModelSpec}, and {@code defaultEfficiency}, which fills the
 * efficiency figures that a GPU leaves out. A model's entry in {@code efficiencyByModel} leaves out what it shares with
 * its GPU.
 *
 * @param gpus GPUs by id, in the file's order
 * @param models models by id, in the file's order
 * @param defaultEfficiency what fills the gaps of this file's GPUs
 */
record CatalogFile(Map<String, GpuSpec> gpus, Map<String, ModelSpec> models, Efficiency defaultEfficiency) {
    /** Where every efficiency figure has to be in the file. */
    static final Efficiency NO_DEFAULT = new Efficiency(
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED,
            FigureReader.REQUIRED);

    private static final List<String> FILE_FIELDS = List.of("defaultEfficiency", "gpus", "models");
    private static final List<String> GPU_FIELDS = List.of(
            "id",
            "name",
            "memoryBytes",
            "memoryBandwidthBytesPerSecond",
            "peakFlopsPerSecond",
            "peakFp8FlopsPerSecond",
            "peakInt8OpsPerSecond",
            "linkBytesPerSecond",
            "hostLinkBytesPerSecond",
            "powerWatts",
            "dollarsPerHour",
            "efficiency",
            "efficiencyByModel",
            "sources");
    private static final List<String> EFFICIENCY_FIELDS = List.of(
            "weightBandwidthShare",
            "gemmFlopsShare",
            "exposedShare",
            "kvBandwidthShare",
            "decodeAttentionFlopsShare",
            "prefillAttentionFlopsShare",
            "linkBandwidthShare",
            "allReduceLatencySeconds",
            "layerOverheadSeconds",
            "stepOverheadSeconds");
    private static final List<String> MODEL_FIELDS = List.of(
            "id",
            "name",
            "parameters",
            "layers",
            "hiddenSize",
            "intermediateSize",
            "gatedFeedForward",
            "experts",
            "attentionHeads",
            "kvHeads",
            "headSize",
            "latentAttention",
            "vocabularySize",
            "tiedHead",
            "weightFormat",
            "kvFormat",
            "maxContextTokens",
            "note",
            "sources");
    private static final List<String> EXPERTS_FIELDS =
            List.of("count", "perToken", "shared", "intermediateSize", "denseLayers");
    private static final List<String> LATENT_FIELDS = List.of("queryRank", "kvRank", "ropeSize", "valueSize");

    // Far above any hardware or model to come; they keep sums of products within a long.
    private static final long MOST_MEMORY_BYTES = 1L << 50;
    private static final long MOST_PARAMETERS = 1_000_000_000_000_000L;
    private static final int WIDEST = 10_000_000;
    private static final int MOST_LAYERS_OR_HEADS = 10_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads and checks a file.
     *
     * @param file its name, for messages
     * @param base efficiency figures for GPUs in a file that has no default of its own
     * @throws CatalogFileException if it is not JSON or a figure is missing, unknown or out of range
     */
    static CatalogFile read(String file, InputStream in, Efficiency base) {
        FigureReader root = new FigureReader(file, "", tree(file, in));
        root.allowOnly(FILE_FIELDS);
        if (!root.has("gpus") && !root.has("models")) {
            throw new CatalogFileException(
                    "In " + file + " there is neither a list \"gpus\" nor a list \"models\"; expected at least one.");
        }
        Efficiency efficiency =
                root.has("defaultEfficiency") ? efficiency(root.object("defaultEfficiency"), base) : base;
        Map<String, GpuSpec> gpus = new LinkedHashMap<>();
        for (FigureReader entry : root.objects("gpus")) {
            GpuSpec gpu = gpu(entry, efficiency);
            if (gpus.putIfAbsent(gpu.id(), gpu) != null) {
                throw entry.wrong("id", "an id that no other GPU of the file has");
            }
        }
        Map<String, ModelSpec> models = new LinkedHashMap<>();
        for (FigureReader entry : root.objects("models")) {
            ModelSpec model = model(entry);
            if (models.putIfAbsent(model.id(), model) != null) {
                throw entry.wrong("id", "an id that no other model of the file has");
            }
        }
        return new CatalogFile(gpus, models, efficiency);
    }

    private static JsonNode tree(String file, InputStream in) {
        try {
            return JSON.readTree(in);
        } catch (JacksonException e) {
            throw new CatalogFileException(
                    file + " is not valid JSON" + JsonFault.describe(e)
                            + ". Expected an object with a list \"gpus\" or \"models\".",
                    e);
        }
    }

    private static GpuSpec gpu(FigureReader entry, Efficiency base) {
        entry.allowOnly(GPU_FIELDS);
        Efficiency efficiency = efficiency(entry.object("efficiency"), base);
        Map<String, Efficiency> byModel = new LinkedHashMap<>();
        entry.object("efficiencyByModel")
                .objectsByName()
                .forEach((model, figures) -> byModel.put(model, efficiency(figures, efficiency)));
        return new GpuSpec(
                entry.id("id"),
                entry.text("name"),
                entry.count("memoryBytes", MOST_MEMORY_BYTES),
                entry.rate("memoryBandwidthBytesPerSecond"),
                entry.rate("peakFlopsPerSecond"),
                entry.rateOrNone("peakFp8FlopsPerSecond"),
                entry.rateOrNone("peakInt8OpsPerSecond"),
                entry.rate("linkBytesPerSecond"),
                entry.rate("hostLinkBytesPerSecond"),
                entry.rateOrNone("powerWatts"),
                entry.rateOrNone("dollarsPerHour"),
                efficiency,
                byModel,
                entry.object("sources").textsByName());
    }

    private static Efficiency efficiency(FigureReader figures, Efficiency base) {
        figures.allowOnly(EFFICIENCY_FIELDS);
        return new Efficiency(
                figures.share("weightBandwidthShare", base.weightBandwidthShare()),
                figures.share("gemmFlopsShare", base.gemmFlopsShare()),
                figures.shareOrNone("exposedShare", base.exposedShare()),
                figures.share("kvBandwidthShare", base.kvBandwidthShare()),
                figures.share("decodeAttentionFlopsShare", base.decodeAttentionFlopsShare()),
                figures.share("prefillAttentionFlopsShare", base.prefillAttentionFlopsShare()),
                figures.share("linkBandwidthShare", base.linkBandwidthShare()),
                figures.seconds("allReduceLatencySeconds", base.allReduceLatencySeconds()),
                figures.seconds("layerOverheadSeconds", base.layerOverheadSeconds()),
                figures.seconds("stepOverheadSeconds", base.stepOverheadSeconds()));
    }

    private static ModelSpec model(FigureReader entry) {
        entry.allowOnly(MODEL_FIELDS);
        ModelSpec model = new ModelSpec(
                entry.id("id"),
                entry.text("name"),
                entry.count("parameters", MOST_PARAMETERS),
                entry.smallCount("layers", MOST_LAYERS_OR_HEADS),
                entry.smallCount("hiddenSize", WIDEST),
                entry.smallCount("intermediateSize", WIDEST),
                entry.flag("gatedFeedForward", true),
                entry.has("experts") ? Optional.of(experts(entry.object("experts"))) : Optional.empty(),
                entry.smallCount("attentionHeads", MOST_LAYERS_OR_HEADS),
                entry.smallCount("kvHeads", MOST_LAYERS_OR_HEADS),
                entry.smallCount("headSize", MOST_LAYERS_OR_HEADS),
                entry.has("latentAttention")
                        ? Optional.of(latentAttention(entry.object("latentAttention")))
                        : Optional.empty(),
                entry.smallCount("vocabularySize", WIDEST),
                entry.flag("tiedHead", false),
                entry.numberFormat("weightFormat"),
                entry.numberFormat("kvFormat"),
                entry.smallCount("maxContextTokens", Integer.MAX_VALUE),
                entry.has("note") ? entry.text("note") : "",
                entry.object("sources").textsByName());
        if (model.attentionHeads() % model.kvHeads() != 0) {
            throw entry.wrong("kvHeads", "a divisor of attentionHeads, which is " + model.attentionHeads());
        }
        long layerWeights = model.commonLinearWeights() + model.routedExpertWeights();
        if (model.parameters() < layerWeights) {
            throw entry.wrong(
                    "parameters", "at least the " + layerWeights + " weights that the layers' shapes add up to");
        }
        return model;
    }

    private static Experts experts(FigureReader entry) {
        entry.allowOnly(EXPERTS_FIELDS);
        int count = entry.smallCount("count", MOST_LAYERS_OR_HEADS);
        return new Experts(
                count,
                entry.smallCount("perToken", count),
                entry.smallCountOrNone("shared", MOST_LAYERS_OR_HEADS),
                entry.smallCount("intermediateSize", WIDEST),
                entry.smallCountOrNone("denseLayers", MOST_LAYERS_OR_HEADS));
    }

    private static LatentAttention latentAttention(FigureReader entry) {
        entry.allowOnly(LATENT_FIELDS);
        return new LatentAttention(
                entry.smallCount("queryRank", WIDEST),
                entry.smallCount("kvRank", WIDEST),
                entry.smallCount("ropeSize", MOST_LAYERS_OR_HEADS),
                entry.smallCount("valueSize", MOST_LAYERS_OR_HEADS));
    }
}
