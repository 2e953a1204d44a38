package dev.tokenyard.sim.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.metrics.HandMadeRuns;
import dev.tokenyard.sim.metrics.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class ExportTest {
    @TempDir
    Path folder;

    @Test
    void summaryHasExactlyTheKeysOfTheFormatInOrder() throws IOException {
        Path file = folder.resolve("new/out/summary.json");
        JsonNode scenario = JsonNodeFactory.instance.objectNode().put("trace", "t");
        SummaryJson.write(file, SummaryJson.document(scenario, List.of(RunMetrics.of(HandMadeRuns.tenSeconds()))));
        JsonNode document = new JsonMapper().readTree(Files.readString(file));
        assertThat(document.propertyNames()).containsExactly("scenario", "runs");
        JsonNode run = document.get("runs").get(0);
        assertThat(run.propertyNames())
                .containsExactly(
                        "policy",
                        "seed",
                        "requests",
                        "completed",
                        "unfinished",
                        "refused",
                        "refusals",
                        "makespan_s",
                        "ttft_s",
                        "tpot_s",
                        "e2e_s",
                        "queue_s",
                        "throughput",
                        "slo",
                        "kv",
                        "batch",
                        "steps",
                        "preemptions",
                        "recomputed_tokens",
                        "swaps",
                        "swapped_tokens",
                        "prefix_hit_rate",
                        "model_swaps",
                        "migrations",
                        "gap_to_bound",
                        "warnings",
                        "engine");
        assertThat(run.get("ttft_s").propertyNames()).containsExactly("mean", "p50", "p90", "p99", "max");
        assertThat(run.get("ttft_s").get("mean").doubleValue()).isEqualTo(3.75);
        assertThat(run.get("slo").propertyNames())
                .containsExactly("attainment", "goodput_per_s", "fairness_jain", "by_class");
        assertThat(run.get("slo").get("by_class").propertyNames()).containsExactly("Chat", "Batch");
        assertThat(run.get("kv").get("peak_share").doubleValue()).isEqualTo(0.4);
        assertThat(run.get("gap_to_bound").isNull()).isTrue();
        assertThat(run.get("engine").toString())
                .isEqualTo("{\"batching\":\"vllm-v1\",\"batching_knobs\":{\"chunk\":512,\"preemption\":\"swap\"},"
                        + "\"router\":\"round-robin\",\"cost\":\"roofline\"}");
    }

    @Test
    void undefinedFiguresAreNull() {
        JsonNode run = SummaryJson.run(RunMetrics.of(HandMadeRuns.empty()));
        assertThat(run.get("makespan_s").isNull()).isTrue();
        assertThat(run.get("e2e_s").get("p99").isNull()).isTrue();
        assertThat(run.get("slo").get("attainment").isNull()).isTrue();
        assertThat(run.toString()).doesNotContain("NaN");
    }

    @Test
    void requestsAreWrittenInArrivalOrderWithEmptyFieldsForWhatDidNotHappen() throws IOException {
        Path file = folder.resolve("requests.csv");
        RequestsCsv.write(file, HandMadeRuns.tenSeconds());
        assertThat(Files.readString(file)).isEqualTo("""
                        id,arrival_s,prompt_tokens,output_tokens,predicted_tokens,class,model,instance,first_scheduled_s,\
                        first_token_s,completed_s,ttft_s,tpot_s,e2e_s,preemptions,slo_met,refused,blocks_needed,blocks_there
                        0,0,20,3,4,Chat,"model,7b",0,0,2,4,2,1,4,0,true,,,
                        1,1,10,1,1,Chat,"model,7b",0,4,6,6,5,,5,0,false,,,
                        2,2,5,3,,Batch,"model,7b",0,4,6,10,4,2,8,1,false,,,
                        3,3,900,5,5,Chat,,,,,,,,,0,false,too-large-for-every-instance,57,10
                        4,5,8,9,8,Batch,"model,7b",0,7,9,,4,,,0,false,,,
                        """);
    }

    @Test
    void timesAreExactToThePicosecond() throws IOException {
        StringBuilder out = new StringBuilder();
        RequestsCsv.write(out, HandMadeRuns.random(3, 20));
        assertThat(out.toString().lines().skip(1)).hasSize(20).allMatch(line -> !line.contains("E"));
        String last = out.toString().lines().reduce((x, y) -> y).orElseThrow();
        long arrival = HandMadeRuns.random(3, 20).trace().arrivalTick(19);
        String digits = String.format("%012d", arrival).replaceAll("0+$", "");
        assertThat(last).startsWith("19,0." + digits + ",1,1,");
    }

    @Test
    void aFailureLeavesTheOldFileAndNoOther() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.txt"), "old");
        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.writeText(file, out -> {
                    out.write("half");
                    out.flush();
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining(file.toString())
                .withMessageContaining("No space left on device")
                .withMessageContaining("try again");
        assertThatThrownBy(() -> AtomicFiles.write(file, out -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileIsReplacedAndALinkFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("real.txt"), "old and longer");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        AtomicFiles.writeText(link, out -> out.write("new"));
        assertThat(file).hasContent("new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    /** Whoever could read a file before it is replaced can afterwards, and nobody else. */
    @Test
    void aReplacedFileKeepsItsMode() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), "old");
        Assumptions.assumeTrue(Files.getFileAttributeView(file, PosixFileAttributeView.class) != null, "no modes here");
        for (String mode : List.of("rw-------", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            AtomicFiles.writeText(file, out -> out.write("new"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(mode);
        }
    }

    @Test
    void placesThatCannotHoldAFileAreNamed() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.writeText(folder, out -> out.write("x")))
                .withMessageContaining(folder.toString())
                .withMessageContaining("is a folder");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThatIOException()
                .isThrownBy(() -> AtomicFiles.writeText(plain.resolve("under/it.txt"), out -> out.write("x")))
                .withMessageContaining("it.txt")
                .withMessageContaining("folder");
    }
}
