package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.view.theme.Theme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultComparisonTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithFilesOfTheUsersOwnIsLeftAsItIs() throws IOException {
        Path own = Files.writeString(folder.resolve("comparison.csv"), "mine");
        StringWriter errors = new StringWriter();

        int exitCode = DefaultComparison.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(errors),
                folder,
                ExportOptions.figure(Theme.paper()));

        assertThat(exitCode).isNotZero();
        assertThat(errors.toString()).contains(folder.toString()).doesNotContain("\tat ");
        assertThat(own).hasContent("mine");
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(own));
    }
}
