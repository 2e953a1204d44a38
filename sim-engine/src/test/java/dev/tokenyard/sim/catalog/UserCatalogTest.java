package dev.tokenyard.sim.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.GpuSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCatalogTest {
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();

    private static String gpu(String id, String more) {
        return """
                {"id": "%s", "name": "Mine", "memoryBytes": 40000000000, "memoryBandwidthBytesPerSecond": 1e12,
                 "peakFlopsPerSecond": 2e14, "linkBytesPerSecond": 1e10, "hostLinkBytesPerSecond": 1e10%s}
                """.formatted(id, more);
    }

    private static UserCatalog of(String... gpus) {
        return UserCatalog.parse("mine.json", "{\"gpus\": [" + String.join(",", gpus) + "]}");
    }

    @Test
    void anEntryAddedAgainTakesThePlaceOfTheFirst() {
        UserCatalog both = of(gpu("a", ""), gpu("b", "")).plus(of(gpu("a", ", \"powerWatts\": 7")));
        HardwareCatalog catalog = CATALOG.with(both, "test");
        assertThat(catalog.gpus())
                .extracting(GpuSpec::id)
                .endsWith("b", "a")
                .hasSize(CATALOG.gpus().size() + 2);
        assertThat(catalog.gpu("a").powerWatts()).isEqualTo(7);
    }

    @Test
    void nothingAddsNothing() {
        UserCatalog some = of(gpu("a", ""));
        assertThat(UserCatalog.NONE.plus(some)).isEqualTo(some);
        assertThat(some.plus(UserCatalog.NONE)).isEqualTo(some);
        assertThat(UserCatalog.NONE.isEmpty()).isTrue();
        assertThat(CATALOG.with(UserCatalog.NONE, "test")).isSameAs(CATALOG);
    }

    @Test
    void aDefaultReachesTheGpusOfItsOwnFileAlone() {
        UserCatalog withDefault = UserCatalog.parse(
                "mine.json",
                "{\"defaultEfficiency\": {\"gemmFlopsShare\": 0.5, \"exposedShare\": 0.1}, \"gpus\": ["
                        + gpu("a", ", \"efficiency\": {\"exposedShare\": 0.2}") + "]}");
        HardwareCatalog catalog = CATALOG.with(withDefault.plus(of(gpu("b", ""))), "test");
        GpuSpec.Efficiency general = CATALOG.gpu("a100-80g").efficiency();
        assertThat(catalog.gpu("a").efficiency().gemmFlopsShare()).isEqualTo(0.5);
        assertThat(catalog.gpu("a").efficiency().exposedShare()).isEqualTo(0.2);
        assertThat(catalog.gpu("a").efficiency().kvBandwidthShare()).isEqualTo(general.kvBandwidthShare());
        assertThat(catalog.gpu("b").efficiency()).isEqualTo(general);
    }

    @Test
    void twoFilesOfAFolderWithOneIdAreRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"gpus\": [" + gpu("same", "") + "]}");
        Files.writeString(folder.resolve("b.json"), "{\"gpus\": [" + gpu("same", "") + "]}");
        assertThatThrownBy(() -> UserCatalog.read(folder))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("b.json, the id \"same\" is taken by another file of the folder; give");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"gpus\": 3}",
                "{\"gpus\": [], \"gpus\": []}",
                "\u0000",
                "{\"gpus\": [{}]}"
            })
    void whatIsNoCatalogueIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> UserCatalog.parse("mine.json", text))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("mine.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a100-80g", "deepseek-v3", "qwen2.5-7b"})
    void anEntryPrintedAsAFileIsReadAgainUnderAnotherId(String id) {
        String file = HardwareCatalog.entryFile(id).replace("\"" + id + "\"", "\"mine\"");
        HardwareCatalog catalog = CATALOG.with(UserCatalog.parse("mine.json", file), "test");
        assertThat(catalog.gpus().size() + catalog.models().size())
                .isEqualTo(CATALOG.gpus().size() + CATALOG.models().size() + 1);
        assertThatThrownBy(
                        () -> CATALOG.with(UserCatalog.parse("mine.json", HardwareCatalog.entryFile(id)), "mine.json"))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageContaining("\"" + id + "\" is taken");
    }

    @Test
    void noEntryOfThatIdListsTheKnownOnes() {
        assertThatThrownBy(() -> HardwareCatalog.entryFile("h100"))
                .isInstanceOf(UnknownEntryException.class)
                .hasMessageStartingWith("There is no GPU or model 'h100' in the catalogue; did you mean h100-sxm?");
    }
}
