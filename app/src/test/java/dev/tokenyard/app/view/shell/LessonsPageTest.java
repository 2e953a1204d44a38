package dev.tokenyard.app.view.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioStore;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.session.lesson.Lesson;
import dev.tokenyard.app.session.lesson.Lessons;
import dev.tokenyard.app.testing.FxThread;
import dev.tokenyard.app.view.shell.WindowFixture.Modifier;
import dev.tokenyard.app.view.theme.Theme;
import dev.tokenyard.app.viewmodel.LessonsViewModel;
import dev.tokenyard.app.viewmodel.LessonsViewModel.Play;
import dev.tokenyard.app.viewmodel.Message;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.app.viewmodel.PlaybackViewModel;
import dev.tokenyard.app.viewmodel.ScenarioDocument;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonsPageTest {
    private static final int SIDE = 1000;
    private static final String FIRST = "#lesson-head-of-line-json";

    private WindowFixture window;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        window = FxThread.call(() -> new WindowFixture(Theme.DARK, SIDE, SIDE));
    }

    @AfterEach
    void close() {
        FxThread.run(window::close);
    }

    private LessonsViewModel lessons() {
        return window.models.lessons();
    }

    private Play play() {
        return Objects.requireNonNull(lessons().playProperty().get());
    }

    private PlaybackViewModel playback() {
        return window.models.comparison().playback();
    }

    private ScenarioSpec spec() {
        return window.models.scenario().spec();
    }

    private ScenarioDocument document() {
        return window.models.scenario().document();
    }

    private ScenarioSpec shownSpec() {
        return Objects.requireNonNull(
                        window.models.comparison().comparisonProperty().get())
                .scenario();
    }

    private Region band() {
        return window.find(Region.class, "#lesson-band");
    }

    private void openFirst() {
        window.models.pages().pageProperty().set(Page.LESSONS);
        window.settle();
        window.find(Button.class, FIRST).fire();
        window.settle();
    }

    @Test
    void aCardOpensItsLessonOnTheStage() {
        FxThread.run(() -> {
            assertThat(band().isVisible()).isFalse();
            openFirst();
            Lesson lesson = lessons().lessons().get(0);
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.STAGE);
            assertThat(spec()).isEqualTo(lesson.steps().get(0).scenario());
            assertThat(band().isVisible()).isTrue();
            assertThat(window.find(Label.class, "#lesson-caption").getText()).contains("300 requests");
            assertThat(window.find(Label.class, "#lesson-question").isVisible()).isTrue();
            assertThat(window.find(Label.class, "#lesson-answer").isVisible()).isFalse();
            assertThat(window.find(Label.class, "#lesson-count").getText()).isEqualTo("Step 1 of 4");
            assertThat(playback().playingProperty().get()).isTrue();
            assertThat(playback().speedProperty().get()).isEqualTo(2);
        });
    }

    /** A range that was marked before would be played in place of the step. */
    @Test
    void aLessonPlaysItsStepAndNotTheMarkedRange() {
        FxThread.run(() -> {
            openFirst();
            lessons().leave();
            playback().seek(Ticks.fromSeconds(30));
            playback().markIn();
            playback().seek(Ticks.fromSeconds(35));
            playback().markOut();
            openFirst();
            assertThat(playback().rangeProperty().get()).isNull();
            assertThat(playback().tick()).isEqualTo(play().scene().atTick());
        });
    }

    @Test
    void itPausesWhereTheStepEnds() {
        FxThread.run(() -> {
            openFirst();
            for (int frame = 0; frame < 200; frame++) {
                playback().advance(0.25);
            }
            assertThat(playback().playingProperty().get()).isFalse();
            assertThat(playback().tick()).isEqualTo(Ticks.fromSeconds(20));
            window.press(KeyCode.SPACE);
            for (int frame = 0; frame < 200; frame++) {
                playback().advance(0.25);
            }
            assertThat(playback().tick()).isEqualTo(Ticks.fromSeconds(45));
            assertThat(play().index()).isEqualTo(1);
        });
    }

    /** A range of the same trace outlives the change of the scenario, but playing would never leave it. */
    @Test
    void aMarkedRangeElsewhereGivesWayToTheStep() {
        FxThread.run(() -> {
            openFirst();
            playback().playingProperty().set(false);
            playback().markRange(Ticks.fromSeconds(100), Ticks.fromSeconds(120));
            lessons().restore();
            assertThat(playback().range()).isNull();
            playback().advance(0.25);
            assertThat(playback().tick()).isLessThan(Ticks.fromSeconds(20));
            playback().markRange(0, Ticks.fromSeconds(30));
            lessons().restore();
            assertThat(playback().range()).as("holds the step").isNotNull();
        });
    }

    @Test
    void theAnswerComesWhenItIsAskedForWithItsMomentAndTakesNoRoom() {
        FxThread.run(() -> {
            openFirst();
            playback().playingProperty().set(false);
            double height = band().getHeight();
            window.press(KeyCode.RIGHT);
            window.settle();
            long moment = play().scene().untilTick();
            assertThat(window.find(Label.class, "#lesson-answer").isVisible()).isTrue();
            assertThat(band().getHeight()).isEqualTo(height);
            assertThat(playback().tick()).isEqualTo(moment);
            // The answer is out: the key is the playback's again.
            window.press(KeyCode.RIGHT);
            assertThat(playback().tick()).isGreaterThan(moment);
        });
    }

    @Test
    void keysGoOnAndBackAndLeave() {
        FxThread.run(() -> {
            openFirst();
            window.press(KeyCode.ENTER);
            assertThat(play().answered()).isTrue();
            window.press(KeyCode.PAGE_DOWN);
            assertThat(play().index()).isEqualTo(1);
            assertThat(play().answered()).isFalse();
            assertThat(playback().tick()).isEqualTo(Ticks.fromSeconds(45));
            window.press(KeyCode.PAGE_UP);
            assertThat(play().index()).isZero();
            window.press(KeyCode.ESCAPE);
            window.settle();
            assertThat(lessons().playProperty().get()).isNull();
            assertThat(band().isVisible()).isFalse();
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
        });
    }

    @Test
    void buttonsGoThroughAllStepsAndBackToThePage() {
        FxThread.run(() -> {
            openFirst();
            Button next = window.find(Button.class, "#lesson-next");
            assertThat(window.find(Button.class, "#lesson-back").isDisabled()).isTrue();
            for (int step = 0; step < 4; step++) {
                assertThat(next.getText()).isEqualTo("Answer");
                next.fire();
                assertThat(next.getText()).isEqualTo(step == 3 ? "Finish" : "Next");
                next.fire();
            }
            assertThat(lessons().playProperty().get()).isNull();
            assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.LESSONS);
        });
    }

    @Test
    void openingIsOneStepToUndo() {
        FxThread.run(() -> {
            openFirst();
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
            assertThat(lessons().playProperty().get()).isNull();
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
        });
    }

    /** The own scenario comes back as it was: file, mark, history, moment, speed, view and range. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOwnScenarioComesBackAsItWas(boolean finished) {
        FxThread.run(() -> {
            Path file = folder.resolve("mine.json");
            window.answer = file;
            window.press(KeyCode.S, Modifier.CONTROL);
            window.models.scenario().edit(scenario -> scenario.withRateScale(2));
            ScenarioSpec own = spec();
            playback().markRange(Ticks.fromSeconds(50), Ticks.fromSeconds(150));
            playback().show(Ticks.fromSeconds(40), Ticks.fromSeconds(160));
            playback().seek(Ticks.fromSeconds(77));
            playback().setSpeed(5);
            window.models.comparison().selection().requestProperty().set(12);
            openFirst();
            assertThat(document().fileProperty().get()).isEmpty();
            assertThat(document().ownFile()).contains(file);
            if (finished) {
                for (int key = 0; key < 8; key++) {
                    window.press(KeyCode.ENTER);
                }
                assertThat(window.models.pages().pageProperty().get()).isEqualTo(Page.LESSONS);
            } else {
                window.press(KeyCode.ESCAPE);
            }
            assertThat(lessons().playProperty().get()).isNull();
            assertThat(spec()).isEqualTo(own);
            assertThat(shownSpec()).isEqualTo(own);
            assertThat(document().fileProperty().get()).contains(file);
            assertThat(document().changedProperty().get()).isTrue();
            assertThat(playback().tick()).isEqualTo(Ticks.fromSeconds(77));
            assertThat(playback().playingProperty().get()).isFalse();
            assertThat(playback().speedProperty().get()).isEqualTo(5);
            assertThat(playback().viewStartTickProperty().get()).isEqualTo(Ticks.fromSeconds(40));
            assertThat(playback().range()).isEqualTo(new TimeRange(Ticks.fromSeconds(50), Ticks.fromSeconds(150)));
            assertThat(window.models.comparison().selection().requestProperty().get())
                    .isEqualTo(12);
            assertThat(document().undoableProperty().get()).isEqualTo("the arrival rate");
            window.models.scenario().undo();
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening().named("mine"));
            assertThat(document().changedProperty().get()).isFalse();
        });
    }

    @Test
    void whatTheUserMadeOfALessonLiesOneUndoAway() {
        FxThread.run(() -> {
            openFirst();
            window.models.scenario().edit(scenario -> scenario.withRateScale(2));
            ScenarioSpec made = spec();
            window.press(KeyCode.ESCAPE);
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(spec()).isEqualTo(made);
            assertThat(shownSpec()).isEqualTo(made);
            assertThat(document().fileProperty().get()).isEmpty();
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
        });
    }

    /** Not even if the user's own file is what the dialog is answered with. */
    @Test
    void savingInALessonNeverWritesOverTheOwnFile() throws Exception {
        Path file = folder.resolve("mine.json");
        Path copy = folder.resolve("lesson-copy.json");
        FxThread.run(() -> {
            window.answer = file;
            window.press(KeyCode.S, Modifier.CONTROL);
        });
        String own = Files.readString(file);
        FxThread.run(() -> {
            openFirst();
            window.models.scenario().edit(scenario -> scenario.withRateScale(2));
            window.press(KeyCode.S, Modifier.CONTROL);
            assertThat(window.models.messages().messages().get(0).text()).contains("mine.json", "another name");
            window.answer = copy;
            window.press(KeyCode.S, Modifier.CONTROL);
            assertThat(document().fileProperty().get()).contains(copy);
            window.press(KeyCode.ESCAPE);
            assertThat(document().fileProperty().get()).contains(file);
            assertThat(document().undoableProperty().get())
                    .as("what is in a file need not be kept")
                    .isEmpty();
        });
        assertThat(Files.readString(file)).isEqualTo(own);
        assertThat(Files.readString(copy)).contains("\"rate_scale\" : 2");
    }

    /** What the program keeps for the next start is the user's own scenario. */
    @Test
    void theOwnScenarioIsKeptForTheNextStart() {
        FxThread.run(() -> {
            window.models.scenario().edit(scenario -> scenario.withSeed(99));
            openFirst();
            window.explorer.keepScenario();
            assertThat(window.last.read()).contains(ScenarioDefaults.opening().withSeed(99));
            assertThat(recentScenarios()).isEmpty();
        });
    }

    /** What was made of the lesson's scenario is then among the recent files, once. */
    @Test
    void whatWasMadeOfALessonIsKeptForTheNextStart() {
        FxThread.run(() -> {
            openFirst();
            window.models.scenario().edit(scenario -> scenario.withSeed(77));
            ScenarioSpec made = spec();
            window.explorer.keepScenario();
            window.press(KeyCode.ESCAPE);
            window.explorer.keepScenario();
            assertThat(recentScenarios()).hasSize(1);
            window.press(KeyCode.K, Modifier.CONTROL);
            window.find(TextField.class, "#command-words").setText("recent scenario head-of-line");
            assertThat(window.find(ListView.class, "#command-list").getItems())
                    .as("the name is in sight where a long path is cut")
                    .anyMatch(command -> ((Command) command)
                            .title()
                            .startsWith("Open recent scenario head-of-line-blocking.json in "));
            window.press(KeyCode.ESCAPE);
            assertThat(kept(recentScenarios().get(0))).isEqualTo(made);
        });
    }

    private static ScenarioSpec kept(Path file) {
        try {
            return ScenarioStore.json().load(file);
        } catch (ScenarioException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private List<Path> recentScenarios() {
        return new RecentFiles(window.settings, "scenario").list();
    }

    /** A presenter who has just typed a number goes on as before. */
    @Test
    void aFieldKeepsOnlyTheKeysThatItNeeds() {
        FxThread.run(() -> {
            openFirst();
            TextField field = window.find(TextField.class, "#instances");
            String shown = field.getText();
            field.requestFocus();
            window.press(KeyCode.PAGE_DOWN);
            assertThat(play().answered()).isTrue();
            field.setText("99");
            window.press(KeyCode.ESCAPE);
            assertThat(field.getText()).as("first what was typed is taken back").isEqualTo(shown);
            assertThat(lessons().playProperty().get()).isNotNull();
            window.press(KeyCode.ESCAPE);
            assertThat(lessons().playProperty().get()).isNull();
        });
    }

    /** A recipe stands wherever a trace may. */
    @Test
    void aWorkloadRecipeIsOpenedAsATrace() {
        Path recipe = Path.of("../sample-traces/chat.json").toAbsolutePath().normalize();
        FxThread.run(() -> {
            window.explorer.window().open(recipe);
            assertThat(spec().trace().location()).isEqualTo(recipe.toString());
            assertThat(window.models.messages().messages()).isEmpty();
        });
    }

    @Test
    void openingAnotherScenarioLeavesTheLesson() {
        FxThread.run(() -> {
            openFirst();
            ScenarioSpec other = ScenarioDefaults.opening().withSeed(5).named("other");
            window.models.scenario().open(other, Optional.empty());
            assertThat(lessons().playProperty().get()).isNull();
            assertThat(spec()).isEqualTo(other);
            assertThat(shownSpec()).isEqualTo(other);
            window.press(KeyCode.Z, Modifier.CONTROL);
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
        });
    }

    @Test
    void aChangeOfTheUsersIsSaidAndCanBeTakenBack() {
        FxThread.run(() -> {
            openFirst();
            ScenarioSpec ofLesson = spec();
            window.models.scenario().edit(scenario -> scenario.withRateScale(2));
            window.settle();
            assertThat(lessons().changedProperty().get()).isTrue();
            assertThat(window.find(Hyperlink.class, "#lesson-restore")
                            .getParent()
                            .isVisible())
                    .isTrue();
            window.find(Hyperlink.class, "#lesson-restore").fire();
            assertThat(spec()).isEqualTo(ofLesson);
            assertThat(lessons().changedProperty().get()).isFalse();
        });
    }

    @Test
    void aCaptionShowsNearItsMoment() {
        FxThread.run(() -> {
            openFirst();
            playback().playingProperty().set(false);
            window.models.timeline().seek(Ticks.fromSeconds(110));
            assertThat(play().index()).isEqualTo(2);
            window.models.timeline().seek(Ticks.fromSeconds(85));
            assertThat(play().index()).isEqualTo(2);
            window.models.timeline().seek(Ticks.fromSeconds(10));
            assertThat(play().index()).isZero();
        });
    }

    @Test
    void aStepWithAnotherScenarioShowsItsRun() {
        FxThread.run(() -> {
            lessons().open(lessons().lessons().get(1));
            double before = spec().rateScale();
            window.press(KeyCode.ENTER);
            window.press(KeyCode.ENTER);
            assertThat(spec().rateScale()).isEqualTo(1.5 * before);
            assertThat(playback().tick()).isEqualTo(Ticks.fromSeconds(60));
            assertThat(shownSpec()).isEqualTo(spec());
        });
    }

    @Test
    void aTeachersOwnFileOpensByDialogAndByDrop() throws Exception {
        Path own = folder.resolve("own.json");
        Files.copy(Path.of("..", "sample-traces", "lessons", "fairness.json"), own);
        FxThread.run(() -> {
            window.answer = own;
            window.models.pages().pageProperty().set(Page.LESSONS);
            window.find(Button.class, "#lesson-own").fire();
            assertThat(play().script().lesson().title()).isEqualTo("Fair to whom?");
            assertThat(window.models.scenario().document().fileProperty().get()).isEmpty();
            window.press(KeyCode.ESCAPE);
            window.explorer.window().open(own);
            assertThat(play().script().lesson().title()).isEqualTo("Fair to whom?");
        });
    }

    @Test
    void aBrokenFileIsASentenceAndChangesNothing() throws Exception {
        Path broken = folder.resolve("broken.json");
        Files.writeString(
                broken,
                Files.readString(Path.of("..", "sample-traces", "lessons", "fairness.json"))
                        .replace("{sjf.ttft.max}", "{sjf.longest}"));
        FxThread.run(() -> {
            window.explorer.window().open(broken);
            assertThat(lessons().playProperty().get()).isNull();
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
            Message message = window.models.messages().messages().get(0);
            assertThat(message.severity()).isEqualTo(Message.Severity.ERROR);
            assertThat(message.text())
                    .contains("broken.json", "lesson.steps[1].answer", "{sjf.longest}")
                    .endsWith(".");
        });
    }

    @Test
    void theOpeningIsIntroducedUntilTheFirstChange() {
        FxThread.run(() -> {
            window.explorer.introduce(Lessons.opening());
            window.settle();
            assertThat(band().isVisible()).isTrue();
            assertThat(window.find(Label.class, "#lesson-caption").getText()).contains("2,081 requests", "57.2 %");
            assertThat(window.find(Label.class, "#lesson-question").getParent().isVisible())
                    .isFalse();
            window.models.scenario().edit(scenario -> scenario.withSeed(8));
            assertThat(lessons().playProperty().get()).isNull();
            window.models.scenario().undo();
            window.explorer.introduce(Lessons.opening());
            window.press(KeyCode.ESCAPE);
            assertThat(lessons().playProperty().get()).isNull();
            assertThat(spec()).isEqualTo(ScenarioDefaults.opening());
        });
    }

    /** "In a moment" is no longer true once the moment has passed. */
    @Test
    void theIntroductionGoesWithItsMoment() {
        FxThread.run(() -> {
            playback().seek(Ticks.fromSeconds(280));
            window.explorer.introduce(Lessons.opening());
            playback().seek(Ticks.fromSeconds(299));
            assertThat(lessons().playProperty().get()).isNotNull();
            playback().seek(Ticks.fromSeconds(320));
            assertThat(lessons().playProperty().get()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBandHasARoomOfItsOwnAlsoForAnAudience(boolean presenting) {
        FxThread.run(() -> {
            if (presenting) {
                window.press(KeyCode.P);
            }
            openFirst();
            Region stage = window.find(Region.class, "#stage-page");
            double bottom = band().localToScene(band().getLayoutBounds()).getMaxY();
            assertThat(stage.localToScene(stage.getLayoutBounds()).getMinY()).isGreaterThanOrEqualTo(bottom - 0.5);
            Label caption = window.find(Label.class, "#lesson-caption");
            assertThat(caption.getHeight()).isGreaterThanOrEqualTo(caption.prefHeight(caption.getWidth()) - 0.5);
            assertThat(band().localToScene(band().getLayoutBounds()).getMaxX()).isLessThanOrEqualTo(SIDE + 0.5);
        });
    }
}
