package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results replace results and nothing else. */
class ResultFolderTest {
    @TempDir
    private Path folder;

    private CommandResult run(String... more) {
        List<String> words = new ArrayList<>(List.of("run", "--trace", "chat.csv", "--limit", "9", "--policy", "fcfs"));
        words.addAll(List.of(more));
        words.addAll(List.of("--out", folder.toString()));
        return CommandResult.of(words.toArray(String[]::new));
    }

    private CommandResult sweep() {
        return CommandResult.of(
                "sweep",
                "--trace",
                "chat.csv",
                "--limit",
                "9",
                "--policy",
                "fcfs",
                "--over",
                "instances=1:2:2",
                "--out",
                folder.toString());
    }

    @Test
    void resultsAreReplacedByLaterOnes() {
        assertThat(run().err()).isEmpty();
        CommandResult again = run("--seeds", "2");
        assertThat(again.err()).isEmpty();
        assertThat(folder.resolve("replications.csv")).exists();
        assertThat(run().err()).isEmpty();
    }

    @Test
    void aSweepIsReplacedByASweepOnly() {
        assertThat(sweep().err()).isEmpty();
        assertThat(sweep().err()).isEmpty();
        assertThat(run().err()).contains("has a file of its own, ");
        assertThat(folder.resolve("summary.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.txt",
                "summary.json",
                "comparison.csv",
                "sweep.json",
                "charts/mine.svg",
                "charts/ttft-cdf.svg"
            })
    void somebodyElsesFilesAreLeftAlone(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"mine\": 1}");
        for (CommandResult refused : List.of(run(), sweep())) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("Option --out: Folder " + folder, "which is left alone");
        }
        assertThat(file).hasContent("{\"mine\": 1}");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsPutBesideResultsIsKept() throws IOException {
        assertThat(run().err()).isEmpty();
        Files.writeString(folder.resolve("charts/notes.md"), "mine");
        assertThat(run().err()).contains("notes.md, which is left alone");
    }
}
