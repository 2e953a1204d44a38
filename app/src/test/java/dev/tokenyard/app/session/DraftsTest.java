package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
    @TempDir
    Path folder;

    private final ScenarioSpec scenario = ScenarioDefaults.opening();

    @Test
    void eachScenarioHasAFileOfItsOwn() throws ScenarioException {
        Drafts drafts = new Drafts(folder.resolve("deep/drafts"));
        Path first = drafts.keep(scenario.withSeed(1), "burst");
        Path second = drafts.keep(scenario.withSeed(2), "burst");
        assertThat(first).hasFileName("burst.json");
        assertThat(second).hasFileName("burst-2.json");
        assertThat(drafts.keep(scenario.withSeed(1), "burst")).isEqualTo(first);
        assertThat(drafts.keep(scenario.withSeed(2), "burst")).isEqualTo(second);
        assertThat(ScenarioFile.read(first)).isEqualTo(scenario.withSeed(1));
        assertThat(ScenarioFile.read(second)).isEqualTo(scenario.withSeed(2));
    }

    /** Several windows may quit at the same time; what one has kept no other writes over. */
    @RepeatedTest(5)
    void whatIsKeptAtTheSameTimeHasFilesOfItsOwn() {
        List<Path> files = IntStream.range(0, 16)
                .parallel()
                .mapToObj(seed -> {
                    try {
                        return new Drafts(folder).keep(scenario.withSeed(seed), "burst");
                    } catch (ScenarioException failed) {
                        throw new IllegalStateException(failed);
                    }
                })
                .toList();
        assertThat(files).doesNotHaveDuplicates();
        assertThat(files)
                .extracting(file -> ScenarioFile.read(file).seed())
                .containsExactlyElementsOf(LongStream.range(0, 16).boxed().toList());
    }

    /** Whatever else lies there is not touched. */
    @Test
    void aSpoiltFileIsLeftAlone() throws IOException, ScenarioException {
        Path spoilt = Files.writeString(folder.resolve("burst.json"), "not a scenario");
        assertThat(new Drafts(folder).keep(scenario, "burst")).hasFileName("burst-2.json");
        assertThat(spoilt).hasContent("not a scenario");
    }

    /** Such a file can neither be written nor be told to be missing. */
    @Test
    void aNameThatNoFileCanHaveIsSaid() {
        String name = "\uD83D\uDE00".repeat(80);
        assertThatThrownBy(() -> new Drafts(folder).keep(scenario, name)).isInstanceOf(ScenarioException.class);
    }

    @Test
    void theyAreToldFromTheUsersFiles() throws ScenarioException {
        Drafts drafts = new Drafts(folder.resolve("drafts"));
        assertThat(drafts.hold(drafts.keep(scenario, "burst"))).isTrue();
        assertThat(drafts.hold(folder.resolve("burst.json"))).isFalse();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new Drafts(file).keep(scenario, "burst")).isInstanceOf(ScenarioException.class);
    }
}
