package dev.tokenyard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path folder;

    private static String missing(String... arguments) {
        return Main.missingFile(arguments);
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("there.json"));

        assertThat(missing(file.toString())).isEmpty();
        assertThat(Main.namesFile(new String[] {file.toString()})).isTrue();
        assertThat(missing("nosuch.json")).isEqualTo("There is no file nosuch.json; check the path.");
        assertThat(missing(folder.resolve("nosuch").toString())).contains("nosuch; check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "--version", "-h", "polcies", ""})
    void wordsThatAreNoNamesOfFilesAreLeftToTheCommandLine(String argument) {
        assertThat(missing(argument)).isEmpty();
        assertThat(missing(argument, "x.json")).isEmpty();
    }
}
