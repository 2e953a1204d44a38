package dev.tokenyard.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.model.Experts;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.LatentAttention;
import dev.tokenyard.sim.model.ModelSpec;
import dev.tokenyard.sim.model.NumberFormat;
import java.util.Map;
import java.util.Optional;
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
        GpuSpec gpu = gpu(1e12, IDEAL);
        ModelSpec model = dense(3000, 1, 1, 10);
        RooflineStepTime cost = new RooflineStepTime(gpu, model, 1);
        // One token: FLOPs as long as the read, 2000 ps; lm_head 2000 ps read + 2000 ps FLOPs; between the products
        // 8 · 10 numbers of the norms, 2 · 2 · 10 of the rotation and 3 · 20 of the gate, 2 bytes each.
        assertThat(cost.stepTicks(1, 0, 0, 0)).isEqualTo(2000 + 2000 + 2000 + 360);
        assertThat(cost.stepTicks(2, 0, 0, 0)).isEqualTo(4000 + 2000 + 4000 + 720);
        // Three prompt tokens attend to 6 pairs of 4 · 10 FLOPs.
        assertThat(cost.stepTicks(0, 0, 3, 6)).isEqualTo(6000 + 2000 + 240 + 1080);
        // A token of context: 40 bytes and 40 FLOPs.
        assertThat(cost.contextTokenTicks(1, 1)).isEqualTo(80);
    }

    @Test
    void countsTwoRingAllReducesPerLayer() {
        GpuSpec.Efficiency slowLink = new GpuSpec.Efficiency(1, 1, 0, 1, 1, 1, 1, 1e-6, 0, 0);
        ModelSpec model = dense(6000, 3, 2, 5);
        GpuSpec free = gpu(1e18, IDEAL);
        GpuSpec linked = gpu(1e12, slowLink);
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
                // Every count up to the ridges, then ever larger strides.
                for (int tokens = 1; tokens <= 8192; tokens += 1 + tokens / 128) {
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
                .hasMessage("There is no step-time model 'guess'; use roofline, unit or grid:FOLDER[:NAME].");
    }

    @Test
    void expertsAreReadAsFarAsTheBatchIsExpectedToUseThem() {
        // Four experts of which a token uses one; one expert has 3 · 200 = 600 weights, attention 400, the router 40.
        ModelSpec model = model(Optional.of(new Experts(4, 1, 0, 20, 0)), Optional.empty(), true);
        GpuSpec manyFlops = gpu(1e12, IDEAL, 1e18);
        RooflineStepTime cost = new RooflineStepTime(manyFlops, model, 1);
        // 440 weights and all of 2400, as far as used, 2 bytes each; lm_head 2000; 360 a token between the products.
        assertThat(cost.stepTicks(1, 0, 0, 0)).isEqualTo(880 + 1200 + 2000 + 360);
        assertThat(cost.stepTicks(0, 0, 2, 0)).isEqualTo(880 + Math.round(4800 * (1 - 0.75 * 0.75)) + 2000 + 720);
        // With free memory, only the weights that a token uses count: 1040.
        GpuSpec fewFlops = gpu(1e12, IDEAL, 1e9);
        long one = new RooflineStepTime(fewFlops, model, 1).stepTicks(0, 0, 1000, 0);
        long two = new RooflineStepTime(fewFlops, model, 1).stepTicks(0, 0, 2000, 0);
        assertThat(two - one).isEqualTo(1000L * 2 * 1040 * 1000 + 1000 * 360);
    }

    @Test
    void theShareOfExpertsUsedGrowsFromThoseOfOneTokenToAll() {
        Experts experts = new Experts(256, 8, 1, 2048, 3);
        assertThat(experts.shareUsed(0)).isZero();
        assertThat(experts.shareUsed(1)).isEqualTo(8 / 256.0);
        assertThat(experts.shareUsed(100)).isCloseTo(1 - Math.pow(1 - 8 / 256.0, 100), within(1e-12));
        double previous = 0;
        for (int tokens = 1; tokens < 5000; tokens++) {
            assertThat(experts.shareUsed(tokens)).isBetween(previous, 1.0);
            previous = experts.shareUsed(tokens);
        }
        assertThat(new Experts(8, 8, 0, 10, 0).shareUsed(1)).isEqualTo(1);
    }

    @Test
    void latentAttentionReadsTheCompressedVectorOnEveryGpu() {
        ModelSpec model = CATALOG.model("deepseek-v3");
        assertThat(model.kvBytesPerToken()).isEqualTo(61L * (512 + 64) * 2);
        // Decode compares with and sums the compressed vectors, prefill works on expanded heads.
        assertThat(model.decodeAttentionFlopsPerToken()).isEqualTo(61.0 * 128 * 2 * (2 * 512 + 64));
        assertThat(model.prefillAttentionFlopsPerPair()).isEqualTo(61.0 * 128 * 2 * (128 + 64 + 128));
        GpuSpec noFlopsLimit = gpu(1e12, IDEAL, 1e30);
        long alone = new RooflineStepTime(noFlopsLimit, model, 1).contextTokenTicks(1, 1);
        long shared = new RooflineStepTime(noFlopsLimit, model, 8).contextTokenTicks(1, 1);
        assertThat(shared).isEqualTo(alone).isEqualTo(61L * 576 * 2);
    }

    @Test
    void aFeedForwardWithoutGateHasTwoMatrices() {
        assertThat(model(Optional.empty(), Optional.empty(), true).commonLinearWeights())
                .isEqualTo(400 + 600);
        assertThat(model(Optional.empty(), Optional.empty(), false).commonLinearWeights())
                .isEqualTo(400 + 400);
        assertThat(model(Optional.empty(), Optional.of(new LatentAttention(4, 3, 2, 5)), true)
                        .commonLinearWeights())
                .isEqualTo(4 * (10 + 12) + 10 * (3 + 2) + 3 * (10 + 5) + 10 * 5 + 600);
    }

    @Test
    void weightsOfEightBitsUseTheGpusUnitsForThemIfItHasAny() {
        GpuSpec h100 = CATALOG.gpu("h100-sxm");
        assertThat(h100.peakFlopsPerSecond(NumberFormat.FP8)).isEqualTo(1979e12);
        assertThat(h100.peakFlopsPerSecond(NumberFormat.BF16)).isEqualTo(989e12);
        GpuSpec a100 = CATALOG.gpu("a100-80g");
        assertThat(a100.peakFlopsPerSecond(NumberFormat.INT8)).isEqualTo(624e12);
        assertThat(a100.peakFlopsPerSecond(NumberFormat.FP8)).isEqualTo(312e12);
    }

    private static GpuSpec gpu(double linkBytesPerSecond, GpuSpec.Efficiency efficiency) {
        return gpu(linkBytesPerSecond, efficiency, 1e12);
    }

    private static GpuSpec gpu(double linkBytesPerSecond, GpuSpec.Efficiency efficiency, double flops) {
        return new GpuSpec(
                "g", "G", 1, 1e12, flops, 0, 0, linkBytesPerSecond, 1e12, 0, 0, efficiency, Map.of(), Map.of());
    }

    private static ModelSpec dense(long parameters, int layers, int heads, int headSize) {
        return new ModelSpec(
                "m",
                "M",
                parameters,
                layers,
                10,
                20,
                true,
                Optional.empty(),
                heads,
                heads,
                headSize,
                Optional.empty(),
                100,
                false,
                NumberFormat.BF16,
                NumberFormat.BF16,
                100,
                "",
                Map.of());
    }

    /** One layer of width 10 with one head. */
    private static ModelSpec model(Optional<Experts> experts, Optional<LatentAttention> latent, boolean gated) {
        return new ModelSpec(
                "m",
                "M",
                3000,
                1,
                10,
                20,
                gated,
                experts,
                1,
                1,
                10,
                latent,
                100,
                false,
                NumberFormat.BF16,
                NumberFormat.BF16,
                100,
                "",
                Map.of());
    }
}
