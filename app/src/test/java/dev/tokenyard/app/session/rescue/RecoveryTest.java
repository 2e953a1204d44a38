package dev.tokenyard.app.session.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.LastScenario;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    @TempDir
    Path home;

    private final ScenarioSpec opening = ScenarioDefaults.opening();
    private final RecentFiles recent = new RecentFiles(new MemorySettings(), "scenario");
    private Path folder;
    private LastScenario last;
    private int crashes;

    @BeforeEach
    void beside() {
        folder = home.resolve("tokenyard");
        last = new LastScenario(folder.resolve("last-scenario.json"));
    }

    private RunningCopy session() {
        return new RunningCopy(Recovery.folder(last));
    }

    private static UnsavedWork edited(ScenarioSpec own, ScenarioSpec... made) {
        return new UnsavedWork(Optional.of(own), Optional.empty(), false, List.of(made));
    }

    /** What the operating system leaves of a session when it ends the program: its copy, to which nobody has the right. */
    private void crashWith(UnsavedWork work) throws IOException {
        Path copy = folder.resolve("running-crash" + ++crashes + ".json");
        UnsavedWorkFile.write(copy, work);
        Files.setLastModifiedTime(copy, FileTime.fromMillis(1_000_000L * crashes));
    }

    private List<String> recover(boolean continuing) {
        return Recovery.of(last, recent, continuing);
    }

    private List<String> copies() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("last-") && !name.equals("drafts"))
                    .toList();
        }
    }

    @Test
    void whoContinuesGoesOnWithWhatBrokeOff() throws Exception {
        Path file = home.resolve("mine.json");
        ScenarioFile.write(file, opening.withSeed(3));
        last.keep(opening.withSeed(1), Optional.empty(), true);
        crashWith(new UnsavedWork(Optional.of(opening.withSeed(3)), Optional.of(file), true, List.of()));
        assertThat(recover(true)).as("it is what the window opens with").isEmpty();
        assertThat(last.read()).contains(opening.withSeed(3));
        assertThat(last.home(opening.withSeed(3))).contains(file);
        assertThat(recent.list()).isEmpty();
        assertThat(copies()).isEmpty();
    }

    @Test
    void otherwiseItIsADraftAndTheLastSessionStays() throws Exception {
        last.keep(opening.withSeed(1), Optional.empty(), true);
        crashWith(edited(opening.withSeed(2)));
        List<String> said = recover(false);
        assertThat(last.read()).contains(opening.withSeed(1));
        assertThat(recent.list()).hasSize(1);
        assertThat(ScenarioFile.read(recent.list().get(0))).isEqualTo(opening.withSeed(2));
        assertThat(said).singleElement().asString().contains("broke off", "mixed-slo-classes.json");
        assertThat(copies()).isEmpty();
        assertThat(recover(false)).as("once").isEmpty();
    }

    /** Nothing of it can be lost, so there is nothing to say. */
    @Test
    void whatIsInAFileOfTheUsersIsNoDraft() throws Exception {
        Path file = home.resolve("mine.json");
        ScenarioFile.write(file, opening.withSeed(2));
        crashWith(new UnsavedWork(Optional.of(opening.withSeed(2)), Optional.of(file), true, List.of()));
        assertThat(recover(false)).isEmpty();
        assertThat(recent.list()).isEmpty();
        assertThat(copies()).isEmpty();
    }

    @Test
    void whatWasMadeOfLessonsIsADraftEitherWay() throws Exception {
        crashWith(edited(opening.withSeed(2), opening.named("Lesson").withSeed(3)));
        assertThat(recover(true)).singleElement().asString().contains("lesson.json");
        assertThat(last.read()).contains(opening.withSeed(2));
        assertThat(recent.list()).hasSize(1);
    }

    /** As after a power cut: the newest one is gone on with. */
    @Test
    void ofTwoThatBrokeOffNoneIsLost() throws Exception {
        crashWith(edited(opening.withSeed(2)));
        crashWith(edited(opening.withSeed(3)));
        assertThat(recover(true)).hasSize(1);
        assertThat(last.read()).contains(opening.withSeed(3));
        assertThat(ScenarioFile.read(recent.list().get(0))).isEqualTo(opening.withSeed(2));
    }

    @Test
    void twoThatRunKeepToTheirOwn() throws Exception {
        RunningCopy one = session();
        RunningCopy other = session();
        one.keep(edited(opening.withSeed(2)));
        other.keep(edited(opening.withSeed(3)));
        one.keep(edited(opening.withSeed(4)));
        assertThat(copies()).filteredOn(name -> name.endsWith(".json")).hasSize(2);
        assertThat(recover(false)).as("they still run").isEmpty();
        assertThat(recover(true)).isEmpty();
        assertThat(last.read()).isEmpty();
        one.end();
        assertThat(copies()).filteredOn(name -> name.endsWith(".json")).hasSize(1);
        other.end();
        assertThat(copies()).as("who ends well leaves nothing").isEmpty();
    }

    @Test
    void nothingIsKeptOfWhatNeedsNoKeeping() throws Exception {
        RunningCopy session = session();
        UnsavedWork nothing = new UnsavedWork(Optional.empty(), Optional.empty(), true, List.of());
        session.keep(nothing);
        assertThat(folder).doesNotExist();
        session.keep(edited(opening.withSeed(2)));
        session.keep(nothing);
        assertThat(copies()).isEmpty();
        session.end();
        session.keep(edited(opening.withSeed(2)));
        assertThat(copies()).as("what comes late").isEmpty();
    }

    @Test
    void aTraceBesideItIsFoundAgain() throws Exception {
        ScenarioSpec own = opening.withTrace(
                ScenarioSpec.TraceSource.file(folder.resolve("t.csv").toString()));
        Path copy = folder.resolve("running-x.json");
        UnsavedWork work = edited(own, own.withSeed(8));
        UnsavedWorkFile.write(copy, work);
        assertThat(UnsavedWorkFile.read(copy)).isEqualTo(work);
    }

    /** A disk may lose the end of a file, or more. The rest is recovered. */
    @Test
    void halfACopyIsSetAsideAndSaid() throws Exception {
        crashWith(edited(opening.withSeed(2)));
        crashWith(edited(opening.withSeed(3)));
        Path half = folder.resolve("running-crash2.json");
        String whole = Files.readString(half);
        for (String text : List.of(whole.substring(0, whole.length() / 2), "", "[]", "{\"own\": 3}")) {
            Files.writeString(half, text);
            List<String> said = recover(false);
            assertThat(said.get(said.size() - 1)).contains("cannot be read", "running-crash2.json.unreadable");
            assertThat(folder.resolve("running-crash2.json.unreadable")).hasContent(text);
            assertThat(recover(false)).as("once").isEmpty();
        }
        Files.write(half, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(recover(true)).singleElement().asString().contains("cannot be read");
        assertThat(recent.list()).as("the whole one").hasSize(1);
    }

    /** Where it cannot be put, it stays where it is. */
    @Test
    void whatCannotBeADraftIsNotLost() throws Exception {
        crashWith(edited(opening.withSeed(2)));
        Path blocked = Files.writeString(folder.resolve("drafts"), "no folder");
        assertThat(recover(false)).singleElement().asString().contains("could not be put");
        assertThat(folder.resolve("running-crash1.json")).exists();
        Files.delete(blocked);
        assertThat(recover(false)).singleElement().asString().contains("first of the recent ones");
        assertThat(copies()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws ScenarioException {
        assertThat(recover(true)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    /** Whichever way the program begins, the next scenario would be written over it when it ends. */
    @Test
    void aLastScenarioThatCannotBeReadIsSetAsideAndSaidOnce() throws Exception {
        last.keep(opening.withSeed(1), Optional.empty(), true);
        List<String> spoilt = List.of("{ no scenario", "", "{}");
        List<String> names = List.of(
                "last-scenario-unreadable.json", "last-scenario-unreadable-2.json", "last-scenario-unreadable-3.json");
        for (int k = 0; k < spoilt.size(); k++) {
            Files.writeString(last.file(), spoilt.get(k));
            assertThat(recover(k % 2 == 0))
                    .singleElement()
                    .asString()
                    .contains("cannot be read", "set aside as " + folder.resolve(names.get(k)), "open that file");
            assertThat(last.file()).doesNotExist();
            assertThat(recover(true)).as("once").isEmpty();
        }
        for (int k = 0; k < spoilt.size(); k++) {
            assertThat(folder.resolve(names.get(k))).hasContent(spoilt.get(k));
        }
        last.keep(opening.withSeed(1), Optional.empty(), true);
        assertThat(recover(true)).as("a whole one").isEmpty();
        assertThat(last.read()).contains(opening.withSeed(1));
    }

    @Test
    void whatBrokeOffDoesNotTakeThePlaceOfALastScenarioThatCannotBeRead() throws Exception {
        crashWith(edited(opening.withSeed(2)));
        Files.writeString(last.file(), "{ no scenario");
        assertThat(recover(true)).singleElement().asString().contains("set aside");
        assertThat(folder.resolve("last-scenario-unreadable.json")).hasContent("{ no scenario");
        assertThat(last.read()).contains(opening.withSeed(2));
    }

    /** A scenario without a file is not saved by being gone on with. */
    @Test
    void whatWasNotSavedBeforeACrashIsNotSavedAfterIt() throws Exception {
        last.keep(opening.withSeed(1), Optional.empty(), true);
        assertThat(last.isUnsaved()).isFalse();
        crashWith(edited(opening.withSeed(2)));
        recover(true);
        assertThat(last.read()).contains(opening.withSeed(2));
        assertThat(last.isUnsaved()).isTrue();
        crashWith(new UnsavedWork(Optional.of(opening.withSeed(3)), Optional.empty(), true, List.of()));
        recover(true);
        assertThat(last.isUnsaved())
                .as("a sample, as it comes with the program")
                .isFalse();
    }
}
