package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.MemorySettings;
import dev.tokenyard.app.session.RecentFiles;
import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioEdits;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.lesson.Lessons;
import dev.tokenyard.sim.time.Ticks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LessonsViewModelTest {
    private final Deque<Runnable> foreground = new ArrayDeque<>();
    private final ScenarioRunner runner = ScenarioRunner.of(new ComparisonService());
    private final ComparisonViewModel comparison = new ComparisonViewModel();
    private final MessagesViewModel messages = new MessagesViewModel();
    private final ScenarioViewModel scenario = new ScenarioViewModel(
            ScenarioDefaults.opening(),
            runner,
            new LatestWins<>(Runnable::run, foreground::add),
            comparison,
            messages,
            new RecentFiles(new MemorySettings(), "trace"));
    private final LessonsViewModel lessons = new LessonsViewModel(
            scenario, comparison, new PagesViewModel(), messages, runner, Lessons.all(), Runnable::run, Runnable::run);

    private void drain() {
        while (!foreground.isEmpty()) {
            foreground.remove().run();
        }
    }

    private ScenarioSpec begin() {
        scenario.simulate();
        drain();
        comparison.playback().setSpeed(7);
        comparison.playback().seek(Ticks.fromSeconds(100));
        return scenario.spec();
    }

    private void assertBack(ScenarioSpec own) {
        assertThat(scenario.spec()).isEqualTo(own);
        assertThat(comparison.playback().tick()).isEqualTo(Ticks.fromSeconds(100));
        assertThat(comparison.playback().speedProperty().get()).isEqualTo(7);
    }

    @Test
    void leavingGoesBackToTheMoment() {
        ScenarioSpec own = begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        assertThat(comparison.playback().tick()).isNotEqualTo(Ticks.fromSeconds(100));
        lessons.leave();
        drain();
        assertBack(own);
    }

    /** An answer speaks of the moment at which the step comes to rest, however early it is asked for. */
    @Test
    void theAnswerGoesWithTheMomentThatItIsOf() {
        begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        LessonsViewModel.Play asking =
                Objects.requireNonNull(lessons.playProperty().get());
        long atTick = asking.scene().atTick();
        long untilTick = asking.scene().untilTick();
        assertThat(asking.asks()).isTrue();
        assertThat(untilTick).isGreaterThan(atTick);
        comparison.playback().seek((atTick + untilTick) / 2);
        lessons.next();
        assertThat(Objects.requireNonNull(lessons.playProperty().get()).answered())
                .isTrue();
        assertThat(comparison.playback().tick()).isEqualTo(untilTick);
        assertThat(comparison.playback().playingProperty().get()).isFalse();
    }

    /** Of another scenario than the step's no moment belongs to the answer. */
    @Test
    void theAnswerLeavesTheClockAloneOnceTheScenarioIsChanged() {
        begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        scenario.edit(ScenarioEdits.seed(99));
        drain();
        long tick = comparison.playback().tick();
        assertThat(lessons.answer()).isTrue();
        assertThat(comparison.playback().tick()).isEqualTo(tick);
    }

    /** The picture of a lesson that was left before it was shown comes first, and then the own one. */
    @Test
    void aLatePictureOfTheLessonDoesNotLoseTheMoment() {
        ScenarioSpec own = begin();
        lessons.open(lessons.lessons().get(0));
        lessons.leave();
        drain();
        assertBack(own);
    }

    @Test
    void aLatePictureOfWhatTheUserMadeOfItDoesNotEither() {
        ScenarioSpec own = begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        scenario.edit(ScenarioEdits.rateScale(1.5));
        lessons.leave();
        drain();
        assertBack(own);
    }

    /** Whoever changed a lesson's scenario is told where that is now, and nobody else. */
    @Test
    void leavingSaysWhereTheChangesAre() {
        begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        lessons.leave();
        drain();
        assertThat(messages.messages()).isEmpty();
        lessons.open(lessons.lessons().get(0));
        drain();
        scenario.edit(ScenarioEdits.rateScale(1.5));
        lessons.leave();
        drain();
        assertThat(messages.messages().get(0).text()).contains("undo leads to your changes");
        scenario.undo();
        drain();
        assertThat(messages.messages()).as("it has been done").isEmpty();
    }

    /** The clock of one scenario says nothing in another, whose run may be shorter. */
    @Test
    void undoingLeadsToTheMomentInWhatWasMadeOfTheLesson() {
        ScenarioSpec own = begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        scenario.edit(ScenarioEdits.rateScale(1.5));
        drain();
        ScenarioSpec made = scenario.spec();
        comparison.playback().seek(Ticks.fromSeconds(3));
        lessons.leave();
        drain();
        assertBack(own);
        for (int round = 0; round < 2; round++) {
            scenario.undo();
            drain();
            assertThat(scenario.spec()).isEqualTo(made);
            assertThat(comparison.playback().tick()).isEqualTo(Ticks.fromSeconds(3));
            scenario.redo();
            drain();
            assertBack(own);
        }
        scenario.undo();
        drain();
        scenario.undo();
        drain();
        assertBack(own);
    }

    /** Only the way between them has places: in the own scenario undoing leaves the clock alone. */
    @Test
    void undoingOtherChangesLeavesTheClockAlone() {
        begin();
        lessons.open(lessons.lessons().get(0));
        drain();
        scenario.edit(ScenarioEdits.rateScale(1.5));
        drain();
        lessons.leave();
        drain();
        scenario.edit(ScenarioEdits.seed(99));
        drain();
        assertThat(messages.messages()).as("undo leads elsewhere now").isEmpty();
        comparison.playback().seek(Ticks.fromSeconds(50));
        scenario.undo();
        drain();
        assertThat(comparison.playback().tick()).isEqualTo(Ticks.fromSeconds(50));
    }
}
