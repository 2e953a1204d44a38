package dev.tokenyard.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.cost.MeasuredTable.Row;
import dev.tokenyard.sim.model.GpuSpec;
import dev.tokenyard.sim.model.GpuSpec.Efficiency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The catalogue's general efficiencies are what the measurements of single operators give: the fits cannot be mended by a
 * step of one figure, and medians are met.
 */
class OperatorProfileTest {
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();
    private static final double ATTENTION_KERNEL_SECONDS = 11e-6;
    private static final double PRODUCTS_PER_LAYER = 4;
    private static final double BYTES = 2;

    @ParameterizedTest
    @CsvSource({"a100-80g, a100_sxm, 7.6", "h100-sxm, h100_sxm, 6.0", "h200-sxm, h200_sxm, 6.7", "l40s, l40s, 6.6"})
    void matrixProductsAreFitted(String id, String table, double barPercent) throws IOException {
        GpuSpec gpu = CATALOG.gpu(id);
        Efficiency reached = gpu.efficiency();
        List<Row> products = MeasuredTable.rows("operator_profiles/" + table + "_gemm_perf.csv.gz").stream()
                .filter(row -> row.text("gemm_dtype").equals("bfloat16"))
                .filter(row -> row.count("m") <= 8192)
                .filter(row -> isLarge(row.count("n")) && isLarge(row.count("k")))
                .toList();
        double[] catalogue = {
            reached.weightBandwidthShare(), reached.gemmFlopsShare(), reached.exposedShare(),
        };
        double error = productError(gpu, products, catalogue);
        System.out.printf(
                Locale.ROOT, "Matrix products of %s: mean error %.1f %% over %d shapes%n", id, error, products.size());
        assertThat(error).isLessThan(barPercent);
        for (int figure = 0; figure < catalogue.length; figure++) {
            for (double step : new double[] {-0.05, 0.05}) {
                double[] moved = catalogue.clone();
                moved[figure] += step;
                assertThat(productError(gpu, products, moved))
                        .as("figure %d moved by %s", figure, step)
                        .isGreaterThan(error - 0.1);
            }
        }
    }

    private static boolean isLarge(int size) {
        return size >= 4096 && size <= 32768;
    }

    private static double productError(GpuSpec gpu, List<Row> products, double[] shares) {
        double fixed =
                Math.max(0, (gpu.efficiency().layerOverheadSeconds() - ATTENTION_KERNEL_SECONDS) / PRODUCTS_PER_LAYER);
        return meanErrorPercent(products, row -> {
            double weights = row.number("n") * row.number("k");
            double read = weights * BYTES / (gpu.memoryBandwidthBytesPerSecond() * shares[0]);
            double compute = 2 * weights * row.number("m") / (gpu.peakFlopsPerSecond() * shares[1]);
            return Math.max(read, compute) + shares[2] * Math.min(read, compute) + fixed;
        });
    }

    @ParameterizedTest
    @CsvSource({"a100-80g, a100_sxm", "h100-sxm, h100_sxm", "h200-sxm, h200_sxm"})
    void decodeAttentionMeetsTheMedianOfEachNumberOfQueryHeadsPerKvHead(String id, String table) throws IOException {
        GpuSpec gpu = CATALOG.gpu(id);
        List<Row> calls = MeasuredTable.rows("operator_profiles/" + table + "_generation_attention_perf.csv.gz");
        for (int group : new int[] {1, 2, 4, 8}) {
            List<Double> shares = new ArrayList<>();
            for (Row row : calls) {
                double bytes = kvBytes(row);
                if (isSixteenBit(row) && queryHeadsPerKvHead(row) == group && bytes > 2e8) {
                    shares.add(bytes / gpu.memoryBandwidthBytesPerSecond() / (row.number("latency") / 1000));
                }
            }
            double flopsPerByte = group;
            double predicted = 1
                    / (1 / gpu.efficiency().kvBandwidthShare()
                            + flopsPerByte
                                    * gpu.memoryBandwidthBytesPerSecond()
                                    / (gpu.peakFlopsPerSecond()
                                            * gpu.efficiency().decodeAttentionFlopsShare()));
            assertThat(predicted).as("%d query heads per KV head", group).isCloseTo(median(shares), within(0.05));
        }
    }

    @ParameterizedTest
    @CsvSource({"a100-80g, a100_sxm", "h100-sxm, h100_sxm", "h200-sxm, h200_sxm", "l40s, l40s"})
    void prefillAttentionIsTheMedianOfLongPrompts(String id, String table) throws IOException {
        GpuSpec gpu = CATALOG.gpu(id);
        List<Double> shares = new ArrayList<>();
        for (Row row : MeasuredTable.rows("operator_profiles/" + table + "_context_attention_perf.csv.gz")) {
            long prompt = row.count("isl");
            if (isSixteenBit(row) && prompt == 4096 && row.count("batch_size") * row.count("num_heads") >= 32) {
                double pairs = row.number("batch_size") * prompt * (prompt + 1) / 2;
                double flops = pairs * 4 * row.number("num_heads") * row.number("head_dim");
                shares.add(flops / gpu.peakFlopsPerSecond() / (row.number("latency") / 1000));
            }
        }
        assertThat(gpu.efficiency().prefillAttentionFlopsShare()).isCloseTo(median(shares), within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"a100-80g, a100_sxm", "h100-sxm, h100_sxm", "h200-sxm, h200_sxm"})
    void allReducesAreFitted(String id, String table) throws IOException {
        GpuSpec gpu = CATALOG.gpu(id);
        List<Row> calls = MeasuredTable.rows("operator_profiles/" + table + "_custom_allreduce_perf.csv.gz").stream()
                .filter(row -> row.text("kernel_source").endsWith("graph"))
                .filter(row -> row.number("message_size") >= 4096 && row.number("message_size") <= 1 << 26)
                .toList();
        double error = meanErrorPercent(calls, row -> {
            double gpus = row.number("num_gpus");
            double ring = 2 * (gpus - 1) / gpus * BYTES * row.number("message_size");
            return gpu.efficiency().allReduceLatencySeconds()
                    + ring / (gpu.linkBytesPerSecond() * gpu.efficiency().linkBandwidthShare());
        });
        System.out.printf(Locale.ROOT, "All-reduces of %s: mean error %.1f %%%n", id, error);
        assertThat(error).isLessThan(18);
    }

    private static boolean isSixteenBit(Row row) {
        boolean whole =
                row.text("window_size").isEmpty() || row.text("window_size").equals("0");
        return whole && row.text("kv_cache_dtype").equals("bfloat16") && row.count("head_dim") == 128;
    }

    private static int kvHeads(Row row) {
        int kvHeads = row.count("num_key_value_heads");
        return kvHeads == 0 ? row.count("num_heads") : kvHeads;
    }

    private static double queryHeadsPerKvHead(Row row) {
        return row.number("num_heads") / kvHeads(row);
    }

    private static double kvBytes(Row row) {
        double context = row.number("isl") + row.number("step") - 1;
        return row.number("batch_size") * context * 2 * kvHeads(row) * row.number("head_dim") * BYTES;
    }

    private static double meanErrorPercent(List<Row> rows, ToDoubleFunction<Row> seconds) {
        return rows.stream()
                .mapToDouble(row -> 100 * Math.abs(seconds.applyAsDouble(row) / (row.number("latency") / 1000) - 1))
                .average()
                .orElseThrow();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
