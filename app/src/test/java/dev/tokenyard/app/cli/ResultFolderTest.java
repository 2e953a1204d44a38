package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static int outcome(Path target, Interruption.Job job) throws CommandFailure {
        return ResultFolder.SWEEP.stoppable(new PrintWriter(new StringWriter()), target, job);
    }

    /** What was made for results that did not come goes, with the folders around it; what was there before stays. */
    @Test
    void aStoppedJobLeavesNoFolderThatItMade() throws CommandFailure, IOException {
        Path target = folder.resolve("a/b/c");
        Files.createDirectory(folder.resolve("a"));
        assertThat(outcome(target, cancelled -> {
                    assertThat(target).isEmptyDirectory();
                    throw new CancellationException("stopped");
                }))
                .isEqualTo(130);
        assertThat(folder.resolve("a")).isEmptyDirectory();
        assertThatThrownBy(() -> outcome(target, cancelled -> {
                    throw new CommandFailure(CommandFailure.BAD_INPUT, "No.");
                }))
                .isInstanceOf(CommandFailure.class);
        assertThat(folder.resolve("a")).isEmptyDirectory();
        Path mine = Files.createDirectory(folder.resolve("mine"));
        assertThat(outcome(mine, cancelled -> {
                    throw new CancellationException("stopped");
                }))
                .isEqualTo(130);
        assertThat(mine).isEmptyDirectory();
    }

    /** Nothing is taken away but what is empty, even if the job was stopped. */
    @Test
    void whatIsInAFolderStays() throws CommandFailure {
        Path file = folder.resolve("new/result.csv");
        assertThat(outcome(folder.resolve("new"), cancelled -> {
                    write(file);
                    throw new CancellationException("stopped");
                }))
                .isEqualTo(130);
        assertThat(file).hasContent("result");
        assertThat(outcome(folder.resolve("other"), cancelled -> write(folder.resolve("other/result.csv"))))
                .isZero();
        assertThat(folder.resolve("other/result.csv")).hasContent("result");
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "result");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Test
    void aRunThatIsRefusedLeavesNoFolder() {
        Path target = folder.resolve("new");
        CommandResult refused = CommandResult.of(
                "run",
                "--trace",
                "chat.csv",
                "--policy",
                "fcfs",
                "--limit",
                "9",
                "--fork",
                "fcfs@9999:sjf",
                "--out",
                target.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--fork");
        assertThat(target).doesNotExist();
    }

    private CommandResult sweep() {
        return sweep("--over", "instances=1:2:2");
    }

    private CommandResult sweep(String... more) {
        List<String> words =
                new ArrayList<>(List.of("sweep", "--trace", "chat.csv", "--limit", "9", "--policy", "fcfs"));
        words.addAll(List.of(more));
        words.addAll(List.of("--out", folder.toString()));
        return CommandResult.of(words.toArray(String[]::new));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    /** Whatever was run before, the folder has what this run writes into an empty one, and so nothing of another. */
    @Test
    void nothingOfAnEarlierRunIsLeft() throws IOException {
        assertThat(run().err()).isEmpty();
        Set<String> ofOne = files();
        assertThat(run("--seeds", "2", "--policy", "sjf").err()).isEmpty();
        assertThat(files()).contains("replications.csv", "requests-sjf.csv").containsAll(ofOne);
        assertThat(run().err()).isEmpty();
        assertThat(files()).isEqualTo(ofOne);
    }

    @Test
    void nothingOfAnEarlierSweepIsLeft() throws IOException {
        assertThat(sweep().err()).isEmpty();
        Set<String> swept = files();
        assertThat(sweep("--gpus-for", "0.5").err()).isEmpty();
        assertThat(files()).containsExactlyInAnyOrder("sweep.json", "gpus.csv");
        assertThat(sweep().err()).isEmpty();
        assertThat(files()).isEqualTo(swept);
    }

    /** It has the name of a result, but no run has written it. */
    @Test
    void aTableOfSomebodysOwnAmongResultsIsLeftAndNamed() throws IOException {
        assertThat(run().err()).isEmpty();
        Path mine = Files.writeString(folder.resolve("requests-mine.csv"), "mine");
        assertThat(run().err()).isEqualTo("tokenyard: " + mine + " is no result of this run; it is left alone.\n");
        assertThat(mine).hasContent("mine");
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
