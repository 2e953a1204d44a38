package dev.tokenyard.sim.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.catalog.CalibrationTable.Efficiencies;
import org.junit.jupiter.api.Test;

class CalibrationTableTest {
    private static final CalibrationTable TABLE = CalibrationTable.builtIn();

    @Test
    void everyEntryIsOfTheCatalogue() {
        HardwareCatalog catalog = HardwareCatalog.builtIn();
        assertThat(TABLE.entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(catalog.gpu(entry.gpu()).id()).isEqualTo(entry.gpu());
            assertThat(catalog.model(entry.model()).id()).isEqualTo(entry.model());
            assertThat(entry.decode().maxPercent())
                    .isGreaterThanOrEqualTo(entry.decode().meanPercent());
        });
    }

    @Test
    void onlyModelsWithEfficienciesOfTheirOwnCountAsFitted() {
        HardwareCatalog catalog = HardwareCatalog.builtIn();
        assertThat(TABLE.entries())
                .filteredOn(entry -> entry.efficiencies() == Efficiencies.FITTED)
                .allSatisfy(entry ->
                        assertThat(catalog.gpu(entry.gpu()).efficiencyByModel()).containsKey(entry.model()));
    }

    @Test
    void findsTheErrorsOfAGpuAModelAndATensorParallelism() {
        assertThat(TABLE.find("a100-80g", "llama-2-70b", 2)).isPresent();
        assertThat(TABLE.find("a100-80g", "llama-2-70b", 8)).isEmpty();
        assertThat(TABLE.find("h100-sxm", "llama-2-70b", 2)).isEmpty();
        assertThat(TABLE.ofGpu("a100-80g")).hasSameSizeAs(TABLE.entries());
        assertThat(TABLE.ofModel("llama-2-7b")).hasSize(2);
        assertThat(TABLE.ofModel("mistral-7b")).isEmpty();
    }

    @Test
    void saysInASentenceHowTrueStepTimesAre() {
        assertThat(TABLE.sentence("a100-80g", "llama-2-7b", 1))
                .matches("Step times: roofline, fitted to measured steps: decode ±[\\d.]+ % \\(max \\d+ %\\), prefill"
                        + " ±[\\d.]+ % \\(max \\d+ %\\), mixed ±[\\d.]+ % \\(max \\d+ %\\)\\.");
        assertThat(TABLE.sentence("l4", "mistral-7b", 1))
                .isEqualTo("Step times: roofline, not checked against measurements for this GPU and model.");
    }
}
