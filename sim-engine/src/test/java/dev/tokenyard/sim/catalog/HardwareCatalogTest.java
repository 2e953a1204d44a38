package dev.tokenyard.sim.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareCatalogTest {
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();
    private static final List<String> NO_FIGURES = List.of("id", "name", "sources", "efficiencyByModel");

    @ParameterizedTest
    @CsvSource({
        "a100-80g, 80,         2.039e12, 312e12,    300e9",
        "a100-40g, 40,         1.555e12, 312e12,    300e9",
        "h100-sxm, 80,         3.35e12,  989e12,    450e9",
        "h200-sxm, 141,        4.8e12,   989e12,    450e9",
        "a10,      24,         600e9,    125e12,    32e9",
        "a30,      24,         933e9,    165e12,    100e9",
        "a40,      48,         696e9,    149.7e12,  56.25e9",
        "l4,       24,         300e9,    121e12,    32e9",
        "l40s,     44.98828125, 864e9,   362.05e12, 32e9",
    })
    void givesDataSheetFigures(String id, double memoryGib, double bandwidth, double flops, double link) {
        GpuSpec gpu = CATALOG.gpu(id);
        assertThat(gpu.memoryBytes()).isEqualTo((long) (memoryGib * (1L << 30)));
        assertThat(gpu.memoryBandwidthBytesPerSecond()).isEqualTo(bandwidth);
        assertThat(gpu.peakFlopsPerSecond()).isEqualTo(flops);
        assertThat(gpu.linkBytesPerSecond()).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({
        "llama-2-7b,    6738415616,  524288",
        "llama-2-13b,   13015864320, 819200",
        "llama-2-70b,   68976648192, 327680",
        "llama-3.1-8b,  8030261248,  131072",
        "llama-3.1-70b, 70553706496, 327680",
        "mistral-7b,    7241732096,  131072",
    })
    void givesModelShapes(String id, long parameters, long kvBytesPerToken) {
        ModelSpec model = CATALOG.model(id);
        assertThat(model.parameters()).isEqualTo(parameters);
        assertThat(model.weightBytes()).isEqualTo(2 * parameters);
        assertThat(model.kvBytesPerToken()).isEqualTo(kvBytesPerToken);
    }

    @Test
    void theShapeOfEachModelAddsUpToItsParameters() {
        assertThat(CATALOG.models()).allSatisfy(model -> {
            long norms = (2L * model.layers() + 1) * model.hiddenSize();
            long embeddings = 2 * model.headWeights();
            assertThat(model.layers() * model.matrixWeightsPerLayer() + norms + embeddings)
                    .as(model.id())
                    .isEqualTo(model.parameters());
        });
    }

    @Test
    void everyFigureHasASource() {
        for (GpuSpec gpu : CATALOG.gpus()) {
            for (RecordComponent figure : GpuSpec.class.getRecordComponents()) {
                if (!NO_FIGURES.contains(figure.getName())) {
                    assertThat(gpu.source(figure.getName()))
                            .as(gpu.id() + "." + figure.getName())
                            .isNotEqualTo("not stated");
                }
            }
        }
        for (ModelSpec model : CATALOG.models()) {
            for (RecordComponent figure : ModelSpec.class.getRecordComponents()) {
                if (!NO_FIGURES.contains(figure.getName())) {
                    assertThat(model.source(figure.getName()))
                            .as(model.id() + "." + figure.getName())
                            .isNotEqualTo("not stated");
                }
            }
        }
    }

    @Test
    void everySourceBelongsToAFigure() {
        List<String> efficiencies = components(GpuSpec.Efficiency.class);
        for (GpuSpec gpu : CATALOG.gpus()) {
            assertThat(gpu.sources().keySet()).as(gpu.id()).allSatisfy(key -> {
                String last = key.substring(key.lastIndexOf('.') + 1);
                assertThat(components(GpuSpec.class).contains(key)
                                || (key.startsWith("efficiency") && efficiencies.contains(last)))
                        .as(key)
                        .isTrue();
            });
        }
        for (ModelSpec model : CATALOG.models()) {
            assertThat(components(ModelSpec.class))
                    .as(model.id())
                    .containsAll(model.sources().keySet());
        }
    }

    @Test
    void aSourceOfAGroupHoldsForItsFigures() {
        GpuSpec a10 = CATALOG.gpu("a10");
        assertThat(a10.source("efficiency.kvBandwidthShare")).startsWith("Default, not measured");
        assertThat(CATALOG.gpu("h100-sxm").source("efficiency.kvBandwidthShare"))
                .contains("AIConfigurator");
        assertThat(a10.source("price")).isEqualTo("not stated");
    }

    @Test
    void anUnknownIdListsTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> CATALOG.gpu("a100"))
                .isInstanceOf(UnknownEntryException.class)
                .hasMessage(
                        "There is no GPU 'a100' in the catalogue; did you mean a100-80g? Known are a100-80g, a100-40g,"
                                + " h100-sxm, h200-sxm, a10, a30, a40, l4, l40s.");
        assertThatThrownBy(() -> CATALOG.model("lama-2-7b"))
                .isInstanceOf(UnknownEntryException.class)
                .hasMessageStartingWith("There is no model 'lama-2-7b' in the catalogue; did you mean llama-2-7b?");
        assertThatThrownBy(() -> CATALOG.gpu("toaster"))
                .hasMessageStartingWith("There is no GPU 'toaster' in the catalogue. Known are");
    }

    @Test
    void readsAUsersFileAndFillsEfficienciesFromTheDefaults(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), """
                {"gpus": [{"id": "my-gpu", "name": "Mine", "memoryBytes": 4e10, "memoryBandwidthBytesPerSecond": 1e12,
                  "peakFlopsPerSecond": 2e14, "linkBytesPerSecond": 1e10, "hostLinkBytesPerSecond": 1e10,
                  "efficiency": {"gemmFlopsShare": 0.5},
                  "efficiencyByModel": {"llama-2-7b": {"kvBandwidthShare": 0.25}}}]}
                """);
        GpuSpec gpu = CATALOG.with(file).gpu("my-gpu");
        GpuSpec.Efficiency builtIn = CATALOG.gpu("a100-80g").efficiency();
        assertThat(gpu.memoryBytes()).isEqualTo(40_000_000_000L);
        assertThat(gpu.efficiency().gemmFlopsShare()).isEqualTo(0.5);
        assertThat(gpu.efficiency().kvBandwidthShare()).isEqualTo(builtIn.kvBandwidthShare());
        assertThat(gpu.efficiencyFor("llama-2-7b").gemmFlopsShare()).isEqualTo(0.5);
        assertThat(gpu.efficiencyFor("llama-2-7b").kvBandwidthShare()).isEqualTo(0.25);
        assertThat(gpu.efficiencyFor("mistral-7b")).isEqualTo(gpu.efficiency());
        assertThat(CATALOG.gpus()).extracting(GpuSpec::id).doesNotContain("my-gpu");
    }

    @Test
    void readsAFolderInTheOrderOfNamesAndLaterEntriesReplaceEarlierOnes(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.json"), "{\"models\": [" + model("Second") + "]}");
        Files.writeString(folder.resolve("a.json"), "{\"models\": [" + model("First") + "]}");
        Files.writeString(folder.resolve("notes.txt"), "not JSON");
        HardwareCatalog catalog = CATALOG.with(folder);
        assertThat(catalog.model("mistral-7b").name()).isEqualTo("Second");
        assertThat(catalog.models()).hasSameSizeAs(CATALOG.models());
    }

    @Test
    void aPathThatCannotBeReadIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> CATALOG.with(folder.resolve("none.json")))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("none.json cannot be read: there is no such file or folder");
        assertThatThrownBy(() -> CATALOG.with(folder))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("holds no file that ends in .json");
    }

    private static String model(String name) {
        return """
                {"id": "mistral-7b", "name": "%s", "parameters": 7241732096, "layers": 32, "hiddenSize": 4096,
                 "intermediateSize": 14336, "attentionHeads": 32, "kvHeads": 8, "headSize": 128,
                 "vocabularySize": 32000, "bytesPerWeight": 2, "bytesPerKvValue": 2, "maxContextTokens": 32768}
                """.formatted(name);
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
