package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Schedules of the theory mode on the command line. */
class SolveCommandTest {
    @Test
    void solvesTheSmallestExactCase() {
        CommandResult result = CommandResult.of(
                "solve", "--requests", "0:1:3,0:1:3,0:2:2", "--memory", "6", "--policy", "mc-sf", "--json");
        assertThat(result.exitCode()).isZero();
        JsonNode schedule = result.json();
        assertThat(CommandResult.fieldsOf(schedule))
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
        CommandResult text = CommandResult.of("solve", "--requests", "0:2:5,1:1:2,2:1:1,2:1:3", "--memory", "8");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("MC-SF ", "MC-SF, skip", "SVF order", "MC-Benchmark", "Optimum")
                .containsPattern("Optimum 14, proved by .*, re-checked; the engine replays the schedule at 14\\.")
                .containsPattern("memory {2}\\d+( \\d+)+");
        JsonNode document = CommandResult.of(
                        "solve", "--requests", "0:2:5,1:1:2,2:1:1,2:1:3", "--memory", "8", "--json")
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
        CommandResult result = CommandResult.of(
                "solve", "--trace", "chat.csv", "--first", "60", "--memory", "9000", "--time-limit", "0");
        assertThat(result.out())
                .contains("Best found", "No schedule beats ", "not proved optimal")
                .doesNotContain("Optimum");
    }

    @Test
    void instancesAreReadFromJsonAndInAnyOrder(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("requests.json");
        Files.writeString(file, "[{\"a\":3,\"s\":1,\"o\":2},[0,2,5]]");
        JsonNode document = CommandResult.of("solve", "--requests", "@" + file, "--memory", "30", "--json")
                .json();
        assertThat(document.get("schedules").get(4).get("starts").toString()).isEqualTo("[3,0]");
    }

    @Test
    void theTableOfSizesNamesModelSizeAndProof() {
        CommandResult result = CommandResult.of("solve", "--table", "--sizes", "3", "--seeds", "1");
        assertThat(result.out().lines()).hasSize(4);
        assertThat(result.out()).contains("| 1 | 3 | 1 |", "| 2 | 3 | 1 |").contains("proved by");
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
        assertThat(CommandResult.of(arguments).out()).contains("gap to bound", "7.1 %");
        JsonNode document = CommandResult.of(
                        Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
                .json();
        assertThat(document.get("runs").get(0).get("gap_to_bound").asDouble()).isEqualTo(1 / 14.0);
        assertThat(Files.readString(folder.resolve("out/comparison.csv"))).contains("Gap to bound");
    }

    @Test
    void severalPoliciesMakeAnArrayInTheGivenOrderOfRequests(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("requests.csv");
        Files.writeString(file, "a,s,o\n3,1,2\n0,2,5\n");
        CommandResult result = CommandResult.of(
                "solve", "--requests", "@" + file, "--memory", "30", "--policy", "fcfs,mc-sf", "--json");
        assertThat(result.json().size()).isEqualTo(2);
        assertThat(result.json().get(0).get("starts").toString()).isEqualTo("[3,0]");
        assertThat(result.json().get(0).get("status").stringValue())
                .as("nobody waits, so the latencies are the outputs")
                .isEqualTo("exact");
    }

    /** Equal predictions are served by index, as the paper's cases are, even if the later index arrives first. */
    @Test
    void tiesGoByTheGivenOrder() {
        CommandResult result = CommandResult.of(
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
}
