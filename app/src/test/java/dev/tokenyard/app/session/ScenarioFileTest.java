package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioSpec.PolicyChoice;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UserCatalog;
import dev.tokenyard.sim.model.InstanceRole;
import dev.tokenyard.sim.model.SloClass;
import dev.tokenyard.sim.trace.ImportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsSavedIsLoaded() throws ScenarioException {
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .named("Ünïcode \"quoted\"")
                .withRateScale(1.75)
                .withLimit(12)
                .withSeed(Long.MIN_VALUE)
                .withPredictor("noise:75")
                .withSloClasses(List.of(new SloClass("A", 0.5, 0.1), SloClass.ttft("B", 3)))
                .withCluster(new ClusterSpec(
                        List.of(
                                new InstanceGroup(
                                        2,
                                        new InstanceGroup.Deployment(
                                                "a100-80g", "llama-2-13b", 2, InstanceRole.PREFILL),
                                        new InstanceGroup.Limits(480, 32, 64, 1024, 64.5, true)),
                                new InstanceGroup(
                                        1,
                                        new InstanceGroup.Deployment("a10", "llama-2-7b", 1),
                                        InstanceGroup.Limits.DEFAULT)),
                        new ModeChoice("sarathi", Map.of("chunk", 512.0)),
                        "round-robin",
                        "unit",
                        new ClusterSpec.Links(12.5, true)))
                .withPolicies(List.of(new PolicyChoice("fcfs", Map.of("x", 0.25)), PolicyChoice.of("edf")));
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, scenario);
        assertThat(ScenarioFile.read(file)).isEqualTo(scenario);
    }

    @Test
    void modelsByTurnsAreSavedAndLoaded() throws ScenarioException, IOException {
        Path file = folder.resolve("s.json");
        InstanceGroup one = ScenarioDefaults.opening().cluster().groups().get(0);
        ScenarioFile.write(file, ScenarioDefaults.opening());
        assertThat(Files.readString(file)).doesNotContain("other_models").doesNotContain("load_seconds");
        for (InstanceGroup.Turns turns : List.of(
                new InstanceGroup.Turns(List.of("mistral-7b", "llama-2-7b"), 30),
                new InstanceGroup.Turns(List.of("mistral-7b"), 0),
                new InstanceGroup.Turns(List.of("mistral-7b"), InstanceGroup.Turns.DERIVED))) {
            ScenarioSpec scenario = ScenarioDefaults.opening()
                    .withCluster(ScenarioDefaults.cluster(List.of(one.withTurns(turns), one)));
            ScenarioFile.write(file, scenario);
            assertThat(ScenarioFile.read(file)).isEqualTo(scenario);
        }
        String text = Files.readString(file);
        Files.writeString(file, text.replace("[ \"mistral-7b\" ]", "[ 7 ]"));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .hasMessageContaining("cluster.groups[0].other_models")
                .hasMessageContaining("7");
        Files.writeString(file, text.replace("\"other_models\"", "\"load_seconds\" : -3, \"other_models\""));
        assertThatThrownBy(() -> ScenarioFile.read(file)).hasMessageContaining("load_seconds is -3");
    }

    @Test
    void hindsightIsAnOptionalField() throws ScenarioException, IOException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening());
        assertThat(Files.readString(file)).doesNotContain("hindsight");
        for (HindsightChoice choice : List.of(new HindsightChoice(true, 30), new HindsightChoice(false, 5))) {
            ScenarioSpec scenario = ScenarioDefaults.opening().withHindsight(choice);
            ScenarioFile.write(file, scenario);
            assertThat(ScenarioFile.read(file)).isEqualTo(scenario);
        }
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"time_limit_s\" : 5", "\"time_limit_s\" : 601"));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith(
                        "s.json: In the scenario, hindsight.time_limit_s is 601; expected a whole number from 1 to 600.");
        Files.writeString(file, text.replace("\"wanted\"", "\"on\""));
        assertThatThrownBy(() -> ScenarioFile.read(file)).hasMessageContaining("\"hindsight.on\"");
    }

    @Test
    void gpusAndModelsOfTheUsersOwnTravelWithTheScenario() throws ScenarioException, IOException {
        String entry = HardwareCatalog.entryFile("l4").replace("\"l4\"", "\"my-l4\"");
        ScenarioSpec scenario = ScenarioDefaults.opening()
                .withCatalog(UserCatalog.parse("mine.json", entry))
                .withCluster(ScenarioDefaults.cluster("my-l4", "phi-3-mini", 1, 2))
                .withLimit(20);
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, scenario);
        ScenarioSpec loaded = ScenarioFile.read(file);
        assertThat(loaded).isEqualTo(scenario);
        assertThat(new ComparisonService().run(loaded, () -> false).lanes()).isNotEmpty();
        Files.writeString(file, Files.readString(file).replace("\"my-l4\"", "\"l4\""));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith(
                        "s.json: In the scenario's catalog, the GPU id \"l4\" is taken by an entry of the catalogue; give this"
                                + " one another id.");
    }

    @Test
    void aTraceBesideItsScenarioMovesWithIt() throws ScenarioException, IOException {
        Path here = Files.createDirectories(folder.resolve("here"));
        Path trace = Files.writeString(here.resolve("t.csv"), "arrival_s,prompt_tokens,output_tokens\n0,1,1\n");
        ScenarioFile.write(
                here.resolve("s.json"), ScenarioDefaults.opening().withTrace(TraceSource.file(trace.toString())));
        assertThat(Files.readString(here.resolve("s.json"))).contains("\"location\" : \"t.csv\"");
        Path there = folder.resolve("there");
        Files.move(here, there);
        assertThat(ScenarioFile.read(there.resolve("s.json")).trace().location())
                .isEqualTo(there.resolve("t.csv").toString());
    }

    @Test
    void aMisspeltFieldIsNamed() throws IOException {
        Path file = folder.resolve("s.json");
        Files.writeString(file, "{\"trcae\": {}}");
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("\"trcae\"")
                .hasMessageContaining("rate_scale");
    }

    @Test
    void aWrongValueIsShownWithItsPlace() throws IOException, ScenarioException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening());
        Files.writeString(file, Files.readString(file).replace("\"instances\" : 2", "\"instances\" : \"two\""));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .hasMessageContaining("cluster.groups[0].instances")
                .hasMessageContaining("\"two\"")
                .hasMessageContaining("a whole number");
    }

    /** File, place in it, value and range; a number beyond what the program holds is out of range and not "no whole number". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kv_blocks" : 0|"kv_blocks" : -5|cluster.groups[0].kv_blocks is -5; expected a whole number from 0 to 2,147,483,647.
            "kv_blocks" : 0|"kv_blocks" : 3000000000|cluster.groups[0].kv_blocks is 3000000000; expected a whole number from 0 to 2,147,483,647.
            "kv_blocks" : 0|"kv_blocks" : 2.5|cluster.groups[0].kv_blocks is 2.5; expected a whole number from 0 to 2,147,483,647.
            "instances" : 2|"instances" : 1001|cluster.groups[0].instances is 1001; expected a whole number from 1 to 1,000.
            "block_size" : 16|"block_size" : 0|cluster.groups[0].block_size is 0; expected a whole number from 1 to 2,147,483,647.
            "kv_blocks" : 0|"kv_blocks" : 0, "host_gib" : -1|cluster.groups[0].host_gib is -1; expected a number from 0 to 1,048,576.
            "kv_blocks" : 0|"kv_blocks" : 0, "load_seconds" : -2|cluster.groups[0].load_seconds is -2; expected a number from 0 on.
            "kv_blocks" : 0|"kv_blocks" : 0, "role" : "both"|cluster.groups[0].role is "both"; expected "mixed", "prefill" or "decode".
            "router"|"kv_link_gb_per_s" : -1, "router"|cluster.kv_link_gb_per_s is -1; expected a number from 0 on.
            "limit" : 0|"limit" : -1|limit is -1; expected a whole number from 0 to 2,147,483,647.
            "seed" : 7|"seed" : 99999999999999999999|seed is 99999999999999999999; expected a whole number from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807.
            "seed" : 7|"seed" : 7, "hindsight" : {"time_limit_s" : 0}|hindsight.time_limit_s is 0; expected a whole number from 1 to 600.
            "ttft_s" : 2.0|"ttft_s" : -2.0|slo[0]: SLO class Interactive has a target of -2.0 s
            """)
    void numbersOutOfRangeAreNamedWithTheirPlaceAndRange(String good, String bad, String words) throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening());
        String text = Files.readString(file);
        assertThat(text).contains(good);
        Files.writeString(file, text.replace(good, bad));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(file + ": In the scenario, " + words);
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        Path file = folder.resolve("s.json");
        Files.writeString(file, "{\"version\": 99}");
        assertThatThrownBy(() -> ScenarioFile.read(file)).hasMessageContaining("version 99");
    }

    @Test
    void foldersAndHugeFilesAreRefused() throws IOException {
        assertThatThrownBy(() -> ScenarioFile.read(folder)).hasMessageContaining("is a folder");
        Path huge = folder.resolve("huge.json");
        Files.write(huge, new byte[2_000_000]);
        assertThatThrownBy(() -> ScenarioFile.read(huge)).hasMessageContaining("too many");
    }

    /** A file of the first version, as the window then wrote it: one kind of instance, no groups and no router. */
    @Test
    void aFileOfTheFirstVersionLoads() throws IOException, ScenarioException {
        Path file = folder.resolve("old.json");
        Files.writeString(file, """
                {
                  "version" : 1,
                  "name" : "Mixed SLO classes",
                  "trace" : {"kind" : "sample", "location" : "mixed-slo.csv", "format" : "auto"},
                  "rate_scale" : 1.0,
                  "limit" : 0,
                  "cluster" : {
                    "gpu" : "a100-80g",
                    "model" : "llama-2-13b",
                    "tensor_parallel" : 1,
                    "instances" : 2,
                    "batching" : "vllm-v1",
                    "cost" : "roofline",
                    "kv_blocks" : 0,
                    "block_size" : 16,
                    "batch_cap" : 128,
                    "token_budget" : 2048
                  },
                  "slo" : [
                    {"class" : "Interactive", "ttft_s" : 2.0},
                    {"class" : "Batch-1", "ttft_s" : 20.0},
                    {"class" : "Batch-2", "ttft_s" : 90.0}
                  ],
                  "policies" : [
                    {"id" : "fcfs", "knobs" : {}}, {"id" : "ssjf", "knobs" : {}}, {"id" : "mc-sf", "knobs" : {}}
                  ],
                  "predictor" : "confusion",
                  "seed" : 7
                }
                """);
        assertThat(ScenarioFile.read(file)).isEqualTo(ScenarioDefaults.opening());
    }

    @Test
    void aFieldOfAGroupBesideTheGroupsIsRefused() throws IOException, ScenarioException {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening());
        Files.writeString(file, Files.readString(file).replace("\"groups\"", "\"gpu\": \"a10\", \"groups\""));
        assertThatThrownBy(() -> ScenarioFile.read(file)).hasMessageContaining("\"cluster.gpu\"");
    }

    @Test
    void knobsAreWrittenByNameAndReadByNameOrNumber() throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioSpec opening = ScenarioDefaults.opening();
        ScenarioSpec swapping = opening.withCluster(opening.cluster()
                .withBatching(new ModeChoice("vllm-v0", Map.of("preemption", 1.0, "padded", 1.0, "watermark", 0.25))));
        ScenarioFile.write(file, swapping);
        String text = Files.readString(file);
        assertThat(text)
                .contains("\"preemption\" : \"swap\"")
                .contains("\"padded\" : \"on\"")
                .contains("\"watermark\" : 0.25");
        assertThat(ScenarioFile.read(file)).isEqualTo(swapping);
        Files.writeString(file, text.replace("\"swap\"", "1").replace("\"on\"", "true"));
        assertThat(ScenarioFile.read(file)).isEqualTo(swapping);
        Files.writeString(file, text.replace("\"swap\"", "\"swop\""));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .hasMessageContaining("cluster.batching_knobs.preemption")
                .hasMessageContaining("is swop; give recompute or swap.");
        Files.writeString(file, text.replace("\"preemption\"", "\"premption\""));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .hasMessageContaining("There is no knob named vllm-v0.premption");
    }

    @Test
    void repairsAreWrittenWhereTheyAreNotTheUsualOnes() throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioSpec opening = ScenarioDefaults.opening();
        TraceSource trace = TraceSource.file(folder.resolve("t.csv").toString());
        ScenarioFile.write(file, opening.withTrace(trace));
        assertThat(Files.readString(file)).doesNotContain("repair");

        ImportOptions repairs = ImportOptions.DEFAULT
                .with("failed", "keep")
                .with("order", "refuse")
                .with("times", "spread")
                .with("arrivals", "poisson:2.5:11");
        for (ImportOptions repair : new ImportOptions[] {repairs, ImportOptions.DEFAULT.with("arrivals", "at-once")}) {
            ScenarioSpec repaired = opening.withTrace(trace.withRepair(repair));
            ScenarioFile.write(file, repaired);
            assertThat(ScenarioFile.read(file)).isEqualTo(repaired);
        }
        String text = Files.readString(file);
        assertThat(text).contains("\"arrivals\" : \"at-once\"").doesNotContain("failed");
        Files.writeString(file, text.replace("\"at-once\"", "\"sometimes\""));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContainingAll("trace.repair.arrivals", "arrivals=sometimes", "poisson:RATE");
        Files.writeString(file, text.replace("\"arrivals\"", "\"arrival\""));
        assertThatThrownBy(() -> ScenarioFile.read(file)).hasMessageContaining("trace.repair.arrival");
    }

    @Test
    void aGeneratedTraceHasNothingToRepair() {
        TraceSource sample = TraceSource.sample("chat.csv").withRepair(ImportOptions.DEFAULT.with("failed", "keep"));

        assertThatThrownBy(() -> new TraceLibrary().load(sample, () -> false))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("nothing to repair");
    }
}
