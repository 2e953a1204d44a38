package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.rescue.RunningCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutosaveTest {
    @TempDir
    Path folder;

    private final ScenarioSpec opening = ScenarioDefaults.opening();
    private final ScenarioDocument document = new ScenarioDocument(opening, () -> 0);
    private final List<Waiting> waiting = new ArrayList<>();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private long nowMillis;
    private RunningCopy copy;

    private record Waiting(long atMillis, Runnable work) {}

    @BeforeEach
    void keep() {
        keepIn(folder);
    }

    private void keepIn(Path place) {
        copy = new RunningCopy(place);
        Autosave autosave = new Autosave(
                document,
                copy,
                background::add,
                (millis, work) -> waiting.add(new Waiting(nowMillis + millis, work)),
                warnings::add);
        assertThat(autosave).isNotNull();
    }

    private void pass(long millis) {
        nowMillis += millis;
        List<Waiting> due =
                waiting.stream().filter(wait -> wait.atMillis() <= nowMillis).toList();
        waiting.removeAll(due);
        due.forEach(wait -> wait.work().run());
    }

    private void write() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private List<String> kept() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".json")) {
                    texts.add(Files.readString(file));
                }
            }
        }
        return texts;
    }

    @Test
    void itWaitsForAPauseAndWritesInTheBackground() throws IOException {
        document.change(opening.withSeed(71));
        pass(Autosave.PAUSE_MILLIS - 1);
        document.change(opening.withSeed(72));
        pass(Autosave.PAUSE_MILLIS - 1);
        assertThat(background).as("still editing").isEmpty();
        pass(1);
        assertThat(background).as("once for both").hasSize(1);
        assertThat(kept()).as("not on the FX thread").isEmpty();
        write();
        assertThat(kept()).singleElement().asString().contains("\"seed\":72");
        pass(10 * Autosave.PAUSE_MILLIS);
        assertThat(background).as("nothing has changed since").isEmpty();
    }

    /** Threads of the background need not come in turn. */
    @Test
    void theNewestIsWrittenLast() throws IOException {
        for (long seed = 71; seed <= 72; seed++) {
            document.change(opening.withSeed(seed));
            pass(Autosave.PAUSE_MILLIS);
        }
        background.removeLast().run();
        background.removeLast().run();
        assertThat(kept()).singleElement().asString().contains("\"seed\":72");
    }

    @Test
    void theUsersFileIsNamedAndNotTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.scenario"), "the user's own");
        document.savedTo(file);
        document.change(opening.withSeed(71));
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(kept()).singleElement().asString().contains("mine.scenario", "\"saved\":false");
        assertThat(file).hasContent("the user's own");
        document.savedTo(file);
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(kept()).singleElement().asString().contains("\"saved\":true");
    }

    @Test
    void whatIsTakenBackIsNotKept() throws IOException {
        document.change(opening.withSeed(71));
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(kept()).hasSize(1);
        document.undo();
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(kept()).isEmpty();
    }

    /** The user's own scenario stays what is kept while a lesson is on show, beside what is made of the lesson's. */
    @Test
    void aLessonIsKeptOnceItIsChanged() throws IOException {
        ScenarioSpec guest = opening.named("Guest").withSeed(5);
        document.visit(guest);
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(kept()).as("it comes with the program").isEmpty();
        document.change(guest.withSeed(6));
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(kept())
                .singleElement()
                .asString()
                .contains("\"name\":\"Guest\"", "\"seed\":6")
                .doesNotContain("\"own\"");
        assertThat(Autosave.of(document).own()).isEqualTo(Optional.empty());
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws IOException {
        document.change(opening.withSeed(71));
        pass(Autosave.PAUSE_MILLIS);
        copy.end();
        write();
        assertThat(folder).isEmptyDirectory();
    }

    /** A file stands where the folder should. */
    @Test
    void aFolderThatCannotBeMadeIsSaidOnce() throws IOException {
        Path blocked = Files.writeString(folder.resolve("config"), "no folder");
        Path place = blocked.resolve("tokenyard");
        keepIn(place);
        assertThat(warnings).as("nothing is to be lost yet").isEmpty();
        for (long seed = 71; seed <= 73; seed++) {
            document.change(opening.withSeed(seed));
            pass(Autosave.PAUSE_MILLIS);
            write();
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(
                        "cannot write to its folder " + place + " (",
                        "what you have not saved is lost",
                        "save with Ctrl+S",
                        "XDG_CONFIG_HOME")
                .doesNotContain("null");
        Files.delete(blocked);
        document.change(opening.withSeed(74));
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(place).as("kept as soon as it can be").isNotEmptyDirectory();
    }

    @Test
    void whoseFolderIsThereIsNotWarned() {
        document.change(opening.withSeed(71));
        pass(Autosave.PAUSE_MILLIS);
        write();
        assertThat(warnings).isEmpty();
    }
}
