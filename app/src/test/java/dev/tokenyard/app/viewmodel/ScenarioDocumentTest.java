package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioDocumentTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Path FILE = Path.of("mine.json");

    private final ScenarioSpec opening = ScenarioDefaults.opening();
    private long nanos;
    private final ScenarioDocument document = new ScenarioDocument(opening, () -> nanos);

    private void passes(double seconds) {
        nanos += Math.round(seconds * SECOND);
    }

    private void rate(double scale) {
        document.change(opening.withRateScale(scale));
    }

    @Test
    void undoAndRedoWalkBackAndForth() {
        rate(2);
        passes(5);
        document.change(document.spec().withSeed(99));
        assertThat(document.undoableProperty().get()).isEqualTo("the seed");
        assertThat(document.undo()).isTrue();
        assertThat(document.spec()).isEqualTo(opening.withRateScale(2));
        assertThat(document.redoableProperty().get()).isEqualTo("the seed");
        assertThat(document.undo()).isTrue();
        assertThat(document.spec()).isEqualTo(opening);
        assertThat(document.undo()).isFalse();
        assertThat(document.undoableProperty().get()).isEmpty();
        assertThat(document.redo()).isTrue();
        assertThat(document.redo()).isTrue();
        assertThat(document.spec()).isEqualTo(opening.withRateScale(2).withSeed(99));
        assertThat(document.redo()).isFalse();
    }

    @Test
    void theStepsOfADragAreOneChange() {
        for (int step = 1; step <= 50; step++) {
            rate(1 + step / 50.0);
            passes(0.02);
        }
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
        document.redo();
        assertThat(document.spec().rateScale()).isEqualTo(2);
    }

    @Test
    void twoDragsWithAPauseBetweenAreTwoChanges() {
        rate(1.5);
        passes(2);
        rate(2);
        document.undo();
        assertThat(document.spec().rateScale()).isEqualTo(1.5);
    }

    @Test
    void changesOfDifferentPartsAreNotMerged() {
        rate(1.5);
        document.change(document.spec().withSeed(99));
        document.undo();
        assertThat(document.spec()).isEqualTo(opening.withRateScale(1.5));
    }

    @Test
    void aChangeAfterUndoForgetsWhatWasUndone() {
        rate(2);
        document.undo();
        rate(3);
        assertThat(document.redo()).isFalse();
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
    }

    /** Otherwise Save would write one scenario over another one's file. */
    @Test
    void undoingAnOpeningTakesItsFileBack() {
        document.savedTo(FILE);
        document.open(opening.named("other"), Optional.of(Path.of("other.json")));
        assertThat(document.fileProperty().get()).contains(Path.of("other.json"));
        document.undo();
        assertThat(document.fileProperty().get()).contains(FILE);
        document.redo();
        assertThat(document.fileProperty().get()).contains(Path.of("other.json"));
    }

    /** Otherwise Save would write over the file that the scenario was a copy of. */
    @Test
    void undoingAChangeKeepsTheFileThatItWasSavedTo() {
        document.savedTo(FILE);
        rate(2);
        Path copy = Path.of("copy.json");
        document.savedTo(copy);
        document.undo();
        assertThat(document.fileProperty().get()).contains(copy);
        document.redo();
        assertThat(document.fileProperty().get()).contains(copy);
        document.undo();
        document.savedTo(FILE);
        document.redo();
        assertThat(document.fileProperty().get()).contains(FILE);
    }

    /** Neither of two scenarios without a file is saved over the other. */
    @Test
    void aFileIsThatOfOneOpeningOnly() {
        document.open(opening.named("one"), Optional.empty());
        document.open(opening.named("other"), Optional.empty());
        document.savedTo(FILE);
        document.undo();
        assertThat(document.fileProperty().get()).isEmpty();
        document.redo();
        assertThat(document.fileProperty().get()).contains(FILE);
    }

    /** Else undoing a change of a saved scenario would take its name back, and say so beside it as a change. */
    @Test
    void theNameOfTheFileIsThatOfAllItsStates() {
        rate(2);
        document.savedAs(FILE, "mine");
        assertThat(document.spec()).isEqualTo(opening.withRateScale(2).named("mine"));
        assertThat(document.changedProperty().get()).isFalse();
        document.undo();
        assertThat(document.spec()).isEqualTo(opening.named("mine"));
        document.redo();
        assertThat(document.changedProperty().get()).isFalse();
        document.open(opening.named("other"), Optional.empty());
        document.savedAs(Path.of("second.json"), "second");
        document.undo();
        assertThat(document.spec().name()).isEqualTo("mine");
    }

    @Test
    void whatIsNotInTheFileIsKnown() {
        assertThat(document.changedProperty().get()).isFalse();
        rate(2);
        assertThat(document.changedProperty().get()).isTrue();
        document.savedTo(FILE);
        assertThat(document.changedProperty().get()).isFalse();
        document.undo();
        assertThat(document.changedProperty().get()).isTrue();
        document.redo();
        assertThat(document.changedProperty().get()).isFalse();
        document.open(opening, Optional.empty());
        assertThat(document.changedProperty().get()).isFalse();
    }

    @Test
    void whatCannotBeHadIsNotInTheHistory() {
        rate(2);
        passes(5);
        ScenarioSpec possible = document.spec();
        document.open(possible.withTrace(TraceSource.file("missing.csv")), Optional.empty());
        document.withdrawTo(possible);
        assertThat(document.spec()).isEqualTo(possible);
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
    }

    @Test
    void aChangeMadeBesideTheImpossibleStays() {
        ScenarioSpec missing = opening.withTrace(TraceSource.file("missing.csv"));
        document.open(missing, Optional.empty());
        document.change(missing.withSeed(99));
        document.withdrawTo(opening.withSeed(99));
        assertThat(document.spec()).isEqualTo(opening.withSeed(99));
    }

    @Test
    void historyIsBounded() {
        for (int change = 1; change <= ScenarioDocument.MOST_CHANGES + 50; change++) {
            document.change(opening.withSeed(1000 + change));
            passes(2);
        }
        int undone = 0;
        while (document.undo()) {
            undone++;
        }
        assertThat(undone).isEqualTo(ScenarioDocument.MOST_CHANGES);
        assertThat(document.spec().seed()).isEqualTo(1050);
    }

    @Test
    void aGuestLeavesNoTrace() {
        rate(2);
        passes(5);
        document.savedTo(FILE);
        document.change(document.spec().withSeed(99));
        ScenarioSpec own = document.spec();
        document.undo();
        document.visit(opening.named("step one"));
        assertThat(document.visitedProperty().get()).isTrue();
        assertThat(document.fileProperty().get()).isEmpty();
        assertThat(document.ownFile()).contains(FILE);
        assertThat(document.ownSpec()).isEqualTo(opening.withRateScale(2));
        assertThat(document.redo()).isFalse();
        document.visit(opening.named("step two"));
        assertThat(document.changedProperty().get()).isFalse();
        assertThat(document.comeBack()).isTrue();
        assertThat(document.visitedProperty().get()).isFalse();
        assertThat(document.fileProperty().get()).contains(FILE);
        assertThat(document.spec()).isEqualTo(opening.withRateScale(2));
        assertThat(document.redo()).isTrue();
        assertThat(document.spec()).isEqualTo(own);
        document.undo();
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
        assertThat(document.comeBack()).isFalse();
    }

    /** Unsaved work is still unsaved afterwards. */
    @Test
    void theMarkOfUnsavedChangesComesBack() {
        document.savedTo(FILE);
        rate(2);
        document.visit(opening.named("guest"));
        assertThat(document.changedProperty().get()).isFalse();
        document.comeBack();
        assertThat(document.changedProperty().get()).isTrue();
        document.undo();
        assertThat(document.changedProperty().get()).isFalse();
    }

    @Test
    void undoingAnUntouchedGuestBringsTheOwnScenarioBack() {
        rate(2);
        document.visit(opening.named("guest"));
        assertThat(document.undoableProperty().get()).isEqualTo("the opening of the lesson");
        assertThat(document.undo()).isTrue();
        assertThat(document.visitedProperty().get()).isFalse();
        assertThat(document.spec()).isEqualTo(opening.withRateScale(2));
        assertThat(document.undoableProperty().get()).isEqualTo("the arrival rate");
    }

    /** Neither what was made of the guest nor the own scenario is lost, also if one goes on from the former. */
    @Test
    void whatWasMadeOfAGuestLiesOneUndoAway() {
        rate(2);
        ScenarioSpec own = document.spec();
        ScenarioSpec guest = opening.named("guest");
        document.visit(guest);
        document.change(guest.withSeed(99));
        assertThat(document.undoableProperty().get()).isEqualTo("the seed");
        document.visit(opening.named("next step"));
        document.comeBack();
        assertThat(document.spec()).isEqualTo(own);
        document.undo();
        assertThat(document.spec()).isEqualTo(guest.withSeed(99));
        assertThat(document.fileProperty().get()).isEmpty();
        document.change(document.spec().withSeed(100));
        document.undo();
        document.undo();
        assertThat(document.spec()).isEqualTo(own);
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
    }

    /** What was made of each step of a lesson lies behind the own scenario, the last one first. */
    @Test
    void nothingMadeOfAGuestIsLost() {
        ScenarioSpec first = opening.named("first").withSeed(11);
        ScenarioSpec second = opening.named("second").withSeed(22);
        document.visit(opening.named("first"));
        document.change(first);
        document.visit(opening.named("second"));
        document.change(second);
        document.visit(opening.named("third"));
        assertThat(document.unsavedGuests()).containsExactly(first, second);
        document.comeBack();
        assertThat(document.unsavedGuests()).containsExactly(first, second);
        assertThat(document.spec()).isEqualTo(opening);
        document.undo();
        assertThat(document.spec()).isEqualTo(second);
        document.undo();
        assertThat(document.spec()).isEqualTo(first);
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
        assertThat(document.undoableProperty().get()).isEmpty();
    }

    @Test
    void aGuestThatWasUndoneOrSavedIsNotLeftBehind() {
        document.visit(opening.named("first"));
        document.change(opening.named("first").withSeed(11));
        assertThat(document.unsavedGuests()).hasSize(1);
        document.undo();
        assertThat(document.unsavedGuests()).isEmpty();
        document.redo();
        document.savedAs(Path.of("first.json"), "first");
        document.comeBack();
        assertThat(document.unsavedGuests()).isEmpty();
    }

    /** Saving it later, under a name of its own, is saving it. */
    @Test
    void whatIsSavedAfterTheLessonIsNotLeftBehind() {
        document.visit(opening.named("first"));
        document.change(opening.named("first").withSeed(11));
        document.comeBack();
        document.undo();
        assertThat(document.unsavedGuests()).hasSize(1);
        document.savedAs(Path.of("mine.json"), "mine");
        assertThat(document.unsavedGuests()).isEmpty();
    }

    /** Within the visit it is undone as anywhere else. */
    @Test
    void changesOfAGuestAreUndoneWhileItIsThere() {
        ScenarioSpec guest = opening.named("guest");
        document.visit(guest);
        document.change(guest.withSeed(99));
        document.visit(opening.named("next step"));
        document.visit(opening.named("last step"));
        document.undo();
        assertThat(document.spec()).isEqualTo(guest.withSeed(99));
        document.undo();
        assertThat(document.spec()).isEqualTo(guest);
        document.redo();
        document.redo();
        assertThat(document.spec()).isEqualTo(opening.named("last step"));
    }

    /** A guest that was put back by hand has not been changed. */
    @Test
    void aGuestGivenBackUnchangedIsForgotten() {
        ScenarioSpec guest = opening.named("guest");
        document.visit(guest);
        document.change(guest.withSeed(99));
        document.undo();
        document.comeBack();
        assertThat(document.undoableProperty().get()).isEmpty();
        assertThat(document.redoableProperty().get()).isEmpty();
    }

    @Test
    void openingAnotherScenarioSendsTheGuestAway() {
        document.savedTo(FILE);
        document.visit(opening.named("guest"));
        ScenarioSpec other = opening.named("other");
        document.open(other, Optional.empty());
        assertThat(document.visitedProperty().get()).isFalse();
        assertThat(document.spec()).isEqualTo(other);
        document.undo();
        assertThat(document.spec()).isEqualTo(opening);
        assertThat(document.fileProperty().get()).contains(FILE);
        document.visit(opening.named("guest"));
        document.open(opening, Optional.of(FILE));
        assertThat(document.visitedProperty().get()).isFalse();
        assertThat(document.spec()).isEqualTo(opening);
        assertThat(document.undoableProperty().get()).isEmpty();
    }

    /** A guest that cannot be had gives way to the own scenario, not to a copy of it without its file. */
    @Test
    void aGuestThatCannotBeHadGivesTheOwnScenarioBack() {
        document.savedTo(FILE);
        document.visit(opening.withTrace(TraceSource.file("missing.csv")));
        document.withdrawTo(opening);
        assertThat(document.visitedProperty().get()).isFalse();
        assertThat(document.fileProperty().get()).contains(FILE);
    }

    /** Law: however one goes back and forth, undo and redo are inverse to each other. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void undoneChangesComeBackAsTheyWere(long seed) {
        Random random = new Random(seed);
        List<ScenarioSpec> states = new ArrayList<>(List.of(opening));
        for (int change = 0; change < 30; change++) {
            passes(random.nextDouble(2, 4));
            ScenarioSpec present = document.spec();
            document.change(
                    random.nextBoolean()
                            ? present.withSeed(random.nextLong(1000, 1_000_000))
                            : ScenarioEdits.rateScale(random.nextInt(10, 400) / 100.0)
                                    .apply(present));
            if (!document.spec().equals(present)) {
                states.add(document.spec());
            }
        }
        int at = states.size() - 1;
        for (int step = 0; step < 300; step++) {
            boolean back = random.nextBoolean();
            if (back ? document.undo() : document.redo()) {
                at += back ? -1 : 1;
            }
            assertThat(document.spec()).isEqualTo(states.get(at));
        }
    }

    /** As after a crash: only a file makes it saved, and neither undoing nor redoing does. */
    @Test
    void whatIsMarkedUnsavedIsSoUntilItIsSaved() {
        document.open(opening.withSeed(8), Optional.empty());
        assertThat(document.changedProperty().get()).isFalse();
        document.markUnsaved();
        assertThat(document.spec()).isEqualTo(opening.withSeed(8));
        assertThat(document.changedProperty().get()).isTrue();
        assertThat(Autosave.of(document).saved()).isFalse();
        document.change(opening.withSeed(9));
        document.undo();
        assertThat(document.changedProperty().get()).isTrue();
        document.undo();
        assertThat(document.changedProperty().get())
                .as("what was there before it")
                .isFalse();
        document.redo();
        assertThat(document.changedProperty().get()).isTrue();
        document.visit(opening.named("Guest"));
        assertThat(document.isOwnSaved()).isFalse();
        document.comeBack();
        document.savedTo(FILE);
        assertThat(document.changedProperty().get()).isFalse();
        assertThat(Autosave.of(document).saved()).isTrue();
    }
}
