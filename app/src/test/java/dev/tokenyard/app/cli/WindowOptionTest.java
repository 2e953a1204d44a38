package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The options that restrict figures to a part of the time, as a user types them. */
class WindowOptionTest {
    private static final Path PUBLISHED =
            Path.of("../../shared/traces/azure-llm-2023/AzureLLMInferenceTrace_conv.first40min.csv");

    private static CommandResult run(String trace, String... more) {
        List<String> words =
                new ArrayList<>(List.of("run", "--trace", trace, "--limit", "600", "--policy", "fcfs,ssjf", "--json"));
        words.addAll(List.of(more));
        return CommandResult.of(words.toArray(String[]::new));
    }

    private static void assertPartsAddUp(String trace, String cut) {
        JsonNode whole = run(trace).json().get("runs");
        JsonNode before = run(trace, "--to", cut).json().get("runs");
        JsonNode after = run(trace, "--from", cut).json().get("runs");
        for (int lane = 0; lane < 2; lane++) {
            assertThat(before.get(lane).get("requests").asInt()).isPositive();
            for (String count : List.of("requests", "completed", "steps", "preemptions", "recomputed_tokens")) {
                assertThat(before.get(lane).get(count).asLong()
                                + after.get(lane).get(count).asLong())
                        .as(count)
                        .isEqualTo(whole.get(lane).get(count).asLong());
            }
        }
    }

    @Test
    void partsOfARunAddUp() {
        assertPartsAddUp("chat.csv", "60.5");
    }

    @Test
    void partsOfARunOfAPublishedTraceAddUp() {
        assumeTrue(Files.exists(PUBLISHED), "The published trace " + PUBLISHED + " is not there: not tested on it.");
        assertPartsAddUp(PUBLISHED.toString(), "60.5");
    }

    @Test
    void filesAndTerminalSayWhatCounts(@TempDir Path folder) throws IOException {
        CommandResult result = run("chat.csv", "--from", "30", "--to", "90", "--out", folder.toString());
        assertThat(result.err()).isEmpty();
        String words = result.json().get("range").asString();
        assertThat(words)
                .startsWith("Requests that arrived from 00:30 to 01:30: ")
                .endsWith(" of 600");
        assertThat(result.json().get("runs").get(0).get("range").get("to_s").asDouble())
                .isEqualTo(90);
        assertThat(Files.readString(folder.resolve("comparison.csv"))).contains(",range\r\n", words);
        assertThat(Files.readAllLines(folder.resolve("requests-fcfs.csv")).get(0))
                .endsWith(",in_range");
        assertThat(Files.readString(folder.resolve("charts").resolve("ttft-cdf.csv")))
                .contains(words);
        CommandResult printed =
                CommandResult.of("run", "--trace", "chat.csv", "--limit", "600", "--policy", "fcfs", "--from", "30");
        assertThat(printed.out()).contains("Requests that arrived from 00:30 to ");
    }

    @Test
    void seedsHaveTheirRangeInEachRow(@TempDir Path folder) throws IOException {
        run("chat.csv", "--from", "30", "--to", "90", "--seeds", "2", "--out", folder.toString());
        for (String file : List.of("replications.csv", "replications-summary.csv")) {
            List<String> rows = Files.readAllLines(folder.resolve(file));
            assertThat(rows.get(0)).endsWith(",range");
            assertThat(rows.get(1)).endsWith("requests that arrived from 00:30 to 01:30");
        }
    }

    @Test
    void wrongRangesAreRefusedInASentence() {
        assertThat(run("chat.csv", "--from", "-1").err()).contains("Option --from is -1.0 s; give 0 to");
        assertThat(run("chat.csv", "--from", "9", "--to", "9").err()).contains("begins at 9.0 s; give a later moment");
        assertThat(run("chat.csv", "--to", "NaN").exitCode()).isNotZero();
        for (String to : List.of("9.0009", "9.0000000000001")) {
            CommandResult shortest = run("chat.csv", "--from", "9", "--to", to);
            assertThat(shortest.exitCode()).isEqualTo(2);
            assertThat(shortest.out()).isEmpty();
            assertThat(shortest.err())
                    .contains("Option --to is " + to
                            + " s and the range begins at 9.0 s; give a moment at least 0.001 s");
        }
        assertThat(run("chat.csv", "--from", "9", "--to", "9.001").exitCode())
                .as("the shortest that can be marked in the window")
                .isZero();
        CommandResult late = run("chat.csv", "--from", "90000");
        assertThat(late.exitCode()).isEqualTo(2);
        assertThat(late.out()).isEmpty();
        assertThat(late.err())
                .contains("Option --from is 90000 s, and the runs are over at", "give an earlier moment.");
    }
}
