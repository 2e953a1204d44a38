package dev.tokenyard.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.ModelSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RooflineStepTimeTest {
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();
    private static final GpuSpec.Efficiency IDEAL = new GpuSpec.Efficiency(1, 1, 0, 1, 1, 1, 1, 0, 0, 0);

    @Test
    void equalsTheFormulaWorkedOutByHand() {
        // 1 TB/s and 1 TFLOP/s; one layer of width 10 with one head: 4 · 100 + 3 · 200 = 1000 weights, lm_head 1000.
        GpuSpec gpu = new GpuSpec("g", "G", 1, 1e12, 1e12, 1e12, 1e12, IDEAL, Map.of(), Map.of());
        ModelSpec model = new ModelSpec("m", "M", 3000, 1, 10, 20, 1, 1, 10, 100, 2, 2, 100, Map.of());
        RooflineStepTime cost = new RooflineStepTime(gpu, model, 1);
        // One token: FLOPs as long as the read, 2000 ps; lm_head 2000 ps read + 2000 ps FLOPs.
        assertThat(cost.stepTicks(1, 0, 0, 0)).isEqualTo(2000 + 2000 + 2000);
        assertThat(cost.stepTicks(2, 0, 0, 0)).isEqualTo(4000 + 2000 + 4000);
        // Three prompt tokens attend to 6 pairs of 4 · 10 FLOPs.
        assertThat(cost.stepTicks(0, 0, 3, 6)).isEqualTo(6000 + 2000 + 240);
        // A token of context: 40 bytes and 40 FLOPs.
        assertThat(cost.contextTokenTicks(1, 1)).isEqualTo(80);
    }

    @Test
    void countsTwoRingAllReducesPerLayer() {
        GpuSpec.Efficiency slowLink = new GpuSpec.Efficiency(1, 1, 0, 1, 1, 1, 1, 1e-6, 0, 0);
        ModelSpec model = new ModelSpec("m", "M", 6000, 3, 10, 20, 2, 2, 5, 100, 2, 2, 100, Map.of());
        GpuSpec free = new GpuSpec("g", "G", 1, 1e12, 1e12, 1e18, 1e12, IDEAL, Map.of(), Map.of());
        GpuSpec linked = new GpuSpec("g", "G", 1, 1e12, 1e12, 1e12, 1e12, slowLink, Map.of(), Map.of());
        long withLink = new RooflineStepTime(linked, model, 2).stepTicks(0, 0, 10, 0);
        long without = new RooflineStepTime(free, model, 2).stepTicks(0, 0, 10, 0);
        // 6 all-reduces of 1 µs and of 2 · 1/2 · 20 bytes a token at 1 TB/s.
        assertThat(withLink - without).isEqualTo(6 * (1_000_000 + 200));
    }

    @Test
    void growsWithEachArgument() {
        for (GpuSpec gpu : CATALOG.gpus()) {
            for (ModelSpec model : CATALOG.models()) {
                RooflineStepTime cost = new RooflineStepTime(gpu, model, 1);
                long previous = 0;
                for (int tokens = 1; tokens <= 4096; tokens++) {
                    long prefill = cost.stepTicks(0, 0, tokens, 0);
                    assertThat(prefill).isGreaterThan(previous);
                    assertThat(cost.stepTicks(tokens, 0, 0, 0)).isGreaterThan(prefill);
                    assertThat(cost.stepTicks(0, 0, tokens, tokens)).isGreaterThanOrEqualTo(prefill);
                    previous = prefill;
                }
                assertThat(cost.contextTokenTicks(1, 1)).isPositive();
            }
        }
    }

    @Test
    void isAffineInPairsAndInTokensOnEachSideOfTheRidge() {
        RooflineStepTime cost = new RooflineStepTime(CATALOG.gpu("a100-80g"), CATALOG.model("llama-3.1-8b"), 1);
        long pair = cost.stepTicks(0, 0, 512, 1_000_000) - cost.stepTicks(0, 0, 512, 0);
        assertThat(cost.stepTicks(0, 0, 512, 3_000_000) - cost.stepTicks(0, 0, 512, 0))
                .isBetween(3 * pair - 2, 3 * pair + 2);
        for (int start : new int[] {1, 1024}) {
            long slope = cost.stepTicks(0, 0, start + 30, 0) - cost.stepTicks(0, 0, start, 0);
            assertThat(cost.stepTicks(0, 0, start + 60, 0) - cost.stepTicks(0, 0, start, 0))
                    .isBetween(2 * slope - 2, 2 * slope + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-2-7b", "llama-2-13b", "llama-2-70b", "llama-3.1-70b"})
    void moreGpusShortenALargeStepAndTheContextsShare(String modelId) {
        long previousStep = Long.MAX_VALUE;
        long previousContext = Long.MAX_VALUE;
        for (int tensorParallel : new int[] {1, 2, 4, 8}) {
            StepTimeModel cost = StepTimeModels.of(
                    StepTimeModels.ROOFLINE, CATALOG.gpu("a100-80g"), CATALOG.model(modelId), tensorParallel);
            assertThat(cost.stepTicks(64, 0, 1984, 2_000_000)).isLessThan(previousStep);
            assertThat(cost.contextTokenTicks(1, 1)).isLessThan(previousContext);
            previousStep = cost.stepTicks(64, 0, 1984, 2_000_000);
            previousContext = cost.contextTokenTicks(1, 1);
        }
    }

    @Test
    void groupedQueriesReadLessContextThanFullHeads() {
        GpuSpec gpu = CATALOG.gpu("h100-sxm");
        long full = new RooflineStepTime(gpu, CATALOG.model("llama-2-7b"), 1).contextTokenTicks(1, 1);
        long grouped = new RooflineStepTime(gpu, CATALOG.model("mistral-7b"), 1).contextTokenTicks(1, 1);
        assertThat(grouped).isBetween(full / 4, full / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, '1, 2, 4, 8'", "3, '1, 2, 4, 8'", "-2, '1, 2, 4, 8'"})
    void refusesGpusThatDoNotDivideTheHeads(int tensorParallel, String possible) {
        assertThatThrownBy(
                        () -> new RooflineStepTime(CATALOG.gpu("a10"), CATALOG.model("llama-3.1-8b"), tensorParallel))
                .hasMessage("Tensor parallelism of " + tensorParallel
                        + " does not divide the 32 attention heads and 8 KV heads of llama-3.1-8b; use one of "
                        + possible
                        + ".");
    }

    @Test
    void stepTimeModelsAreFoundByName() {
        GpuSpec gpu = CATALOG.gpu("a10");
        ModelSpec model = CATALOG.model("mistral-7b");
        assertThat(StepTimeModels.of("roofline", gpu, model, 1).label()).isEqualTo("roofline");
        assertThat(StepTimeModels.of("unit", gpu, model, 1)).isEqualTo(UnitStepTime.ONE_SECOND);
        assertThatThrownBy(() -> StepTimeModels.of("guess", gpu, model, 1))
                .hasMessage("There is no step-time model 'guess'; use roofline or unit.");
    }
}
