package dev.tokenyard.app.viewmodel;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.LatestWins;
import dev.tokenyard.app.session.ScenarioResult;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.app.session.lesson.Lesson;
import dev.tokenyard.app.session.lesson.LessonFile;
import dev.tokenyard.app.session.lesson.LessonScript;
import dev.tokenyard.app.session.lesson.LessonScript.Scene;
import dev.tokenyard.app.session.lesson.LessonStep;
import dev.tokenyard.app.viewmodel.PagesViewModel.Page;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Lessons, and how one is played: its scenario on the stage, a caption at a moment, a question, the answer, and on to the next
 * step. Its scenarios are guests: when it ends, is left or undone, the user's own scenario comes back with its file, its history
 * and its moment; what the user made of the lesson's scenario then lies one undo away. Whoever opens another scenario leaves the
 * lesson, too. For the FX thread.
 */
public final class LessonsViewModel {
    private static final String TOPIC = "lesson";
    private static final Message WAY_BACK = new Message(
            Message.Severity.INFO,
            TOPIC,
            "Your own scenario is back; undo leads to your changes to the lesson's scenario.");

    private final ScenarioViewModel scenario;
    private final ComparisonViewModel comparison;
    private final PagesViewModel pages;
    private final MessagesViewModel messages;
    private final ScenarioRunner runner;
    private final List<Lesson> lessons;
    private final LatestWins<LessonScript> openings;
    private final ReadOnlyObjectWrapper<@Nullable Play> play = new ReadOnlyObjectWrapper<>(this, "play");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final BooleanBinding changed;
    private final Places places;
    /** Whether the step's moment is still to be gone to, once its scenario is on show. */
    private boolean arriving;

    private boolean moving;

    /**
     * What is being shown.
     *
     * @param script the lesson
     * @param index the number of the step, from 0
     * @param answered whether its answer is on show
     * @param introduction whether it only says what the first window shows
     */
    public record Play(LessonScript script, int index, boolean answered, boolean introduction) {
        /** The step. */
        public Scene scene() {
            return script.scenes().get(index);
        }

        /** Whether a question is open. */
        public boolean asks() {
            return !answered && !scene().question().isEmpty();
        }

        /** Whether there is no step after this one. */
        public boolean isLast() {
            return index == script.scenes().size() - 1;
        }

        private Play at(int step) {
            return new Play(script, step, false, introduction);
        }

        private Play withAnswer() {
            return new Play(script, index, true, introduction);
        }
    }

    /**
     * Makes the view-model.
     *
     * @param scenario what lessons change
     * @param comparison clock and selection
     * @param pages lessons are played on the stage
     * @param messages says what is wrong with a lesson
     * @param runner simulates the steps for their figures
     * @param lessons the lessons to offer
     * @param background where lessons are prepared
     * @param foreground the FX thread
     */
    public LessonsViewModel(
            ScenarioViewModel scenario,
            ComparisonViewModel comparison,
            PagesViewModel pages,
            MessagesViewModel messages,
            ScenarioRunner runner,
            List<Lesson> lessons,
            Executor background,
            Executor foreground) {
        this.scenario = scenario;
        this.comparison = comparison;
        this.pages = pages;
        this.messages = messages;
        this.runner = runner;
        this.lessons = List.copyOf(lessons);
        places = new Places(comparison);
        openings = new LatestWins<>(background, foreground);
        changed = Bindings.createBooleanBinding(this::isChanged, play, scenario.specProperty());
        scenario.resultProperty().addListener((property, before, result) -> arriveWith(result));
        scenario.document().visitedProperty().addListener((property, before, visited) -> endWithVisit(visited));
        scenario.specProperty().addListener((property, before, now) -> {
            endIntroduction();
            if (play.get() == null) {
                places.step(before, now);
            }
        });
        scenario.document().undoableProperty().addListener((property, before, now) -> {
            if (before.equals(ScenarioDocument.WAY_BACK)) {
                // Undone, or followed by a change: it is no longer what undoing leads to.
                messages.dismiss(WAY_BACK);
            }
        });
        comparison.playback().tickProperty().addListener((property, before, now) -> follow(now.longValue()));
    }

    /** The lessons to choose from. */
    public List<Lesson> lessons() {
        return lessons;
    }

    /** What is being shown, null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Play> playProperty() {
        return play.getReadOnlyProperty();
    }

    /** Whether a lesson is being prepared. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Whether the user has changed the scenario, so that the step's words need not be true of what is on show. */
    public BooleanBinding changedProperty() {
        return changed;
    }

    private boolean isChanged() {
        Play now = play.get();
        return now != null && !isOf(now, scenario.spec());
    }

    /** Whether a scenario is the step's; saved under another name it still shows the same. */
    private static boolean isOf(Play now, ScenarioSpec spec) {
        return spec.named("").equals(now.scene().step().scenario().named(""));
    }

    /** Opens a lesson at its first step. */
    public void open(Lesson lesson) {
        prepare(cancelled -> LessonScript.of(lesson, runner, cancelled), false);
    }

    /** Opens a lesson of the user's own; what is wrong with it is said, and all stays as it was. */
    public void open(Path file) {
        prepare(cancelled -> LessonScript.of(LessonFile.read(file), runner, cancelled), false);
    }

    /** Says what the scenario of the first window shows, until the user changes it or the clock leaves the moment. */
    public void introduce(Lesson opening) {
        prepare(cancelled -> LessonScript.of(opening, runner, cancelled), true);
    }

    private void prepare(LatestWins.Job<LessonScript> job, boolean introduction) {
        busy.set(true);
        openings.submit(job, new LatestWins.Receiver<>() {
            @Override
            public void succeeded(LessonScript script, double millis) {
                busy.set(!openings.isIdle());
                messages.resolve(TOPIC);
                begin(new Play(script, 0, false, introduction));
            }

            @Override
            public void failed(Throwable failure) {
                busy.set(!openings.isIdle());
                if (!(failure instanceof CancellationException)) {
                    messages.error(TOPIC, FailureText.of(failure, "The lesson cannot be shown", "the lesson"));
                }
            }
        });
    }

    private void begin(Play first) {
        if (!first.introduction()) {
            show(first);
            pages.pageProperty().set(Page.STAGE);
        } else if (scenario.spec().equals(first.scene().step().scenario())) {
            // The clock is already where it belongs; whoever has changed the scenario needs no introduction.
            play.set(first);
        }
    }

    /** Gives up what is being prepared. */
    public void cancel() {
        openings.cancel();
        busy.set(false);
    }

    /** Reveals the answer, or goes to the next step, or after the last one back to the lessons. */
    public void next() {
        Play now = play.get();
        if (now == null) {
            return;
        }
        if (now.introduction()) {
            leave();
        } else if (now.asks()) {
            reveal(now);
        } else if (now.isLast()) {
            leave();
            pages.pageProperty().set(Page.LESSONS);
        } else {
            show(now.at(now.index() + 1));
        }
    }

    /** Reveals the answer; says whether a question was open. */
    public boolean answer() {
        Play now = play.get();
        boolean asked = now != null && now.asks();
        if (now != null && asked) {
            reveal(now);
        }
        return asked;
    }

    /** Shows the answer, and the moment that its figures are of: where the step comes to rest. */
    private void reveal(Play now) {
        play.set(now.withAnswer());
        if (!arriving && !isChanged() && !now.introduction()) {
            comparison.playback().playingProperty().set(false);
            jump(now, now.scene().untilTick());
        }
    }

    /** Goes to the step before. */
    public void back() {
        Play now = play.get();
        if (now != null && now.index() > 0) {
            show(now.at(now.index() - 1));
        }
    }

    /** Goes back to the step's scenario and moment, whatever the user has changed. */
    public void restore() {
        Play now = play.get();
        if (now != null) {
            show(now);
        }
    }

    /** Ends the lesson and brings the user's own scenario back; an introduction leaves all as it is. */
    public void leave() {
        Play ended = play.get();
        keepPlace();
        arriving = false;
        comparison.playback().setPauseTick(Ticks.NEVER);
        play.set(null);
        if (ended != null && !ended.introduction()) {
            comparison.playback().playingProperty().set(false);
            scenario.comeBack();
            if (scenario.document().undoableProperty().get().equals(ScenarioDocument.WAY_BACK)) {
                messages.info(WAY_BACK.topic(), WAY_BACK.text());
            }
        }
    }

    /** Undoing the opening of a lesson and opening another scenario both end it. */
    private void endWithVisit(boolean visited) {
        Play now = play.get();
        if (!visited && now != null && !now.introduction()) {
            leave();
        }
    }

    private void show(Play next) {
        LessonStep step = next.scene().step();
        comparison.playback().playingProperty().set(false);
        keepPlace();
        if (!scenario.document().visitedProperty().get()) {
            places.comeBackTo(scenario.spec());
        }
        arriving = true;
        play.set(next);
        ScenarioResult shown = scenario.resultProperty().get();
        if (!scenario.document().visitedProperty().get() || !scenario.spec().equals(step.scenario())) {
            scenario.visit(step.scenario());
        } else if (shown != null && shown.comparison().scenario().equals(step.scenario())) {
            arrive(next);
        } else {
            scenario.simulate();
        }
    }

    /** Undoing may lead back to what was made of the lesson's scenario, and then to where the user was in it. */
    private void keepPlace() {
        Play now = play.get();
        Comparison shown = comparison.comparisonProperty().get();
        // The scenario may have gone already, as where another one is opened.
        if (now != null && !now.introduction() && shown != null && !isOf(now, shown.scenario())) {
            places.keep(shown.scenario());
        }
    }

    private void arriveWith(@Nullable ScenarioResult result) {
        Play now = play.get();
        boolean isOfPresent = result != null && result.comparison().scenario().equals(scenario.spec());
        if (now == null && result != null && isOfPresent) {
            // A late picture of the lesson is none to turn back on; any other was asked for after it.
            places.arrive(result.comparison());
        }
        if (arriving
                && now != null
                && result != null
                && result.comparison().scenario().equals(now.scene().step().scenario())) {
            if (now.index() == 0) {
                comparison.playback().showAll();
            }
            arrive(now);
        }
    }

    private void arrive(Play now) {
        arriving = false;
        Scene scene = now.scene();
        LessonStep step = scene.step();
        PlaybackViewModel playback = comparison.playback();
        TimeRange range = playback.range();
        if (range != null && !(range.holds(scene.atTick()) && range.holds(scene.untilTick()))) {
            // Playing keeps to a range, and would never come to where the step begins or rests.
            playback.clearRange();
        }
        comparison.selection().requestProperty().set(step.request());
        int lane = Optional.ofNullable(comparison.comparisonProperty().get())
                .map(shown -> shown.laneOf(step.lane()))
                .orElse(SelectionViewModel.NONE);
        comparison.selection().laneProperty().set(lane);
        if (!Double.isNaN(step.speed())) {
            playback.setSpeed(step.speed());
        }
        jump(now, scene.atTick());
        playback.playingProperty().set(scene.untilTick() > scene.atTick());
    }

    /** Goes to a moment of the step, which stays on show. */
    private void jump(Play now, long tick) {
        moving = true;
        comparison.playback().seek(tick);
        moving = false;
        pauseAhead(now, tick);
    }

    /** The caption of a moment shows wherever the clock comes from. */
    private void follow(long tick) {
        Play now = play.get();
        if (now == null || arriving || moving) {
            return;
        }
        if (now.introduction()) {
            if (!now.scene().isNear(tick)) {
                leave();
            }
            return;
        }
        if (!isChanged() && !now.scene().isNear(tick)) {
            nearest(now, tick).ifPresent(step -> play.set(now.at(step)));
        }
        pauseAhead(Objects.requireNonNull(play.get()), tick);
    }

    /** The step of the same scenario whose moment is nearest among those near the present one. */
    private static Optional<Integer> nearest(Play now, long tick) {
        List<Scene> scenes = now.script().scenes();
        int best = -1;
        for (int k = 0; k < scenes.size(); k++) {
            boolean isBetter = best < 0
                    || Math.abs(scenes.get(k).atTick() - tick)
                            < Math.abs(scenes.get(best).atTick() - tick);
            if (sharesScenario(now, scenes.get(k)) && scenes.get(k).isNear(tick) && isBetter) {
                best = k;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    private static boolean sharesScenario(Play now, Scene other) {
        return other.step().scenario().equals(now.scene().step().scenario());
    }

    /** Playing comes to rest where this step ends, or where the next one begins. */
    private void pauseAhead(Play now, long tick) {
        long pause = now.scene().untilTick() > tick ? now.scene().untilTick() : Ticks.NEVER;
        for (Scene scene : now.script().scenes()) {
            if (sharesScenario(now, scene) && scene.atTick() > tick) {
                pause = Math.min(pause, scene.atTick());
            }
        }
        comparison.playback().setPauseTick(pause);
    }

    private void endIntroduction() {
        Play now = play.get();
        if (now != null && now.introduction()) {
            leave();
        }
    }
}
