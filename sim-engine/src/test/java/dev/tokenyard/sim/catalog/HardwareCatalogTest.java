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
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareCatalogTest {
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();
    private static final List<String> NO_FIGURES = List.of("id", "name", "sources", "efficiencyByModel", "note");

    @ParameterizedTest
    @CsvSource({
        "a100-80g, 80,         2.039e12, 312e12,    300e9",
        "a100-40g, 40,         1.555e12, 312e12,    300e9",
        "h100-sxm, 80,         3.35e12,  989e12,    450e9",
        "h200-sxm, 141,        4.8e12,   989e12,    450e9",
        "a10,      22.48828125, 600e9,    125e12,    32e9",
        "a30,      24,         933e9,    165e12,    100e9",
        "a40,      44.98828125, 696e9,    149.7e12,  56.25e9",
        "l4,       22.494140625, 300e9,    121e12,    32e9",
        "l40s,     44.98828125, 864e9,   362.05e12, 32e9",
        "h100-pcie, 80,        2e12,     756e12,    300e9",
        "v100-16g,  16,        900e9,    125e12,    150e9",
        "v100-32g,  32,        900e9,    125e12,    150e9",
        "rtx-4090,  24,        1008e9,   165.2e12,  32e9",
        "mi300x,    192,       5.3e12,   1307.4e12, 448e9",
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
        "llama-3.1-405b, 405853388800, 516096",
        "mixtral-8x7b,  46702792704, 131072",
        "vicuna-13b,    13015864320, 819200",
        "opt-13b,       12853473280, 819200",
        "gpt-j-6b,      6050882784,  458752",
        "falcon-180b,   179522565120, 163840",
        "qwen2.5-7b,    7615616512,  57344",
        "qwen2.5-14b,   14770033664, 196608",
        "qwen2.5-32b,   32763876352, 262144",
        "qwen2.5-72b,   72706203648, 327680",
        "phi-3-mini,    3821079552,  393216",
        "phi-3-medium,  13960238080, 204800",
        "gemma-2-9b,    9241705984,  344064",
        "gemma-2-27b,   27227128320, 376832",
    })
    void givesModelShapes(String id, long parameters, long kvBytesPerToken) {
        ModelSpec model = CATALOG.model(id);
        assertThat(model.parameters()).isEqualTo(parameters);
        assertThat(model.weightBytes()).isEqualTo(2 * parameters);
        assertThat(model.kvBytesPerToken()).isEqualTo(kvBytesPerToken);
    }

    @Test
    void theShapeOfEachModelAddsUpToItsParameters() {
        assertThat(CATALOG.models())
                .allSatisfy(model -> assertThat(model.matrixWeights())
                        .as(model.id())
                        .isCloseTo(model.parameters(), Percentage.withPercentage(0.2)));
    }

    /** The published figures: 12.9B of Mixtral's 46.7B (arXiv 2401.04088), 37B of DeepSeek-V3's 671B (arXiv 2412.19437). */
    @ParameterizedTest
    @CsvSource({"mixtral-8x7b, 12.9e9", "deepseek-v3, 37e9"})
    void aTokenUsesAsManyWeightsAsPublished(String id, double active) {
        ModelSpec model = CATALOG.model(id);
        assertThat((double) model.activeLinearWeights() + 2 * model.headWeights())
                .isCloseTo(active, Percentage.withPercentage(2));
    }

    @Test
    void deepSeekStoresEightBitsAWeightAndACompressedVectorAToken() {
        ModelSpec model = CATALOG.model("deepseek-v3");
        assertThat(model.weightBytes()).isEqualTo(671_026_419_200L);
        assertThat(model.kvBytesPerToken()).isEqualTo(70_272L);
    }

    @Test
    void everyFigureHasASource() {
        for (GpuSpec gpu : CATALOG.gpus()) {
            for (RecordComponent figure : GpuSpec.class.getRecordComponents()) {
                if (!NO_FIGURES.contains(figure.getName()) && isStated(gpu, figure)) {
                    assertThat(gpu.source(figure.getName()))
                            .as(gpu.id() + "." + figure.getName())
                            .isNotEqualTo("not stated");
                }
            }
        }
        for (ModelSpec model : CATALOG.models()) {
            for (RecordComponent figure : ModelSpec.class.getRecordComponents()) {
                if (!NO_FIGURES.contains(figure.getName()) && isStated(model, figure)) {
                    assertThat(model.source(figure.getName()))
                            .as(model.id() + "." + figure.getName())
                            .isNotEqualTo("not stated");
                }
            }
        }
    }

    /** Whether an entry has a figure; 0 and nothing stand for one that is not stated. */
    private static boolean isStated(Record entry, RecordComponent figure) {
        try {
            Object value = figure.getAccessor().invoke(entry);
            return !value.equals(0.0) && !value.equals(Optional.empty());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everySourceBelongsToAFigure() {
        List<String> efficiencies = components(GpuSpec.Efficiency.class);
        for (GpuSpec gpu : CATALOG.gpus()) {
            assertThat(gpu.sources().keySet()).as(gpu.id()).allSatisfy(key -> {
                String last = key.substring(key.lastIndexOf('.') + 1);
                boolean ofOneModel = key.startsWith("efficiencyByModel.")
                        && gpu.efficiencyByModel().containsKey(key.substring("efficiencyByModel.".length()));
                assertThat(components(GpuSpec.class).contains(key)
                                || ofOneModel
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
        assertThat(a10.source("efficiency.kvBandwidthShare")).startsWith("Not measured here");
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
                                + " h100-sxm, h100-pcie, h200-sxm, b200, mi300x, v100-16g, v100-32g, a10, a30, a40, l4,"
                                + " l40s, rtx-4090.");
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
    void readsAFolderInTheOrderOfNames(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.json"), "{\"models\": [" + model("my-b") + "]}");
        Files.writeString(folder.resolve("a.json"), "{\"models\": [" + model("my-a") + "]}");
        Files.writeString(folder.resolve("notes.txt"), "not JSON");
        HardwareCatalog catalog = CATALOG.with(folder);
        assertThat(catalog.models()).extracting(ModelSpec::id).endsWith("my-a", "my-b");
        assertThat(catalog.models()).hasSize(CATALOG.models().size() + 2);
    }

    @Test
    void anIdThatIsTakenIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), "{\"models\": [" + model("mistral-7b") + "]}");
        assertThatThrownBy(() -> CATALOG.with(file))
                .isInstanceOf(CatalogFileException.class)
                .hasMessage(
                        "In " + file + ", the model id \"mistral-7b\" is taken by an entry of the catalogue; give this"
                                + " one another id.");
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

    private static String model(String id) {
        return """
                {"id": "%s", "name": "Mine", "parameters": 7241732096, "layers": 32, "hiddenSize": 4096,
                 "intermediateSize": 14336, "attentionHeads": 32, "kvHeads": 8, "headSize": 128,
                 "vocabularySize": 32000, "weightFormat": "bf16", "kvFormat": "bf16", "maxContextTokens": 32768}
                """.formatted(id);
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
