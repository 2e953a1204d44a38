package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
                        "policy",
                        "starts",
                        "completions",
                        "memory",
                        "tel",
                        "makespan",
                        "status",
                        "lower_bound",
                        "evictions",
                        "guards");
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

    /** Hindsight is one of the policies here, with the fields of all and its certificate. */
    @Test
    void hindsightIsGivenWithItsCertificate() {
        String[] arguments = {
            "solve", "--requests", "0:2:5,1:1:2,2:1:1,2:1:3", "--memory", "8", "--policy", "hindsight,mc-sf", "--json"
        };
        JsonNode both = CommandResult.of(arguments).json();
        JsonNode optimum = both.get(0);
        assertThat(CommandResult.fieldsOf(optimum))
                .containsExactly(
                        "policy",
                        "starts",
                        "completions",
                        "memory",
                        "tel",
                        "makespan",
                        "status",
                        "lower_bound",
                        "certificate",
                        "why_no_more");
        assertThat(optimum.get("policy").stringValue()).isEqualTo("hindsight");
        assertThat(optimum.get("status").stringValue()).isEqualTo("exact");
        assertThat(optimum.get("tel").asInt()).isEqualTo(14);
        assertThat(optimum.get("lower_bound").asInt()).isEqualTo(14);
        assertThat(optimum.get("certificate").stringValue()).startsWith("proved by ");
        assertThat(both.get(1).get("tel").asInt()).isEqualTo(15);
        arguments[6] = "hindsight";
        assertThat(CommandResult.of(arguments).json()).isEqualTo(optimum);
        assertThat(CommandResult.of(Arrays.copyOf(arguments, 7)).out()).contains("exact, lower bound 14 (proved by ");
    }

    /** The time limit is honoured, and what there is instead of an optimum says why. */
    @Test
    void hindsightWithoutTimeIsABoundAndSaysWhy() {
        String[] arguments = {
            "solve",
            "--trace",
            "chat.csv",
            "--first",
            "30",
            "--memory",
            "3000",
            "--time-limit",
            "0",
            "--policy",
            "hindsight"
        };
        assertThat(CommandResult.of(arguments).out())
                .contains("not proved optimal, lower bound ")
                .contains("Why no more is known: the time was up.");
        JsonNode document = CommandResult.of(
                        Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
                .json();
        assertThat(document.get("status").stringValue()).isEqualTo("bound");
        assertThat(document.get("why_no_more").stringValue()).isEqualTo("the time was up");
    }

    /** The memory from starts alone is that which the engine recorded. */
    @Test
    void everyScheduleHasTheMemoryThatTheEngineSees() {
        JsonNode document = CommandResult.of(
                        "solve", "--requests", "0:2:5,1:1:2,2:1:1,2:1:3", "--memory", "8", "--json")
                .json();
        JsonNode mcSf = document.get("schedules").get(0);
        assertThat(mcSf.get("policy").stringValue()).isEqualTo("mc-sf");
        JsonNode engine = CommandResult.of(
                        "solve",
                        "--requests",
                        "0:2:5,1:1:2,2:1:1,2:1:3",
                        "--memory",
                        "8",
                        "--policy",
                        "mc-sf",
                        "--json")
                .json();
        for (String field : new String[] {"starts", "completions", "memory", "tel", "makespan"}) {
            assertThat(mcSf.get(field)).as(field).isEqualTo(engine.get(field));
        }
        assertThat(document.get("hindsight").get("memory"))
                .isEqualTo(document.get("schedules").get(4).get("memory"));
    }

    /** A rule that evicts and starts anew does not come to an end by itself; what was done about it is told. */
    @Test
    void aGuardAgainstLivelockIsTold() {
        String[] arguments = {"solve", "--requests", "0:1:7,0:1:7,0:1:7", "--memory", "9", "--policy", "alpha-greedy"};
        JsonNode schedule = CommandResult.of(
                        Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
                .json();
        assertThat(schedule.get("guards").asInt()).isPositive();
        assertThat(schedule.get("evictions").asInt()).isPositive();
        assertThat(CommandResult.of(arguments).out())
                .contains("The guard against livelock stepped in "
                        + Numbers.count(schedule.get("guards").asInt(), "time") + ",");
    }

    @Test
    void aMarkOfTheByteOrderIsNoPartOfTheRequests(@TempDir Path folder) throws IOException {
        for (String content : new String[] {"a,s,o\n0,1,3\n", "0,1,3\n", "[[0,1,3]]"}) {
            Path file = folder.resolve("requests");
            Files.writeString(file, "\uFEFF" + content);
            CommandResult result = CommandResult.of("solve", "--requests", "@" + file, "--memory", "6");
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).startsWith("1 request, 6 tokens of memory");
        }
    }

    /** Each is refused with a sentence that names the option, since it would be ignored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--table --requests 0:1:3",
                "--table --memory 5",
                "--table --policy mc-sf",
                "--requests 0:1:3 --memory 5 --sizes 3",
                "--requests 0:1:3 --memory 5 --first 1",
                "--requests 0:1:3 --memory 5 --policy mc-sf --time-limit 3",
                "--requests 0:1:3 --memory 5 --policy mc-sf --check"
            })
    void whatWouldBeIgnoredIsRefused(String options) {
        CommandResult result = CommandResult.of(("solve " + options).split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip()).startsWith("tokenyard: Option --").endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qlm", "shepherd"})
    void aPolicyThatPlansForPullingInstancesIsRefused(String id) {
        CommandResult result =
                CommandResult.of("solve", "--requests", "0:1:3,0:1:3,0:2:2", "--memory", "6", "--policy", id);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip()).contains("leave " + id + " out").endsWith(".");
    }

    @Test
    void withoutTimeThereIsABoundAndNoOptimum() {
        CommandResult result = CommandResult.of(
                "solve", "--trace", "chat.csv", "--first", "60", "--memory", "9000", "--time-limit", "0");
        assertThat(result.out())
                .contains("Best found", "No schedule beats ", "not proved optimal", "Why no more is known: ")
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

    @Test
    void anUnknownPolicyIsRefusedBeforeAnythingIsPrinted() {
        CommandResult result =
                CommandResult.of("solve", "--requests", "0:1:3", "--memory", "6", "--policy", "hindsight,foo");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Option --policy").contains("'foo'");
    }
}
