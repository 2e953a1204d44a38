package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.fidelity.ReferenceFolder;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as a user types them. */
class CommandLineTest {
    private record Result(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Result execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = TokenyardCommand.commandLine(
                ExportOptions.figure(Theme.paper()), (trace, policies) -> new double[] {12});
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exitCode = line.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    private static List<String> fieldsOf(JsonNode node) {
        return List.copyOf(node.propertyNames());
    }

    @Test
    void solvesTheSmallestExactCase() {
        Result result =
                execute("solve", "--requests", "0:1:3,0:1:3,0:2:2", "--memory", "6", "--policy", "mc-sf", "--json");
        assertThat(result.exitCode).isZero();
        JsonNode schedule = result.json();
        assertThat(fieldsOf(schedule))
                .containsExactly(
                        "policy", "starts", "completions", "memory", "tel", "makespan", "status", "lower_bound");
        assertThat(schedule.get("starts").toString()).isEqualTo("[1,3,0]");
        assertThat(schedule.get("completions").toString()).isEqualTo("[4,6,2]");
        assertThat(schedule.get("memory").get(1).toString()).isEqualTo("{\"t\":2,\"tokens\":6}");
        assertThat(schedule.get("tel").asInt()).isEqualTo(12);
        assertThat(schedule.get("status").stringValue()).isEqualTo("heuristic");
    }

    @Test
    void withoutPolicyTheOptimumIsProvedAndReplayed() {
        Result text = execute("solve", "--requests", "0:2:5,1:1:2,2:1:1,2:1:3", "--memory", "8");
        assertThat(text.exitCode).isZero();
        assertThat(text.out)
                .contains("MC-SF ", "MC-SF, skip", "SVF order", "MC-Benchmark", "Optimum")
                .containsPattern("Optimum 14, proved by .*, re-checked; the engine replays the schedule at 14\\.")
                .containsPattern("memory {2}\\d+( \\d+)+");
        JsonNode document = execute("solve", "--requests", "0:2:5,1:1:2,2:1:1,2:1:3", "--memory", "8", "--json")
                .json();
        assertThat(document.get("hindsight").get("status").stringValue()).isEqualTo("exact");
        assertThat(document.get("hindsight").get("tel").asInt()).isEqualTo(14);
        assertThat(document.get("hindsight").get("replayed_tel").asInt()).isEqualTo(14);
        assertThat(document.get("schedules").get(0).get("tel").asInt()).isEqualTo(15);
        assertThat(document.get("schedules").get(0).get("gap_to_bound").asDouble())
                .isEqualTo(1 / 14.0);
    }

    @Test
    void withoutTimeThereIsABoundAndNoOptimum() {
        Result result =
                execute("solve", "--trace", "chat.csv", "--first", "60", "--memory", "9000", "--time-limit", "0");
        assertThat(result.out)
                .contains("Best found", "No schedule beats ", "not proved optimal")
                .doesNotContain("Optimum");
    }

    @Test
    void instancesAreReadFromJsonAndInAnyOrder(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("requests.json");
        Files.writeString(file, "[{\"a\":3,\"s\":1,\"o\":2},[0,2,5]]");
        JsonNode document = execute("solve", "--requests", "@" + file, "--memory", "30", "--json")
                .json();
        assertThat(document.get("schedules").get(4).get("starts").toString()).isEqualTo("[3,0]");
    }

    @Test
    void theTableOfSizesNamesModelSizeAndProof() {
        Result result = execute("solve", "--table", "--sizes", "3", "--seeds", "1");
        assertThat(result.out.lines()).hasSize(4);
        assertThat(result.out).contains("| 1 | 3 | 1 |", "| 2 | 3 | 1 |").contains("proved by");
    }

    @Test
    void runsInTheTheoryModeShowTheirGapToTheBound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("requests.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,2,5\n1,1,2\n2,1,1\n2,1,3\n");
        String[] arguments = {
            "run",
            "--trace",
            file.toString(),
            "--policy",
            "mc-sf",
            "--batching",
            "theory",
            "--kv-blocks",
            "8",
            "--out",
            folder.resolve("out").toString()
        };
        assertThat(execute(arguments).out).contains("gap to bound", "7.1 %");
        JsonNode document = execute(
                        Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
                .json();
        assertThat(document.get("runs").get(0).get("gap_to_bound").asDouble()).isEqualTo(1 / 14.0);
        assertThat(Files.readString(folder.resolve("out/comparison.csv"))).contains("Gap to bound");
    }

    @Test
    void severalPoliciesMakeAnArrayInTheGivenOrderOfRequests(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("requests.csv");
        Files.writeString(file, "a,s,o\n3,1,2\n0,2,5\n");
        Result result =
                execute("solve", "--requests", "@" + file, "--memory", "30", "--policy", "fcfs,mc-sf", "--json");
        assertThat(result.json().size()).isEqualTo(2);
        assertThat(result.json().get(0).get("starts").toString()).isEqualTo("[3,0]");
        assertThat(result.json().get(0).get("status").stringValue())
                .as("nobody waits, so the latencies are the outputs")
                .isEqualTo("exact");
    }

    /** Equal predictions are served by index, as the paper's cases are, even if the later index arrives first. */
    @Test
    void tiesGoByTheGivenOrder() {
        Result result = execute(
                "solve",
                "--requests",
                "1:4:3:13,6:5:1:1,7:5:3:5,4:2:8:8,6:5:2:2,0:1:8:12,2:2:9:9,4:1:13:13,3:5:2:5",
                "--memory",
                "17",
                "--policy",
                "mc-sf",
                "--json");
        assertThat(result.json().get("tel").asInt()).isEqualTo(118);
    }

    @Test
    void runsWritesAndSumsUp(@TempDir Path folder) throws IOException {
        Result result = execute(
                "run",
                "--trace",
                "chat.csv",
                "--limit",
                "200",
                "--policy",
                "fcfs,mc-sf",
                "--out",
                folder.toString(),
                "--json");
        assertThat(result.err).isEmpty();
        assertThat(result.exitCode).isZero();
        JsonNode run = result.json().get("runs").get(1);
        assertThat(fieldsOf(run))
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
        assertThat(run.get("completed").asInt()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("summary.json"))))
                .isEqualTo(result.json());
        List<String> rows = Files.readAllLines(folder.resolve("requests-mc-sf.csv"));
        assertThat(rows).hasSize(201);
        assertThat(Files.readString(folder.resolve("charts").resolve("ttft-cdf.svg")))
                .contains("MC-SF");
        assertThat(rows.get(0))
                .isEqualTo(
                        "id,arrival_s,prompt_tokens,output_tokens,predicted_tokens,class,model,instance,"
                                + "first_scheduled_s,first_token_s,completed_s,ttft_s,tpot_s,e2e_s,preemptions,slo_met,refused,blocks_needed,blocks_there");
    }

    @Test
    void tablesAreForPeople() {
        Result result = execute("run", "--trace", "chat.csv", "--limit", "50", "--policy", "fcfs");
        assertThat(result.out)
                .contains("vllm-v1 batching, least-outstanding routing, roofline step times", "SLO met")
                .containsPattern("FCFS +7 ");
    }

    @Test
    void requestsGoFromPrefillToDecodeInstances(@TempDir Path folder) throws IOException {
        String[] options = {
            "run",
            "--trace",
            "chat.csv",
            "--limit",
            "150",
            "--policy",
            "fcfs",
            "--group",
            "a100-80g:llama-2-7b:prefill",
            "--group",
            "2xa100-80g:llama-2-7b:decode",
            "--kv-link",
            "25",
            "--migration",
            "--out",
            folder.toString()
        };
        Result result = execute(options);
        assertThat(result.exitCode).as(result.err).isZero();
        assertThat(result.out).contains("handovers").contains("migrations");
        JsonNode run = JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("summary.json")))
                .get("runs")
                .get(0);
        assertThat(run.get("handovers").asInt()).isEqualTo(150);
        assertThat(run.get("transferred_bytes").asLong()).isPositive();
    }

    @Test
    void severalKindsOfInstancesAreNamedEverywhere(@TempDir Path folder) throws IOException {
        String[] options = {
            "run",
            "--trace",
            "chat.csv",
            "--limit",
            "150",
            "--policy",
            "fcfs",
            "--group",
            "2xa100-80g:llama-2-13b:tp1",
            "--group",
            "a10:llama-2-7b:kv400:cap32",
            "--router",
            "round-robin",
            "--out",
            folder.toString()
        };
        Result result = execute(options);
        assertThat(result.exitCode).as(result.err).isZero();
        assertThat(result.out)
                .contains("2 x a100-80g with llama-2-13b + 1 x a10 with llama-2-7b")
                .contains("round-robin routing")
                .contains(" and 400 KV blocks of 16 tokens each");
        JsonNode summary = JsonMapper.shared().readTree(Files.readString(folder.resolve("summary.json")));
        JsonNode cluster = summary.get("scenario").get("cluster");
        assertThat(cluster.get("groups").size()).isEqualTo(2);
        assertThat(cluster.get("groups").get(1).get("batch_cap").asInt()).isEqualTo(32);
        assertThat(cluster.get("router").stringValue()).isEqualTo("round-robin");
        assertThat(summary.get("runs").get(0).get("engine").toString())
                .isEqualTo("{\"batching\":\"vllm-v1\",\"batching_knobs\":{},\"router\":\"round-robin\","
                        + "\"cost\":\"roofline\"}");
        assertThat(Files.readString(folder.resolve("charts").resolve("ttft-cdf.svg")))
                .contains("2 × a100-80g, llama-2-13b, TP 1 + 1 × a10, llama-2-7b, TP 1")
                .contains("round-robin routing");
        Path scenario = folder.resolve("again.json");
        Files.writeString(scenario, summary.get("scenario").toString());
        assertThat(execute("compare", scenario.toString(), "--json").json().get("runs"))
                .isEqualTo(summary.get("runs"));
    }

    @Test
    void describesASample() {
        JsonNode json = execute("describe", "chat.csv", "--json").json();
        assertThat(fieldsOf(json))
                .containsExactly(
                        "format",
                        "rows_read",
                        "rows_refused",
                        "rows_repaired",
                        "problems",
                        "span_s",
                        "rate_per_s",
                        "cv",
                        "prompt_tokens",
                        "output_tokens");
        assertThat(json.get("format").stringValue()).isEqualTo("tokenyard");
    }

    @Test
    void refusedRowsAreListed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,-3,5\n2,x,5\n");
        Result result = execute("describe", file.toString());
        assertThat(result.exitCode).isZero();
        assertThat(result.out).contains("prompt_tokens", "-3").containsPattern("rows refused\\s+2");
    }

    @Test
    void aGpuAndAModelOfTheUsersOwnAreListedAndRun(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, execute("gpus", "l4", "--entry").out.replace("\"l4\"", "\"my-l4\""));
        Path model = folder.resolve("model.json");
        Files.writeString(
                model, execute("models", "phi-3-mini", "--entry").out.replace("\"phi-3-mini\"", "\"my-phi\""));
        assertThat(execute("gpus", "--catalog", file.toString()).out).contains("my-l4");
        assertThat(execute("models", "my-phi", "--catalog", folder.toString()).exitCode)
                .isZero();
        Result run = execute(
                "run",
                "--trace",
                "mixed-slo.csv",
                "--limit",
                "50",
                "--policy",
                "fcfs",
                "--gpu",
                "my-l4",
                "--model",
                "my-phi",
                "--catalog",
                file.toString(),
                "--catalog",
                model.toString());
        assertThat(run.err).isEmpty();
        assertThat(run.out).contains("my-l4 with my-phi");
        Files.writeString(file, Files.readString(file).replaceFirst("\"memoryBytes\" : \\d+", "\"memoryBytes\" : -1"));
        Result refused = execute("gpus", "--catalog", file.toString());
        assertThat(refused.exitCode).isEqualTo(2);
        assertThat(refused.err)
                .isEqualTo("tokenyard: In " + file
                        + ", gpus[0].memoryBytes is -1; expected a whole number from 1 to 1125899906842624."
                        + System.lineSeparator());
    }

    @Test
    void aGpuAndAModelShowTheErrorsOfTheirStepTimes() {
        assertThat(execute("gpus", "a100-80g").out)
                .contains("llama-2-70b", "fitted to these steps", "from operator measurements only");
        assertThat(execute("models", "llama-2-7b").out).contains("a100-80g", "fitted to these steps");
        assertThat(execute("gpus", "l4").out).contains("Step times: roofline, not checked against measured steps.");
        assertThat(execute("models", "gemma-2-9b").out).contains("every second layer attends to the last 4,096 tokens");
        JsonNode errors = execute("gpus", "a100-80g", "--json").json().get("step_time_errors");
        assertThat(errors.get(0).get("decode").get("mean_percent").asDouble()).isPositive();
    }

    @Test
    void cataloguesListAndShowOne() {
        assertThat(execute("policies").out)
                .contains(PolicyCatalog.all().stream().map(f -> f.card().id()).toList());
        assertThat(execute("policies", "mc-sf").out).contains("Algorithm 1", "departures");
        assertThat(execute("modes").out).contains("vllm-v1", "theory");
        assertThat(execute("modes", "vllm-v1").out).contains("One token budget", "departures");
        assertThat(execute("modes", "--json").json().get(0).get("knobs").isArray())
                .isTrue();
        assertThat(execute("routers").out)
                .contains(Routers.all().stream().map(f -> f.card().id()).toList());
        assertThat(execute("routers", "power-of-two").out).contains("Mitzenmacher");
        assertThat(execute("routers", "jsq", "--json").json().get("title").stringValue())
                .isEqualTo("join shortest queue");
        assertThat(execute("gpus").out).contains("a100-80g", "h100-sxm", "a10", "l4");
        assertThat(execute("gpus", "l4", "--json").json().get("id").stringValue())
                .isEqualTo("l4");
        assertThat(execute("models", "llama-2-7b").out).contains("524,288");
        assertThat(execute("models", "--json").json().size()).isGreaterThanOrEqualTo(6);
    }

    static Stream<List<String>> badUsage() {
        return Stream.of(
                List.of("run", "--trace", "nope.csv", "--policy", "fcfs"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcsf"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs,fcfs"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--gpu", "a1000"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--model", "llama-2-70b"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--instances", "0"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--rate-scale", "-1"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--limit", "-1"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--tp", "3"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--batching", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--cost", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--router", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--knob", "vllm-v1.speed=9"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", ""),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10:llama-2-7b:decoder"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10:llama-2-7b:prefill"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--kv-link", "-1"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--migration"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "0xa10:llama-2-7b"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "99999999999xa10:llama-2-7b"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10:llama-2-7b:tp"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10:llama-2-7b:tp0"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10:llama-2-70b"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--group", "a10:llama-2-7b", "--tp", "1"),
                List.of("modes", "magic"),
                List.of("routers", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--block-size", "0"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--batch-cap", "-5"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--token-budget", "10"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--kv-blocks", "-2"),
                List.of("run", "--trace", "chat.csv", "--policy", "ssjf", "--predictor", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--slo", "fast"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--slo", "A=ttft:-1"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--knob", "x"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--knob", "vllm-v0.preemption=0.7"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--knob", "fcfs.speed=9"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--seeds", "0"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--format", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--limit", "many"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--baseline", "sjf"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--format", "workload"),
                List.of("run", "--trace", "nope.json", "--policy", "fcfs"),
                List.of("run", "--policy", "fcfs"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--kv-blocks", "9999999"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--model", "llama-2-70b", "--kv-blocks", "9"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--rate-scale", "1e-9"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--predictor", "magic"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--out", "pom.xml"),
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--slo", "A=ttft:1", "--slo", "A=ttft:2"),
                List.of("compare", "nope.json"),
                List.of("solve", "--requests", "0:1", "--memory", "6", "--policy", "mc-sf"),
                List.of("solve", "--requests", "0:1:x", "--memory", "6", "--policy", "mc-sf"),
                List.of("solve", "--requests", "0:5:5", "--memory", "6", "--policy", "mc-sf"),
                List.of("solve", "--requests", "-1:5:5", "--memory", "60", "--policy", "mc-sf"),
                List.of("solve", "--requests", "@nope", "--memory", "6", "--policy", "mc-sf"),
                List.of("solve", "--requests", "0:1:3", "--memory", "0", "--policy", "mc-sf"),
                List.of("solve", "--requests", "0:1:3"),
                List.of("solve", "--memory", "5"),
                List.of("solve", "--requests", "0:1:3", "--trace", "chat.csv", "--memory", "5"),
                List.of("solve", "--requests", "0:1:3", "--memory", "5", "--time-limit", "-1"),
                List.of("solve", "--trace", "chat.csv", "--memory", "5"),
                List.of("solve", "--table", "--sizes", "0"),
                List.of("describe", "nope.csv"),
                List.of("describe", "."),
                List.of("policies", "magic"),
                List.of("gpus", "magic"),
                List.of("models", "magic"),
                List.of("bench", "--requests", "1"),
                List.of("magic"));
    }

    @Test
    void seedsGiveIntervalsAndPairedDifferences(@TempDir Path folder) throws IOException {
        List<String> arguments = List.of(
                "run",
                "--trace",
                "chat.json",
                "--limit",
                "200",
                "--rate-scale",
                "9",
                "--policy",
                "fcfs,sjf",
                "--seeds",
                "3",
                "--baseline",
                "sjf",
                "--out",
                folder.toString());
        Result text = execute(arguments.toArray(new String[0]));
        assertThat(text.err).isEmpty();
        assertThat(text.out)
                .contains("±", "Difference from SJF, by pairs of the same seed:", "over 3 seeds, 7 to 9")
                .doesNotContain("recording");
        Result result =
                execute(Stream.concat(arguments.stream(), Stream.of("--json")).toArray(String[]::new));
        assertThat(result.json().get("runs").size()).isEqualTo(6);
        JsonNode replications = result.json().get("replications");
        assertThat(fieldsOf(replications))
                .containsExactly("seeds", "level", "baseline", "trace_drawn_per_seed", "policies");
        JsonNode fcfs = replications.get("policies").get(0);
        assertThat(fieldsOf(fcfs)).containsExactly("policy", "varies_with_seed", "figures", "differences");
        JsonNode mean = fcfs.get("figures").get("ttft-mean");
        assertThat(fieldsOf(mean)).containsExactly("unit", "mean", "half_width", "n");
        assertThat(mean.get("n").asInt()).isEqualTo(3);
        assertThat(mean.get("half_width").asDouble()).isPositive();
        assertThat(fcfs.get("differences").get("ttft-mean").has("excludes_zero"))
                .isTrue();
        assertThat(replications.get("policies").get(1).has("differences"))
                .as("the baseline's own")
                .isFalse();
        assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("summary.json"))))
                .isEqualTo(result.json());
        List<String> values = Files.readAllLines(folder.resolve("replications.csv"));
        assertThat(values.get(0)).isEqualTo("policy,seed,figure,unit,value");
        JsonNode runs = result.json().get("runs");
        for (JsonNode run : runs) {
            String start =
                    run.get("policy").stringValue() + "," + run.get("seed").asLong() + ",ttft-mean,s,";
            assertThat(values)
                    .filteredOn(line -> line.startsWith(start))
                    .singleElement()
                    .satisfies(line -> assertThat(Double.parseDouble(line.substring(start.length())))
                            .isEqualTo(run.get("ttft_s").get("mean").asDouble()));
        }
        assertThat(Files.readAllLines(folder.resolve("replications-summary.csv"))
                        .get(0))
                .isEqualTo("policy,figure,unit,mean,half_width,n,baseline,difference,difference_half_width,"
                        + "difference_n,excludes_zero");
    }

    @Test
    void seedsThatChangeNothingAreSaidToChangeNothing() {
        String[] arguments = {"run", "--trace", "chat.csv", "--limit", "100", "--policy", "fcfs,sjf", "--seeds", "3"};
        Result text = execute(arguments);
        assertThat(text.out)
                .contains("The seed changed nothing for FCFS, SJF:", "The trace is a recording")
                .doesNotContain("±0");
        Result result =
                execute(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        JsonNode fcfs = result.json().get("replications").get("policies").get(0);
        assertThat(fcfs.get("varies_with_seed").asBoolean()).isFalse();
        assertThat(fcfs.get("figures").get("ttft-mean").get("half_width").isNull())
                .isTrue();
    }

    @Test
    void aRunPastSaturationSaysSo(@TempDir Path folder) throws IOException {
        Result result = execute(
                "run", "--trace", "mixed-slo.csv", "--policy", "fcfs", "--rate-scale", "5", "--out", folder.toString());
        assertThat(result.out).contains("FCFS: Past saturation: ");
        assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"past-saturation\"");
        assertThat(Files.readString(folder.resolve("comparison.csv"))).contains("Past saturation: ");
    }

    @ParameterizedTest
    @MethodSource("badUsage")
    void badUsageEndsInOneSentence(List<String> arguments) {
        Result result = execute(arguments.toArray(new String[0]));
        assertThat(result.exitCode).as(result.err).isEqualTo(2);
        assertThat(result.out).isEmpty();
        assertThat(result.err.strip())
                .startsWith("tokenyard: ")
                .endsWith(".")
                .doesNotContain("Exception", "\tat ", "null");
        assertThat(result.err.strip().lines()).hasSize(1);
    }

    @Test
    void aScenarioThatWantsHindsightIsComparedWithIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, SampleScenarios.hindsight());
        Result result = execute("compare", file.toString());
        assertThat(result.exitCode).isZero();
        assertThat(result.out)
                .containsPattern("MC-SF .* 17.2 %")
                .containsPattern("MC-Benchmark .* 54.5 %")
                .containsPattern("Hindsight optimum .* 0.0 %");
    }

    @Test
    void aScenarioThatIsNotOneIsExplained(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("s.json");
        for (String text :
                List.of("", "{", "[".repeat(200_000), "[]", "{\"name\":3}", "{\"policy\":1}", "\u0000\u0001", "null")) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            Result result = execute("compare", file.toString());
            assertThat(result.exitCode)
                    .as(text.substring(0, Math.min(9, text.length())))
                    .isEqualTo(2);
            assertThat(result.err.strip())
                    .startsWith("tokenyard: ")
                    .endsWith(".")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void fidelityPrintsEachCheckAndGoesOnPastDamagedRuns(@TempDir Path folder) throws IOException {
        ReferenceFolder files = new ReferenceFolder(folder).run("good").run("bad");
        ReferenceFolder.change(files.config("bad"), "\"vllm\"", "\"orca\"");
        Result text = execute("fidelity", folder.toString());
        assertThat(text.exitCode).isZero();
        assertThat(text.out)
                .contains("good: 2 requests, moderate load, vllm-v0 padded=1 watermark=0.01")
                .contains("scheduler alone")
                .contains("100.00 %")
                .contains("grid skipped:")
                .contains("1 check within its bars, 1 misses a bar, 6 skipped.");
        assertThat(text.err).startsWith("tokenyard: bad: The scheduler 'orca'");
        JsonNode document = execute("fidelity", folder.toString(), "--json").json();
        assertThat(document.get("runs")
                        .get(0)
                        .get("checks")
                        .get(0)
                        .get("verdict")
                        .stringValue())
                .isEqualTo("within");
        assertThat(document.get("problems").size()).isEqualTo(1);
        assertThat(execute("fidelity", folder.toString(), "--csv").out.lines())
                .startsWith("run,load,check,figure,reference,ours,error,bar,verdict")
                .contains("good,moderate,scheduler,\"identical steps, in order\",4,4,0,0.01,within");
    }

    @Test
    void fidelityRefusesWhatItCannotUse(@TempDir Path folder) throws IOException {
        assertThat(execute("fidelity", folder.toString()).err).contains("X.config.json");
        assertThat(execute("fidelity", folder.toString(), "--json", "--csv").err)
                .contains("exclude each other");
        ReferenceFolder files = new ReferenceFolder(folder).run("bad");
        ReferenceFolder.change(files.config("bad"), "\"vllm\"", "\"orca\"");
        Result foreign = execute("fidelity", folder.toString());
        assertThat(foreign.exitCode).isEqualTo(2);
        assertThat(foreign.out).contains("0 checks within their bars, 4 skipped. No check could be made.");
        Files.delete(files.requests("bad"));
        assertThat(execute("fidelity", folder.toString()).exitCode).isEqualTo(2);
    }

    @Test
    void fidelityFailsWhereDamagedFilesPreventChecks(@TempDir Path folder) throws IOException {
        ReferenceFolder files =
                new ReferenceFolder(folder).run("good").run("bad").run("steps");
        ReferenceFolder.change(files.config("bad"), "\"block_size\": 16,", "{");
        Files.delete(files.batches("steps"));
        Result text = execute("fidelity", folder.toString());
        assertThat(text.exitCode).isEqualTo(2);
        String reason = "1 check was skipped because a file is damaged or missing or a simulation failed."
                + " 1 run could not be read.";
        assertThat(text.out)
                .contains("1 check within its bars, 2 miss a bar, 5 skipped. " + reason)
                .doesNotContain("No bar is missed");
        assertThat(text.err).contains("is not valid JSON at line 1, column").contains(reason);
        String steps = text.out.substring(text.out.indexOf("steps: "));
        assertThat(steps.indexOf("reference")).isLessThan(steps.indexOf("scheduler alone"));
        Result json = execute("fidelity", folder.toString(), "--json");
        assertThat(json.exitCode).isEqualTo(2);
        assertThat(json.json().get("unread_runs").intValue()).isEqualTo(1);
    }

    @Test
    void knobsAreSetByNameOrByNumberAndNothingElse() {
        List<String> run =
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--limit", "20", "--batching", "vllm-v0");
        for (String swap : List.of("swap", "1")) {
            assertThat(execute(with(run, "--knob", "vllm-v0.preemption=" + swap, "--knob", "vllm-v0.padded=on"))
                            .out())
                    .contains("vllm-v0 (padded on, preemption swap, watermark 0.01)");
        }
        assertThat(execute(with(run, "--knob", "vllm-v0.preemption=0.7")).err())
                .contains("Knob vllm-v0.preemption is 0.7; give recompute or swap.");
        assertThat(execute(with(run, "--knob", "vllm-v0.padded=0.7")).err())
                .contains("Knob vllm-v0.padded is 0.7; give off or on.");
        assertThat(execute(with(run, "--knob", "vllm-v0.watermark=much")).err())
                .contains("Knob vllm-v0.watermark is much; give a number from 0 to 0.5.");
        assertThat(execute(
                                "run",
                                "--trace",
                                "chat.csv",
                                "--policy",
                                "fcfs",
                                "--batching",
                                "sarathi",
                                "--knob",
                                "sarathi.chunk=99.5")
                        .err())
                .contains("Knob sarathi.chunk is 99.5; give a whole number from 1 to 1,000,000 tokens.");
    }

    @Test
    void cardsSayWhichValuesAKnobTakes() {
        assertThat(execute("modes", "vllm-v0").out())
                .contains("recompute (recompute or swap)")
                .contains("off (off or on)")
                .contains("0.01 (a number from 0 to 0.5)");
        assertThat(execute("modes", "sarathi").out()).contains("512 (a whole number from 1 to 1,000,000 tokens)");
        assertThat(execute("modes", "vllm-v0", "--json").out())
                .contains("\"recompute\"")
                .contains("\"choice\"");
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }
}
