package dev.tokenyard.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.cost.GridStepTime.Fit;
import dev.tokenyard.sim.cost.StepTimeGrid.Point;
import dev.tokenyard.sim.table.NumberTable;
import dev.tokenyard.sim.table.StepTimeGridFiles;
import dev.tokenyard.sim.table.TableException;
import dev.tokenyard.sim.time.Ticks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridStepTimeTest {
    private static final Path SHARED = Path.of("../../shared/fidelity/step_time_grids");
    private static final String DECODE = """
            batch,avg_context,total_context,total_ms,attn_ms,tp_comm_ms,other_ms
            1,100,100,10.5,0.5,0,10
            1,200,200,11,1,0,10
            4,100,400,13,2,1,10
            4,200,800,15,4,1,10
            """;
    private static final String PREFILL = """
            chunk,past_context,total_ms,attn_ms,tp_comm_ms,other_ms
            8,0,12.5,0.5,0,12
            8,100,13,1,0,12
            64,0,44,4,0,40
            64,100,48,8,0,40
            """;

    @TempDir
    private Path folder;

    private GridStepTime model() throws IOException {
        Files.writeString(folder.resolve("decode_tiny_a100_tp1.csv"), DECODE);
        Files.writeString(folder.resolve("prefill_tiny_a100_tp1.csv"), PREFILL);
        return read(folder, "tiny_a100_tp1");
    }

    private static GridStepTime read(Path folder, String name) {
        return new GridStepTime(StepTimeGridFiles.read(folder, name), Fit.MONOTONE);
    }

    private static double milliseconds(long ticks) {
        return (double) ticks / Ticks.PER_MILLISECOND;
    }

    private static long pairs(long chunk, long past) {
        return chunk * past + chunk * (chunk + 1) / 2;
    }

    @Test
    void measuredPointsComeBack() throws IOException {
        GridStepTime model = model();
        assertThat(milliseconds(model.stepTicks(1, 100, 0, 0))).isCloseTo(10.5, within());
        assertThat(milliseconds(model.stepTicks(4, 800, 0, 0))).isCloseTo(15, within());
        assertThat(milliseconds(model.stepTicks(0, 0, 8, pairs(8, 0)))).isCloseTo(12.5, within());
        assertThat(milliseconds(model.stepTicks(0, 0, 64, pairs(64, 100)))).isCloseTo(48, within());
        assertThat(model.label()).isEqualTo("grid:tiny_a100_tp1");
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    @Test
    void betweenPointsTheLineIsStraightAndBeyondItGoesOn() throws IOException {
        GridStepTime model = model();
        assertThat(milliseconds(model.stepTicks(1, 150, 0, 0))).isCloseTo(10.75, within());
        assertThat(milliseconds(model.stepTicks(4, 1600, 0, 0))).isCloseTo(11 + 8, within());
        assertThat(milliseconds(model.stepTicks(0, 0, 64, pairs(64, 200)))).isCloseTo(52, within());
        assertThat(model.stepTicks(40, 8000, 0, 0)).isGreaterThan(model.stepTicks(4, 8000, 0, 0));
    }

    @Test
    void aMixedStepIsTheSumOfItsParts() throws IOException {
        GridStepTime model = model();
        double other = milliseconds(model.stepTicks(0, 0, 64, pairs(64, 0))) - 4;
        assertThat(milliseconds(model.stepTicks(4, 400, 60, pairs(60, 100)))
                        - milliseconds(model.stepTicks(4, 400, 0, 0) - model.stepTicks(4, 0, 0, 0)))
                .isCloseTo(
                        other + milliseconds(model.stepTicks(0, 0, 60, pairs(60, 100))) - otherFor60(model), within());
    }

    /** 60 tokens are padded to 64. */
    private static double otherFor60(GridStepTime model) {
        return milliseconds(model.stepTicks(0, 0, 64, pairs(64, 0))) - 4;
    }

    @Test
    void severalChunksTakeATenthMoreAttentionThanOne() throws IOException {
        GridStepTime model = model();
        long one = model.stepTicks(0, 0, 64, pairs(64, 100), 1);
        long several = model.stepTicks(0, 0, 64, pairs(64, 100), 3);
        assertThat(milliseconds(several - one)).isCloseTo(0.8, within());
    }

    @Test
    void whatLiesBeyondThePointsIsSaid() throws IOException {
        GridStepTime model = model();
        assertThat(model.outsideDomain(4, 800, 0, 0)).isFalse();
        assertThat(model.outsideDomain(5, 800, 0, 0)).isTrue();
        assertThat(model.outsideDomain(4, 801, 0, 0)).isTrue();
        assertThat(model.outsideDomain(0, 0, 64, pairs(64, 100))).isFalse();
        assertThat(model.outsideDomain(0, 0, 64, pairs(64, 137))).isTrue();
        assertThat(model.outsideDomain(0, 0, 65, pairs(65, 0))).isTrue();
        assertThat(model.affineUntil(4, 799)).as("a piece ends with the domain").isLessThanOrEqualTo(800);
        assertThat(model.domain()).isEqualTo("batch to 4, context to 200 tokens, chunk to 64");
        assertThat(UnitStepTime.ONE_SECOND.outsideDomain(9999, 1 << 30, 0, 0)).isFalse();
    }

    /** The promise that the engine's closed-form sums rest on, on grids of pure noise. */
    @Test
    void everyPieceIsAffineInWholeTicks() {
        Random random = new Random(11);
        for (int trial = 0; trial < 60; trial++) {
            GridStepTime model = new GridStepTime(noise(random), random.nextBoolean() ? Fit.MONOTONE : Fit.AS_MEASURED);
            for (int k = 0; k < 200; k++) {
                int batch = 1 + random.nextInt(12);
                long context = batch + random.nextInt(900);
                long slope = model.contextTokenTicks(batch, context);
                long end = Math.min(model.affineUntil(batch, context), context + 500);
                assertThat(slope).isNotNegative();
                assertThat(end).isGreaterThanOrEqualTo(context);
                for (long c = context; c <= end; c += 1 + random.nextInt(40)) {
                    assertThat(model.stepTicks(batch, c, 0, 0))
                            .isEqualTo(model.stepTicks(batch, context, 0, 0) + slope * (c - context));
                    assertThat(model.contextTokenTicks(batch, c)).isEqualTo(slope);
                    assertThat(model.outsideDomain(batch, c, 0, 0))
                            .isEqualTo(model.outsideDomain(batch, context, 0, 0));
                }
            }
        }
    }

    @Test
    void nothingIsFasterWithMoreWork() {
        Random random = new Random(12);
        for (int trial = 0; trial < 60; trial++) {
            GridStepTime model = new GridStepTime(noise(random), Fit.MONOTONE);
            for (int k = 0; k < 300; k++) {
                int batch = 1 + random.nextInt(12);
                long context = batch + random.nextInt(900);
                int chunk = 1 + random.nextInt(90);
                int past = random.nextInt(120);
                long decode = model.stepTicks(batch, context, 0, 0);
                assertThat(model.stepTicks(batch + 1, context, 0, 0)).isGreaterThanOrEqualTo(decode);
                assertThat(model.stepTicks(batch, context + 1 + random.nextInt(50), 0, 0))
                        .isGreaterThanOrEqualTo(decode);
                long mixed = model.stepTicks(batch, context, chunk, pairs(chunk, past));
                assertThat(mixed).isGreaterThanOrEqualTo(decode);
                assertThat(model.stepTicks(batch, context, chunk + 1, pairs(chunk + 1, past)))
                        .isGreaterThanOrEqualTo(mixed);
                assertThat(model.stepTicks(batch, context, chunk, pairs(chunk, past + 1)))
                        .isGreaterThanOrEqualTo(mixed);
            }
        }
    }

    private static StepTimeGrid noise(Random random) {
        List<Point> other = new ArrayList<>();
        List<Point> mixed = new ArrayList<>();
        List<Point> shape = new ArrayList<>();
        List<Point> decode = new ArrayList<>();
        List<Point> prefill = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            other.add(new Point(1 + random.nextInt(64), 0, 1 + random.nextDouble()));
            mixed.add(new Point(1 + random.nextInt(70), 0, 1 + random.nextDouble()));
            shape.add(new Point(1 + random.nextInt(64), 0, 1 + random.nextDouble()));
            decode.add(new Point(1 + random.nextInt(9), random.nextInt(80), random.nextDouble()));
            prefill.add(new Point(1 + random.nextInt(64), random.nextInt(100), random.nextDouble()));
        }
        return new StepTimeGrid("noise", other, random.nextBoolean() ? mixed : List.of(), shape, decode, prefill);
    }

    @Test
    void packedFilesAndFurtherTablesAreRead() throws IOException {
        model();
        Files.delete(folder.resolve("decode_tiny_a100_tp1.csv"));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("decode_tiny_a100_tp1.csv.gz")))) {
            out.write(DECODE.getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(
                folder.resolve("mixed_tiny_a100_tp1.csv"),
                "chunk,past_context,decode_batch,total_ms,attn_decode_ms,attn_prefill_ms\n28,0,4,33,2,1\n");
        Files.writeString(folder.resolve("linear_ops_all.csv"), """
                device,model,tp,num_tokens,iter_ms_no_attention,iter_ms_all_reduce
                a100,somebody/Tiny-hf,1,8,6,0
                a100,somebody/Tiny-hf,1,48,18,1
                a100,somebody/Tiny-hf,1,64,20,0
                h100,somebody/Tiny-hf,1,48,1,0
                """);
        GridStepTime model = read(folder, "tiny_a100_tp1");
        assertThat(milliseconds(model.stepTicks(0, 0, 32, pairs(32, 0)) - model.stepTicks(0, 0, 8, pairs(8, 0))))
                .as("30 ms of the mixed step less 12, and attention")
                .isCloseTo(18 + 1.5, within());
        assertThat(milliseconds(model.stepTicks(0, 0, 48, pairs(48, 0)) - model.stepTicks(0, 0, 32, pairs(32, 0))))
                .as("at 48 tokens the shape says 38 ms, near what it is stretched to")
                .isBetween(7.0, 11.2);
    }

    @Test
    void aConfigurationIsFoundByTheInstance() throws IOException {
        model();
        assertThat(StepTimeGridFiles.nameFor(folder, "h200", "llama-2-7b", 4))
                .as("the only one that there is")
                .isEqualTo("tiny_a100_tp1");
        Files.writeString(folder.resolve("decode_llama2-7b_a100_tp2.csv"), DECODE);
        Files.writeString(folder.resolve("prefill_llama2-7b_a100_tp2.csv"), PREFILL);
        assertThat(StepTimeGridFiles.nameFor(folder, "a100-80g", "llama-2-7b", 2))
                .isEqualTo("llama2-7b_a100_tp2");
        assertThatThrownBy(() -> StepTimeGridFiles.nameFor(folder, "a100-80g", "llama-2-7b", 1))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("has no step-time grid for llama-2-7b on 1 x a100-80g")
                .hasMessageContaining("llama2-7b_a100_tp2, tiny_a100_tp1");
        assertThatThrownBy(() -> read(folder, "other")).hasMessageContaining("'other'");
        assertThatThrownBy(() -> StepTimeGridFiles.namesIn(folder.resolve("nowhere")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "batch,avg_context,total_ms\n1,2,3\n",
                "batch,avg_context,total_ms,attn_ms\n",
                "batch,avg_context,total_ms,attn_ms\n1,2,3,x\n",
                "batch,avg_context,total_ms,attn_ms\n1,2,3\n",
                "batch,avg_context,total_ms,attn_ms\n1,2,3,NaN\n",
                "batch,avg_context,total_ms,attn_ms\n1,2,3,1e400\n",
                "batch,avg_context,total_ms,attn_ms\n0,2,3,1\n",
                "batch,avg_context,total_ms,attn_ms\n2.5,2,3,1\n",
                "batch,avg_context,total_ms,attn_ms\n5000,2,3,1\n",
                "batch,avg_context,total_ms,attn_ms\n1,-2,3,1\n",
                "batch,avg_context,total_ms,attn_ms\n1,2,3,-1\n",
                "batch,avg_context,total_ms,attn_ms\n1,2,3,4\n",
            })
    void aDamagedTableIsRefusedWithFileAndPlace(String content) throws IOException {
        model();
        Files.writeString(folder.resolve("decode_tiny_a100_tp1.csv"), content);
        assertThatThrownBy(() -> read(folder, "tiny_a100_tp1"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("decode_tiny_a100_tp1.csv")
                .hasMessageContaining("expected");
    }

    @Test
    void aTableThatIsNoTextOrTooLargeIsRefused() throws IOException {
        model();
        Path file = folder.resolve("decode_tiny_a100_tp1.csv");
        byte[] noise = new byte[200_000];
        new Random(5).nextBytes(noise);
        Files.write(file, noise);
        assertThatThrownBy(() -> read(folder, "tiny_a100_tp1")).isInstanceOf(TableException.class);
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
        assertThatThrownBy(() -> read(folder, "tiny_a100_tp1"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("not damaged");
        Files.writeString(file, "batch,avg_context,total_ms,attn_ms\n" + "1,2,3,1\n".repeat(10_001));
        assertThatThrownBy(() -> read(folder, "tiny_a100_tp1")).hasMessageContaining("10,001 points");
        Files.delete(folder.resolve("prefill_tiny_a100_tp1.csv"));
        Files.writeString(file, DECODE);
        assertThatThrownBy(() -> read(folder, "tiny_a100_tp1"))
                .hasMessageContaining("There is no file")
                .hasMessageContaining("prefill_tiny_a100_tp1.csv");
    }

    /** The bound is the error reached, which smoothing costs; the points of the 7B are nearly monotone by themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"llama2-7b_a100_tp1 0.6", "llama2-70b_a100_tp2 2.5", "llama2-70b_a100_tp4 4.5"})
    void theMonotoneModelStaysNearTheMeasuredDecodeSteps(String nameAndPercent) {
        String name = nameAndPercent.split(" ", -1)[0];
        Path file = SHARED.resolve("decode_" + name + ".csv");
        if (!Files.exists(file)) {
            System.err.println(
                    "SKIPPED: the measured grid " + file + " is missing, the grid model is not checked on it.");
        }
        Assumptions.assumeTrue(Files.exists(file), () -> file + " is missing");
        GridStepTime model = read(SHARED, name);
        NumberTable table = NumberTable.read(file, "batch", "total_context", "total_ms");
        int[] batch = table.counts("batch", 1, 128);
        int[] context = table.counts("total_context", 1, 1 << 20);
        double[] measured = table.numbers("total_ms", 0, 1e6);
        double sum = 0;
        for (int r = 0; r < batch.length; r++) {
            sum += Math.abs(milliseconds(model.stepTicks(batch[r], context[r], 0, 0)) / measured[r] - 1);
        }
        assertThat(100 * sum / batch.length)
                .isLessThan(Double.parseDouble(nameAndPercent.split(" ", -1)[1]));
    }
}
