package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.SampleScenarios;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.fidelity.ReferenceFolder;
import dev.tokenyard.policies.PolicyCatalog;
import dev.tokenyard.policies.Routers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands as a user types them. */
class CommandLineTest {
    @Test
    void runsWritesAndSumsUp(@TempDir Path folder) throws IOException {
        CommandResult result = CommandResult.of(
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
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        JsonNode run = result.json().get("runs").get(1);
        assertThat(CommandResult.fieldsOf(run))
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
        CommandResult result = CommandResult.of("run", "--trace", "chat.csv", "--limit", "50", "--policy", "fcfs");
        assertThat(result.out())
                .contains("vllm-v1 batching, least-outstanding routing, roofline step times", "SLO attainment")
                .containsPattern("FCFS +7 ");
    }

    @Test
    void oneIsNotAPlural() {
        CommandResult result = CommandResult.of(
                "run",
                "--trace",
                "chat.csv",
                "--limit",
                "1",
                "--policy",
                "mc-sf",
                "--batching",
                "theory",
                "--kv-blocks",
                "3000");
        assertThat(result.out())
                .contains("chat.csv: 1 request on 1 x worker", "3,000 KV blocks of 1 token each")
                .as("its unit is rounds")
                .contains("TTFT mean rounds", "e2e p99 rounds", "tokens/round")
                .doesNotContain("TTFT mean s", "tokens/s ");
    }

    @Test
    void theoryWithoutMemoryNamesTheOption() {
        CommandResult result = CommandResult.of(
                "run", "--trace", "chat.csv", "--limit", "20", "--policy", "mc-sf", "--batching", "theory");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--kv-blocks");
    }

    /** Each refusal begins as a sentence does, and what the disk said is not wrapped in another sentence. */
    @Test
    void refusalsAreSentences(@TempDir Path folder) throws IOException {
        assertThat(CommandResult.of("solve", "--requests", "0:1", "--memory", "6")
                        .err())
                .startsWith("tokenyard: Request 0 is ");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(CommandResult.of(
                                "run",
                                "--trace",
                                "chat.csv",
                                "--limit",
                                "9",
                                "--policy",
                                "fcfs",
                                "--out",
                                file.resolve("x").toString())
                        .err()
                        .strip())
                .startsWith("tokenyard: Could not write to " + file.resolve("x") + ": ")
                .doesNotContain("(");
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
        CommandResult result = CommandResult.of(options);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("handovers").contains("migrations");
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
        CommandResult result = CommandResult.of(options);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
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
        assertThat(CommandResult.of("compare", scenario.toString(), "--json")
                        .json()
                        .get("runs"))
                .isEqualTo(summary.get("runs"));
    }

    @Test
    void describesASample() {
        JsonNode json = CommandResult.of("describe", "chat.csv", "--json").json();
        assertThat(CommandResult.fieldsOf(json))
                .containsExactly(
                        "format",
                        "rows_read",
                        "rows_refused",
                        "rows_repaired",
                        "refused",
                        "repaired",
                        "problems",
                        "span_s",
                        "rate_per_s",
                        "cv",
                        "prompt_tokens",
                        "output_tokens",
                        "classes",
                        "models",
                        "clients",
                        "sessions");
        assertThat(json.get("format").stringValue()).isEqualTo("tokenyard");
    }

    @Test
    void refusedRowsAreListed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,-3,5\n2,x,5\n");
        CommandResult result = CommandResult.of("describe", file.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("prompt_tokens", "-3")
                .containsPattern("rows refused\\s+2")
                .containsPattern("prompt lengths that are no token count\\s+2");
    }

    @Test
    void repairsAreChosenAndReportedByReason(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(
                file,
                "Timestamp,Session ID,Model,Request tokens,Response tokens,Log Type\n"
                        + "5,a,GPT-4,10,5,API log\n4,b,ChatGPT,10,0,API log\n7,,ChatGPT,10,5,API log\n");
        JsonNode usual = CommandResult.of("describe", file.toString(), "--json").json();
        assertThat(usual.get("refused").get(0).get("reason").stringValue()).isEqualTo("failed");
        assertThat(usual.get("refused").get(0).get("rows").asInt()).isEqualTo(1);
        assertThat(usual.get("refused")
                        .get(0)
                        .get("examples")
                        .get(0)
                        .get("line")
                        .asInt())
                .isEqualTo(3);
        assertThat(usual.get("sessions").asInt()).isEqualTo(1);
        assertThat(usual.get("clients").asInt()).isEqualTo(2);

        CommandResult kept = CommandResult.of("describe", file.toString(), "--repair", "failed=keep");
        assertThat(kept.out())
                .containsPattern("rows read\\s+3")
                .containsPattern("kept with 1 token\\s+1")
                .containsPattern("rows out of order of time, sorted in\\s+1")
                .containsPattern("clients\\s+2")
                .containsPattern("sessions\\s+2");
        CommandResult run = CommandResult.of(
                "run",
                "--trace",
                file.toString(),
                "--policy",
                "fcfs",
                "--repair",
                "failed=keep",
                "--repair",
                "order=refuse",
                "--json");
        assertThat(run.json().get("scenario").get("trace").get("repair").toString())
                .isEqualTo("{\"failed\":\"keep\",\"order\":\"refuse\"}");
        CommandResult wrong = CommandResult.of("describe", file.toString(), "--repair", "failed");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("Option --repair", "failed=drop|keep");
    }

    @Test
    void lengthsAloneAreRunOnceTheyAreGivenArrivals(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("lengths.csv");
        Files.writeString(file, "num_prefill_tokens,num_decode_tokens\n" + "100,10\n".repeat(20));
        assertThat(CommandResult.of("describe", file.toString()).err()).contains("--repair arrivals=poisson:5");
        JsonNode json = CommandResult.of("describe", file.toString(), "--repair", "arrivals=poisson:5", "--json")
                .json();
        assertThat(json.get("repaired").get(0).get("reason").stringValue()).isEqualTo("arrivals");
        assertThat(json.get("repaired").get(0).get("rows").asInt()).isEqualTo(20);
    }

    @Test
    void listsTheFormatsOfTraces() {
        assertThat(CommandResult.of("formats").out()).contains("burstgpt", "qwen-bailian", "splitwise-sim", "KDD 2025");
        assertThat(CommandResult.of("formats", "--json").json().get("formats").size())
                .isEqualTo(11);
    }

    @Test
    void measuresTheReadingOfTraces() {
        JsonNode json = CommandResult.of("bench", "--traces", "--requests", "1000", "--json")
                .json();
        assertThat(json.get("results").size()).isEqualTo(12);
        for (JsonNode result : json.get("results")) {
            assertThat(result.get("rows").asInt()).isEqualTo(1000);
            assertThat(result.get("mb_per_s").asDouble()).isPositive();
        }
    }

    @Test
    void aGpuAndAModelOfTheUsersOwnAreListedAndRun(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, CommandResult.of("gpus", "l4", "--entry").out().replace("\"l4\"", "\"my-l4\""));
        Path model = folder.resolve("model.json");
        Files.writeString(
                model,
                CommandResult.of("models", "phi-3-mini", "--entry").out().replace("\"phi-3-mini\"", "\"my-phi\""));
        assertThat(CommandResult.of("gpus", "--catalog", file.toString()).out()).contains("my-l4");
        assertThat(CommandResult.of("models", "my-phi", "--catalog", folder.toString())
                        .exitCode())
                .isZero();
        CommandResult run = CommandResult.of(
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
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("my-l4 with my-phi");
        Files.writeString(file, Files.readString(file).replaceFirst("\"memoryBytes\" : \\d+", "\"memoryBytes\" : -1"));
        CommandResult refused = CommandResult.of("gpus", "--catalog", file.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("tokenyard: In " + file
                        + ", gpus[0].memoryBytes is -1; expected a whole number from 1 to 1125899906842624."
                        + System.lineSeparator());
    }

    @Test
    void aGpuAndAModelShowTheErrorsOfTheirStepTimes() {
        assertThat(CommandResult.of("gpus", "a100-80g").out())
                .contains("llama-2-70b", "fitted to these steps", "from operator measurements only");
        assertThat(CommandResult.of("models", "llama-2-7b").out()).contains("a100-80g", "fitted to these steps");
        assertThat(CommandResult.of("gpus", "l4").out())
                .contains("Step times: roofline, not checked against measured steps.");
        assertThat(CommandResult.of("models", "gemma-2-9b").out())
                .contains("every second layer attends to the last 4,096 tokens");
        JsonNode errors = CommandResult.of("gpus", "a100-80g", "--json").json().get("step_time_errors");
        assertThat(errors.get(0).get("decode").get("mean_percent").asDouble()).isPositive();
    }

    @Test
    void cataloguesListAndShowOne() {
        assertThat(CommandResult.of("policies").out())
                .contains(PolicyCatalog.all().stream().map(f -> f.card().id()).toList());
        assertThat(CommandResult.of("policies", "mc-sf").out()).contains("Algorithm 1", "departures");
        assertThat(CommandResult.of("modes").out()).contains("vllm-v1", "theory");
        assertThat(CommandResult.of("modes", "vllm-v1").out()).contains("One token budget", "departures");
        assertThat(CommandResult.of("modes", "--json")
                        .json()
                        .get(0)
                        .get("knobs")
                        .isArray())
                .isTrue();
        assertThat(CommandResult.of("routers").out())
                .contains(Routers.all().stream().map(f -> f.card().id()).toList());
        assertThat(CommandResult.of("routers", "power-of-two").out()).contains("Mitzenmacher");
        assertThat(CommandResult.of("routers", "jsq", "--json")
                        .json()
                        .get("title")
                        .stringValue())
                .isEqualTo("join shortest queue");
        assertThat(CommandResult.of("gpus").out()).contains("a100-80g", "h100-sxm", "a10", "l4");
        assertThat(CommandResult.of("gpus", "l4", "--json").json().get("id").stringValue())
                .isEqualTo("l4");
        assertThat(CommandResult.of("models", "llama-2-7b").out()).contains("524,288");
        assertThat(CommandResult.of("models", "--json").json().size()).isGreaterThanOrEqualTo(6);
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
                List.of("run", "--trace", "chat.csv", "--policy", "ssjf", "--predictor-latency", "-1"),
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
                List.of("run", "--trace", "chat.csv", "--policy", "ssjf", "--predictor", "buckets:"),
                List.of("run", "--trace", "chat.csv", "--policy", "ssjf", "--predictor", "noise:"),
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
        CommandResult text = CommandResult.of(arguments.toArray(new String[0]));
        assertThat(text.err()).isEmpty();
        assertThat(text.out())
                .contains("±", "Difference from SJF, by pairs of the same seed:", "over 3 seeds, 7 to 9")
                .doesNotContain("recording");
        CommandResult result = CommandResult.of(
                Stream.concat(arguments.stream(), Stream.of("--json")).toArray(String[]::new));
        assertThat(result.json().get("runs").size()).isEqualTo(6);
        JsonNode replications = result.json().get("replications");
        assertThat(CommandResult.fieldsOf(replications))
                .containsExactly("seeds", "level", "baseline", "trace_drawn_per_seed", "policies");
        JsonNode fcfs = replications.get("policies").get(0);
        assertThat(CommandResult.fieldsOf(fcfs))
                .containsExactly("policy", "varies_with_seed", "figures", "differences");
        JsonNode mean = fcfs.get("figures").get("ttft-mean");
        assertThat(CommandResult.fieldsOf(mean)).containsExactly("unit", "mean", "half_width", "n");
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
        CommandResult text = CommandResult.of(arguments);
        assertThat(text.out())
                .contains("The seed changed nothing for FCFS, SJF:", "A workload recipe as --trace")
                .as("there are no intervals to speak of anything")
                .doesNotContain("±0", "the intervals speak of");
        CommandResult result = CommandResult.of(
                Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        JsonNode fcfs = result.json().get("replications").get("policies").get(0);
        assertThat(fcfs.get("varies_with_seed").asBoolean()).isFalse();
        assertThat(fcfs.get("figures").get("ttft-mean").get("half_width").isNull())
                .isTrue();
    }

    @Test
    void aRunPastSaturationSaysSo(@TempDir Path folder) throws IOException {
        CommandResult result = CommandResult.of(
                "run", "--trace", "mixed-slo.csv", "--policy", "fcfs", "--rate-scale", "5", "--out", folder.toString());
        assertThat(result.out()).contains("FCFS: Past saturation: ");
        assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"past-saturation\"");
        assertThat(Files.readString(folder.resolve("comparison.csv"))).contains("Past saturation: ");
    }

    @ParameterizedTest
    @MethodSource("badUsage")
    void badUsageEndsInOneSentence(List<String> arguments) {
        CommandResult result = CommandResult.of(arguments.toArray(new String[0]));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip())
                .startsWith("tokenyard: ")
                .endsWith(".")
                .doesNotContain("Exception", "\tat ", "null");
        assertThat(result.err().strip().lines()).hasSize(1);
    }

    /** Whatever is wrong with a scenario is said with the name of its file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "rate_scale": -1                              | The rate scale is -1.0
                "policies": []                                | No policy is chosen
                "slo": []                                     | The scenario has no SLO class
                "policies": [{"id": "zzz"}]                   | There is no policy 'zzz'
                "rate_scale": 1e-300                          | At a rate scale of 1.0E-300
                "trace": {"kind": "file", "location": "no"}   | no""")
    void whatIsWrongWithAScenarioIsSaidWithItsFile(String field, String what, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, ScenarioDefaults.opening());
        ObjectNode scenario = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
        scenario.setAll((ObjectNode) JsonMapper.shared().readTree("{" + field + "}"));
        Files.writeString(file, scenario.toString());
        for (String[] command : new String[][] {
            {"compare", file.toString()},
            {"export", file.toString(), "--html", folder.resolve("r.html").toString()},
            {"sweep", file.toString(), "--over", "rate-scale=1:2:2"}
        }) {
            CommandResult result = CommandResult.of(command);
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).startsWith("tokenyard: " + file + ": ").contains(what);
        }
    }

    @Test
    void aScenarioThatWantsHindsightIsComparedWithIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioFile.write(file, SampleScenarios.hindsight());
        CommandResult result = CommandResult.of("compare", file.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
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
            CommandResult result = CommandResult.of("compare", file.toString());
            assertThat(result.exitCode())
                    .as(text.substring(0, Math.min(9, text.length())))
                    .isEqualTo(2);
            assertThat(result.err().strip())
                    .startsWith("tokenyard: ")
                    .endsWith(".")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void fidelityPrintsEachCheckAndGoesOnPastDamagedRuns(@TempDir Path folder) throws IOException {
        ReferenceFolder files = new ReferenceFolder(folder).run("good").run("bad");
        ReferenceFolder.change(files.config("bad"), "\"vllm\"", "\"orca\"");
        CommandResult text = CommandResult.of("fidelity", folder.toString());
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("good: 2 requests, moderate load, vllm-v0 padded=1 watermark=0.01")
                .contains("scheduler alone")
                .contains("100.00 %")
                .contains("grid skipped:")
                .contains("1 check within its bars, 1 misses a bar, 6 skipped.");
        assertThat(text.err()).startsWith("tokenyard: bad: The scheduler 'orca'");
        JsonNode document =
                CommandResult.of("fidelity", folder.toString(), "--json").json();
        assertThat(document.get("runs")
                        .get(0)
                        .get("checks")
                        .get(0)
                        .get("verdict")
                        .stringValue())
                .isEqualTo("within");
        assertThat(document.get("problems").size()).isEqualTo(1);
        assertThat(CommandResult.of("fidelity", folder.toString(), "--csv")
                        .out()
                        .lines())
                .startsWith("run,load,check,figure,reference,ours,error,bar,verdict")
                .contains("good,moderate,scheduler,\"identical steps, in order\",4,4,0,0.01,within");
    }

    @Test
    void fidelityRefusesWhatItCannotUse(@TempDir Path folder) throws IOException {
        assertThat(CommandResult.of("fidelity", folder.toString()).err()).contains("X.config.json");
        assertThat(CommandResult.of("fidelity", folder.toString(), "--json", "--csv")
                        .err())
                .contains("exclude each other");
        ReferenceFolder files = new ReferenceFolder(folder).run("bad");
        ReferenceFolder.change(files.config("bad"), "\"vllm\"", "\"orca\"");
        CommandResult foreign = CommandResult.of("fidelity", folder.toString());
        assertThat(foreign.exitCode()).isEqualTo(2);
        assertThat(foreign.out()).contains("0 checks within their bars, 4 skipped. No check could be made.");
        Files.delete(files.requests("bad"));
        assertThat(CommandResult.of("fidelity", folder.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void fidelityFailsWhereDamagedFilesPreventChecks(@TempDir Path folder) throws IOException {
        ReferenceFolder files =
                new ReferenceFolder(folder).run("good").run("bad").run("steps");
        ReferenceFolder.change(files.config("bad"), "\"block_size\": 16,", "{");
        Files.delete(files.batches("steps"));
        CommandResult text = CommandResult.of("fidelity", folder.toString());
        assertThat(text.exitCode()).isEqualTo(2);
        String reason = "1 check was skipped because a file is damaged or missing or a simulation failed."
                + " 1 run could not be read.";
        assertThat(text.out())
                .contains("1 check within its bars, 2 miss a bar, 5 skipped. " + reason)
                .doesNotContain("No bar is missed");
        assertThat(text.err()).contains("is not valid JSON at line 1, column").contains(reason);
        String steps = text.out().substring(text.out().indexOf("steps: "));
        assertThat(steps.indexOf("reference")).isLessThan(steps.indexOf("scheduler alone"));
        CommandResult json = CommandResult.of("fidelity", folder.toString(), "--json");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.json().get("unread_runs").intValue()).isEqualTo(1);
    }

    @Test
    void knobsAreSetByNameOrByNumberAndNothingElse() {
        List<String> run =
                List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--limit", "20", "--batching", "vllm-v0");
        for (String swap : List.of("swap", "1")) {
            assertThat(CommandResult.of(
                                    with(run, "--knob", "vllm-v0.preemption=" + swap, "--knob", "vllm-v0.padded=on"))
                            .out())
                    .contains("vllm-v0 (padded on, preemption swap, watermark 0.01)");
        }
        assertThat(CommandResult.of(with(run, "--knob", "vllm-v0.preemption=0.7"))
                        .err())
                .contains("Knob vllm-v0.preemption is 0.7; give recompute or swap.");
        assertThat(CommandResult.of(with(run, "--knob", "vllm-v0.padded=0.7")).err())
                .contains("Knob vllm-v0.padded is 0.7; give off or on.");
        assertThat(CommandResult.of(with(run, "--knob", "vllm-v0.watermark=much"))
                        .err())
                .contains("Knob vllm-v0.watermark is much; give a number from 0 to 0.5.");
        assertThat(CommandResult.of(
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
        assertThat(CommandResult.of("modes", "vllm-v0").out())
                .contains("recompute (recompute or swap)")
                .contains("off (off or on)")
                .contains("0.01 (a number from 0 to 0.5)");
        assertThat(CommandResult.of("modes", "sarathi").out())
                .contains("512 (a whole number from 1 to 1,000,000 tokens)");
        assertThat(CommandResult.of("modes", "vllm-v0", "--json").out())
                .contains("\"recompute\"")
                .contains("\"choice\"");
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{}", "{\"trace\": 3}"})
    void whatIsWrongWithAFileNamesTheFile(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), content);
        CommandResult result = CommandResult.of("compare", file.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(file + ": ");
    }

    @Test
    void aForksMomentMayHaveAnExponent() {
        CommandResult result = CommandResult.of(
                "run",
                "--trace",
                "chat.csv",
                "--limit",
                "50",
                "--policy",
                "fcfs",
                "--fork",
                "fcfs@1.2e1:ssjf",
                "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.json().get("runs").size()).isEqualTo(2);
    }

    /** A range that begins when all is over has nothing in it, whatever asks for it. */
    @Test
    void rangesBeyondTheEndAreRefused(@TempDir Path folder) {
        String[] run = {"--trace", "chat.csv", "--limit", "50", "--policy", "fcfs", "--from", "500", "--to", "600"};
        for (String what : List.of("run", "--html", "--perfetto", "--figures")) {
            List<String> words = new ArrayList<>(List.of(what.equals("run") ? "run" : "export"));
            words.addAll(List.of(run));
            if (!what.equals("run")) {
                words.addAll(List.of(what, folder.resolve("out" + what).toString()));
            }
            CommandResult result = CommandResult.of(words.toArray(String[]::new));
            assertThat(result.exitCode()).as(what).isEqualTo(2);
            assertThat(result.err()).contains("Option --from is 500 s, and the runs are over at ");
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** Whatever takes a file, a folder or a number says what it expects in its place. */
    @Test
    void valuesOfTheWrongKindAreNamed(@TempDir Path folder) throws IOException {
        String empty = "the name is empty; give that of a file or folder. Try \"tokenyard ";
        for (String command : List.of(
                "export s.json --html=",
                "export s.json --figures=",
                "export s.json --gif=",
                "run --policy fcfs --trace=",
                "run --policy fcfs --trace chat.csv --out=",
                "run --policy fcfs --trace chat.csv --catalog=",
                "convert chat.csv -o x.csv --merge=",
                "fit chat.csv --out=")) {
            CommandResult result = CommandResult.of(command.split(" "));
            assertThat(result.exitCode()).as(command).isEqualTo(2);
            String option = command.substring(command.lastIndexOf(' ') + 1, command.length() - 1);
            assertThat(result.err()).as(command).contains("option '" + option).contains(empty);
        }
        for (String command : List.of("compare", "describe", "convert", "fit", "generate", "predict")) {
            assertThat(CommandResult.of(command, "").err()).as(command).contains(empty);
        }
        List<String> run = List.of("run", "--trace", "chat.csv", "--policy", "fcfs");
        assertThat(CommandResult.of(with(run, "--limit", "many")).err())
                .contains("option '--limit': 'many' is not a whole number. Try");
        assertThat(CommandResult.of(with(run, "--limit", "1.5")).err()).contains("'1.5' is not a whole number");
        assertThat(CommandResult.of(with(run, "--limit", "3000000000")).err())
                .contains("'3000000000' is out of range; give a whole number from -2,147,483,648 to 2,147,483,647.");
        assertThat(CommandResult.of(with(run, "--seed", "9223372036854775808")).err())
                .contains("to 9,223,372,036,854,775,807.");
        assertThat(CommandResult.of(with(run, "--rate-scale", "fast")).err())
                .contains("option '--rate-scale': 'fast' is not a number, such as 0.5.");
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 3});
        assertThat(CommandResult.of("compare", bytes.toString()).err().strip())
                .isEqualTo("tokenyard: " + bytes + " is not text in UTF-8; choose a scenario file (.json).");
    }

    @Test
    void theLastSeedIsASeed() {
        List<String> run = List.of("run", "--trace", "chat.csv", "--policy", "fcfs", "--limit", "5", "--seeds", "3");
        CommandResult beyond = CommandResult.of(with(run, "--seed", "9223372036854775806"));
        assertThat(beyond.exitCode()).isEqualTo(2);
        assertThat(beyond.err().strip())
                .isEqualTo("tokenyard: Seed 9223372036854775806 is too large to count 3 seeds from; give one of at"
                        + " most 9223372036854775805.");
        assertThat(CommandResult.of(with(run, "--seed", "9223372036854775805")).exitCode())
                .isZero();
    }

    @Test
    void aFileOfAnotherKindIsNamed(@TempDir Path folder) throws IOException {
        Path recipe = folder.resolve("recipe.json");
        Files.writeString(recipe, "{\"streams\": []}");
        assertThat(CommandResult.of("compare", recipe.toString()).err())
                .endsWith(
                        "is a workload recipe, not a scenario; give it as a trace, with policies: tokenyard run --trace "
                                + recipe + " --policy ID.\n");
        assertThat(CommandResult.of("sweep", recipe.toString(), "--gpus-for", "0.9")
                        .err())
                .contains("tokenyard sweep --trace " + recipe + " --policy ID.");
        assertThat(CommandResult.of(
                                "export",
                                recipe.toString(),
                                "--html",
                                folder.resolve("r.html").toString())
                        .err())
                .contains("tokenyard export --trace " + recipe + " --policy ID.");
        Path scenario = folder.resolve("scenario.json");
        Files.writeString(scenario, "{\n\"policies\": []\n}");
        assertThat(CommandResult.of("run", "--trace", scenario.toString(), "--policy", "fcfs")
                        .err())
                .contains("is a scenario, not a trace")
                .contains("tokenyard compare");
        Files.writeString(scenario, "{\"seed\": NaN}");
        assertThat(CommandResult.of("compare", scenario.toString()).err())
                .contains("NaN")
                .doesNotContain("JsonReadFeature");
    }
}
