package dev.tokenyard.app.session.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.tokenyard.app.session.fidelity.FidelityCheck.Kind;
import dev.tokenyard.app.session.fidelity.FidelityCheck.Verdict;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FidelityChecksTest {
    private static final Path SHARED = Path.of("../../shared/fidelity");
    private static final HardwareCatalog CATALOG = HardwareCatalog.builtIn();
    private static final String RUN = "tiny_run";

    @TempDir
    private Path folder;

    private FidelityReport check() {
        return new FidelityChecks(folder, Optional.empty(), CATALOG).run(name -> {});
    }

    private ReferenceFolder files() throws IOException {
        return new ReferenceFolder(folder).run(RUN);
    }

    /** The bars that the project sets itself, on the runs that it was given. */
    @Test
    void theReferenceRunsAreWithinTheBars() {
        Path runs = SHARED.resolve("vidur_reference");
        if (!Files.isDirectory(runs)) {
            System.err.println("SKIPPED: the reference runs " + runs + " are missing, fidelity is not checked.");
        }
        Assumptions.assumeTrue(Files.isDirectory(runs), () -> runs + " is missing");
        FidelityReport report =
                new FidelityChecks(runs, Optional.of(SHARED.resolve("step_time_grids")), CATALOG).run(name -> {});
        assertThat(report.problems()).isEmpty();
        assertThat(report.runs()).hasSize(11);
        for (FidelityReport.Run run : report.runs()) {
            assertThat(run.overloaded()).as(run.name()).isEqualTo(run.name().endsWith("_overload"));
            StepComparison steps =
                    Objects.requireNonNull(run.check(Kind.SCHEDULER).steps());
            assertThat(steps.sameIndexShare()).as(run.name()).isEqualTo(1);
            assertThat(steps.alignedShare()).as(run.name()).isEqualTo(1);
            assertThat(steps.firstDifference()).as(run.name()).isNull();
            for (FidelityFigure figure : run.check(Kind.SCHEDULER).figures()) {
                assertThat(figure.error()).as(run.name() + " " + figure.name()).isCloseTo(0, offset(1e-4));
            }
            for (Kind kind : new Kind[] {Kind.GRID, Kind.ROOFLINE}) {
                for (FidelityFigure figure : run.check(kind).figures()) {
                    assertThat(figure.passes())
                            .as("%s %s %s: %+.2f %%", run.name(), kind, figure.name(), 100 * figure.error())
                            .isTrue();
                }
            }
        }
        assertThat(report.count(Verdict.MISSED)).isZero();
    }

    @Test
    void aReplayTakesTheReferenceTimes() throws IOException {
        files();
        FidelityReport.Run run = check().runs().getFirst();
        assertThat(run.batching()).isEqualTo("vllm-v0 padded=1 watermark=0.01");
        assertThat(run.overloaded()).isFalse();
        FidelityCheck scheduler = run.check(Kind.SCHEDULER);
        assertThat(scheduler.verdict()).isEqualTo(Verdict.WITHIN);
        assertThat(Objects.requireNonNull(scheduler.steps())).isEqualTo(new StepComparison(4, 4, 4, 4, null));
        assertThat(scheduler.figures())
                .filteredOn(figure -> figure.name().endsWith("s"))
                .allSatisfy(figure -> assertThat(figure.error()).isCloseTo(0, offset(1e-9)));
        assertThat(run.check(Kind.GRID).skipped()).contains("--grids");
        assertThat(run.check(Kind.ROOFLINE).figures()).hasSize(4);
    }

    @Test
    void aDifferentStepIsFoundAndNamed() throws IOException {
        ReferenceFolder.change(files().batches(RUN), "0,0,0,1,21", "0,0,0,1,22");
        FidelityCheck scheduler = check().runs().getFirst().check(Kind.SCHEDULER);
        StepComparison steps = Objects.requireNonNull(scheduler.steps());
        assertThat(steps.sameIndex()).isEqualTo(3);
        assertThat(steps.aligned()).isEqualTo(3);
        StepComparison.Difference first = Objects.requireNonNull(steps.firstDifference());
        assertThat(first.step()).isEqualTo(1);
        assertThat(first.reference()).hasToString("1 decodes with 22 context tokens");
        assertThat(first.replayed()).hasToString("1 decodes with 21 context tokens");
        assertThat(scheduler.verdict()).as("a quarter of the steps differs").isEqualTo(Verdict.MISSED);
    }

    @Test
    void anExtraReferenceStepIsPassedOver() throws IOException {
        ReferenceFolder.change(files().batches(RUN), "2,1.020000", "9,1.020000,1.020001,0,0,0,1,99\n2,1.020001");
        StepComparison steps = Objects.requireNonNull(
                check().runs().getFirst().check(Kind.SCHEDULER).steps());
        assertThat(steps.referenceSteps()).isEqualTo(5);
        assertThat(steps.replayedSteps()).isEqualTo(4);
        assertThat(steps.sameIndex()).isEqualTo(2);
        assertThat(steps.aligned()).isEqualTo(4);
        assertThat(steps.alignedShare()).isEqualTo(0.8);
    }

    @Test
    void theOtherStepsOfAMismatchedChunkCountDiffer() throws IOException {
        ReferenceFolder.change(files().batches(RUN), "1,30,0,0,0", "2,30,5,0,0");
        StepComparison steps = Objects.requireNonNull(
                check().runs().getFirst().check(Kind.SCHEDULER).steps());
        assertThat(steps.aligned()).as("sequences and past tokens count too").isEqualTo(3);
        assertThat(Objects.requireNonNull(steps.firstDifference()).reference())
                .hasToString("2 prompt chunks of 30 tokens after 5");
    }

    @Test
    void chunksOfSarathiAreReplayed() throws IOException {
        ReferenceFolder files = files();
        ReferenceFolder.change(files.config(RUN), "\"vllm\"", "\"sarathi\"");
        ReferenceFolder.change(files.config(RUN), "\"max_tokens_in_batch\": 4096", "\"chunk_size\": 16");
        Files.writeString(files.batches(RUN), """
                start_s,end_s,num_prefill_seqs,prefill_tokens,prefill_past_context_tokens,num_decode_seqs,decode_context_tokens
                1.000000,1.010000,1,16,0,0,0
                1.010000,1.020000,1,4,16,0,0
                1.020000,1.030000,1,15,0,1,21
                1.030000,1.040000,1,15,15,1,22
                1.040000,1.050000,0,0,0,1,31
                """);
        FidelityReport.Run run = check().runs().getFirst();
        assertThat(run.batching()).isEqualTo("sarathi chunk=16 watermark=0.01");
        assertThat(Objects.requireNonNull(run.check(Kind.SCHEDULER).steps()).sameIndexShare())
                .isEqualTo(1);
    }

    @Test
    void unknownHardwareCostsTheRooflineOnly() throws IOException {
        ReferenceFolder.change(files().config(RUN), "Llama-2-7b-hf", "Unheard-1b");
        FidelityReport.Run run = check().runs().getFirst();
        assertThat(run.check(Kind.SCHEDULER).verdict()).isEqualTo(Verdict.WITHIN);
        assertThat(run.check(Kind.ROOFLINE).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(run.check(Kind.ROOFLINE).skipped()).contains("Unheard-1b").contains("not in the catalogue");
        ReferenceFolder.change(files().config(RUN), "\"a100\"", "\"z9\"");
        assertThat(check().runs().getFirst().check(Kind.ROOFLINE).skipped()).contains("'z9' with 80 GB");
        assertThat(check().isComplete()).as("nothing is damaged").isTrue();
    }

    @Test
    void aGridFolderWithoutTheConfigurationSkipsItsChecks() throws IOException {
        files();
        FidelityReport report = new FidelityChecks(folder, Optional.of(folder), CATALOG).run(name -> {});
        assertThat(report.runs().getFirst().check(Kind.GRID).skipped())
                .contains("no step-time grid for meta-llama/Llama-2-7b-hf on 1 x a100");
        assertThat(report.count(Verdict.MISSED))
                .as("only the roofline, which knows nothing of invented times")
                .isEqualTo(1);
    }

    @Test
    void theGridIsChosenByTheConfigurationAndNotByTheName() throws IOException {
        ReferenceFolder files = new ReferenceFolder(folder)
                .grid("llama2-7b_a100_tp1", 10)
                .grid("llama2-70b_a100_tp2", 50)
                .run("llama2-7b_a100_tp1_x")
                .run("my-run")
                .run("llama2-70b_a100_tp2_x")
                .run("llama2-7b_a100_tp1_foo");
        ReferenceFolder.change(files.config("llama2-7b_a100_tp1_foo"), "Llama-2-7b-hf", "Llama-2-70b-hf");
        ReferenceFolder.change(
                files.config("llama2-7b_a100_tp1_foo"), "\"tensor_parallel_size\": 1", "\"tensor_parallel_size\": 2");
        FidelityReport report = new FidelityChecks(folder, Optional.of(folder), CATALOG).run(name -> {});
        Map<String, Double> meanTtft = new TreeMap<>();
        report.runs()
                .forEach(run -> meanTtft.put(
                        run.name(), run.check(Kind.GRID).figures().getFirst().ours()));
        assertThat(meanTtft.get("my-run"))
                .isEqualTo(meanTtft.get("llama2-7b_a100_tp1_x"))
                .isEqualTo(meanTtft.get("llama2-70b_a100_tp2_x"))
                .isLessThan(0.03);
        assertThat(meanTtft.get("llama2-7b_a100_tp1_foo")).isGreaterThan(0.05);
    }

    @Test
    void theOnlyGridIsNotTakenForAnotherConfiguration() throws IOException {
        ReferenceFolder files = files().grid("llama2-7b_a100_tp1", 10);
        ReferenceFolder.change(files.config(RUN), "\"tensor_parallel_size\": 1", "\"tensor_parallel_size\": 2");
        FidelityReport report = new FidelityChecks(folder, Optional.of(folder), CATALOG).run(name -> {});
        assertThat(report.runs().getFirst().check(Kind.GRID).skipped()).contains("on 2 x a100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config   | \"vllm\"                   | \"orca\"               | scheduler 'orca'",
                "config   | \"num_blocks\": 100        | \"num_blocks\": 0      | num_blocks is 0",
                "config   | \"num_blocks\": 100        | \"num_blocks\": \"x\"  | num_blocks is",
                "config   | \"num_replicas\": 1        | \"num_replicas\": 2    | several replicas",
                "config   | \"block_size\": 16,        | {                      | is not valid JSON at line 1, column",
                "config   | \"device\": \"a100\",      | ''                     | device is missing",
                "requests | 1.015000,30                | 1.015000,-3            | line 3, column prefill_tokens is -3",
                "requests | 1.015000,30                | 1.015000,x             | line 3, column prefill_tokens is",
                "requests | 1.020000,1.040000          | 1.020000,1.010000      | line 3, column completed_s",
                "requests | arrival_s                  | arrived                | names no column arrival_s",
            })
    void aDamagedRunIsNamedAndTheOthersGoOn(String file, String from, String to, String message) throws IOException {
        ReferenceFolder files = files().run("another");
        ReferenceFolder.change(file.equals("config") ? files.config(RUN) : files.requests(RUN), from, to);
        FidelityReport report = check();
        assertThat(report.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.name()).isEqualTo("another"));
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith(RUN + ": ")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.010000,1.020000 | 1.010000,1.010000 | a time after the start",
                "1.010000,1.020000 | 1.010000,inf      | expected a number",
                "num_decode_seqs   | decodes           | names no column num_decode_seqs",
            })
    void damagedStepsCostTheReplayOnly(String from, String to, String message) throws IOException {
        ReferenceFolder.change(files().batches(RUN), from, to);
        FidelityReport.Run run = check().runs().getFirst();
        assertThat(run.check(Kind.SCHEDULER).skipped()).contains(message).contains("tiny_run.batches.csv");
        assertThat(run.check(Kind.ROOFLINE).figures()).hasSize(4);
        FidelityReport report = check();
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(files().batches(RUN));
        assertThat(check().runs().getFirst().check(Kind.SCHEDULER).skipped()).contains("There is no file");
        Files.delete(new ReferenceFolder(folder).requests(RUN));
        assertThat(check().problems()).singleElement().asString().contains("tiny_run.requests.csv");
    }

    @Test
    void requestsThatDoNotFitAreCounted() throws IOException {
        ReferenceFolder.change(files().requests(RUN), "1.015000,30", "1.015000,3000");
        assertThat(check().problems()).singleElement().asString().contains("1 requests do not fit into 100 KV blocks");
    }

    @Test
    void aFolderWithoutRunsIsRefused() {
        assertThatThrownBy(this::check).isInstanceOf(TableException.class).hasMessageContaining(".config.json");
        Path file = folder.resolve("README.md");
        assertThatThrownBy(() -> {
                    Files.writeString(file, "text");
                    new FidelityChecks(file, Optional.empty(), CATALOG).run(name -> {});
                })
                .hasMessageContaining("is a file, not a folder");
        Path inside = folder.resolve("runs");
        assertThatThrownBy(() -> {
                    new ReferenceFolder(Files.createDirectory(inside)).run(RUN);
                    check();
                })
                .hasMessageContaining(inside + " has; give that folder");
        assertThatThrownBy(
                        () -> new FidelityChecks(folder.resolve("nowhere"), Optional.empty(), CATALOG).run(name -> {}))
                .hasMessageContaining("cannot be read");
    }
}
