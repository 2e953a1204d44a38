package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Replications in the theory mode, whose time is counted in rounds. */
class ReplicationReportTest {
    private static final List<String> TIMES_OF_CLOCKS = List.of("s", "ms", "req/s", "tok/s");

    private static CommandResult run(String... more) {
        List<String> words = new ArrayList<>(List.of("run", "--trace", "chat.json", "--limit", "12"));
        words.addAll(List.of("--batching", "theory", "--kv-blocks", "6000", "--seeds", "3"));
        words.addAll(List.of("--policy", "mc-sf", "--policy", "mc-benchmark"));
        words.addAll(List.of(more));
        return CommandResult.of(words.toArray(String[]::new));
    }

    @Test
    void figuresAreInRounds() {
        CommandResult text = run();
        assertThat(text.err()).isEmpty();
        assertThat(text.out())
                .contains("(rounds)", "Difference from MC-SF, by pairs of the same seed:", "over 3 seeds")
                .doesNotContain(" (s)", "(ms)", "/s)");
        JsonNode policies = run("--json").json().get("replications").get("policies");
        assertThat(policies).hasSize(2);
        for (String part : List.of("figures", "differences")) {
            JsonNode figures = policies.get(1).get(part);
            assertThat(figures.propertyNames()).contains("e2e-mean", "e2e-p99");
            figures.forEach(
                    figure -> assertThat(figure.get("unit").stringValue()).isNotIn(TIMES_OF_CLOCKS));
            assertThat(figures.get("e2e-mean").get("unit").stringValue()).isEqualTo("rounds");
        }
    }

    /** Rows of a table without quoted fields, by their columns. */
    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.get(0).split(","));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            rows.add(columns.stream().collect(Collectors.toMap(name -> name, name -> fields[columns.indexOf(name)])));
        }
        return rows;
    }

    private static double mean(List<Map<String, String>> values, String policy) {
        return values.stream()
                .filter(row -> row.getOrDefault("policy", "").equals(policy)
                        && row.getOrDefault("figure", "").equals("e2e-mean"))
                .mapToDouble(row -> Double.parseDouble(row.getOrDefault("value", "")))
                .average()
                .orElseThrow();
    }

    /** The mean of the seeds' values is that of the summary, and all values of time are in rounds there too. */
    @Test
    void tablesAgreeAndAreInRounds(@TempDir Path folder) throws IOException {
        CommandResult result = run("--out", folder.toString());
        assertThat(result.err()).isEmpty();
        List<Map<String, String>> values = rows(folder.resolve("replications.csv"));
        List<Map<String, String>> summary = rows(folder.resolve("replications-summary.csv"));
        for (List<Map<String, String>> table : List.of(values, summary)) {
            assertThat(table)
                    .allSatisfy(row -> assertThat(row.getOrDefault("unit", "")).isNotIn(TIMES_OF_CLOCKS));
        }
        assertThat(values.stream().map(row -> row.getOrDefault("seed", "")).distinct())
                .hasSize(3);
        for (Map<String, String> row : summary) {
            if (row.getOrDefault("figure", "").equals("e2e-mean")) {
                String policy = row.getOrDefault("policy", "");
                assertThat(Double.parseDouble(row.getOrDefault("mean", "")))
                        .isCloseTo(mean(values, policy), within(1e-9));
                assertThat(Double.parseDouble(row.getOrDefault("difference", "")))
                        .isCloseTo(mean(values, policy) - mean(values, "mc-sf"), within(1e-9));
            }
        }
    }
}
