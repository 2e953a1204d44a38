package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.EventMoments.Kind;
import dev.tokenyard.app.session.Strips;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {
    private static final Comparison DEMO = DemoComparison.of(150, 2, "fcfs", "ssjf");

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final TimelineViewModel timeline = new TimelineViewModel(model, background::add, Runnable::run);

    @BeforeEach
    void showDemo() {
        timeline.activate();
        timeline.setColumns(200);
        model.show(DEMO);
        runBackground();
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.pop().run();
        }
    }

    private long start() {
        return timeline.playback().viewStartTickProperty().get();
    }

    private long end() {
        return timeline.playback().viewEndTickProperty().get();
    }

    /** Strips are remembered by the range and the width that they are of: of any others they would be folded again. */
    @Test
    void whatIsFoldedBeforehandIsWhatIsShownThen() {
        Comparison longer = DemoComparison.of(300, 2, "fcfs", "ssjf");
        Comparison shorter = DemoComparison.of(60, 2, "fcfs", "ssjf");
        long end = DEMO.endTick();
        for (long[] view : new long[][] {{0, end}, {end / 3, end / 2}, {end - end / 10, end}, {0, end / 4}}) {
            for (Comparison next : List.of(longer, shorter)) {
                model.show(DEMO);
                timeline.playback().show(view[0], view[1]);
                Strips ahead = Objects.requireNonNull(timeline.folding()).apply(next);
                model.show(next);
                runBackground();
                Strips shown = Objects.requireNonNull(timeline.stripsProperty().get());
                assertThat(shown.comparison()).isSameAs(next);
                for (int k = 0; k < shown.lanes().size(); k++) {
                    assertThat(shown.lanes().get(k)).isSameAs(ahead.lanes().get(k));
                }
            }
        }
        timeline.activeProperty().set(false);
        assertThat(timeline.folding()).as("out of sight").isNull();
    }

    @Test
    void stepsFromArrivalToArrivalAndBack() {
        timeline.stepToNext(Kind.ARRIVAL);
        assertThat(timeline.playback().tick()).isEqualTo(DEMO.trace().arrivalTick(0));
        timeline.stepToNext(Kind.ARRIVAL);
        assertThat(timeline.playback().tick()).isEqualTo(DEMO.trace().arrivalTick(1));
        timeline.stepToPrevious(Kind.ARRIVAL);
        assertThat(timeline.playback().tick()).isEqualTo(DEMO.trace().arrivalTick(0));
    }

    @Test
    void aStepPausesAndSaysWhenThereIsNothingMore() {
        timeline.playback().playingProperty().set(true);
        timeline.seek(DEMO.endTick());
        assertThat(timeline.stepToNext()).isFalse();
        assertThat(timeline.playback().tick()).isEqualTo(DEMO.endTick());
        assertThat(timeline.playback().playingProperty().get()).isFalse();
        assertThat(timeline.stepToPrevious(Kind.COMPLETION)).isTrue();
    }

    @Test
    void aStepOutOfTheViewTurnsThePage() {
        timeline.playback().show(0, DEMO.endTick() / 50);
        timeline.seek(DEMO.endTick() / 2);
        timeline.stepToNext(Kind.COMPLETION);
        assertThat(timeline.playback().tick()).isBetween(start(), end());
    }

    @Test
    void playingTurnsThePageAndScrubbingDoesNot() {
        timeline.playback().show(0, DEMO.endTick() / 10);
        timeline.playback().seek(DEMO.endTick() / 2);
        assertThat(start()).isZero();
        timeline.playback().playingProperty().set(true);
        timeline.playback().advance(0.01);
        assertThat(timeline.playback().tick()).isBetween(start(), end());
    }

    @Test
    void zoomingKeepsItsMomentInPlaceAndUndoesItself() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            long width = DEMO.endTick() / 4;
            timeline.playback().show(DEMO.endTick() / 3, DEMO.endTick() / 3 + width);
            long before = start();
            long about = before + (long) (random.nextDouble() * width);
            double place = (double) (about - start()) / (end() - start());
            timeline.zoom(about, 0.5);
            assertThat((double) (about - start()) / (end() - start())).isCloseTo(place, within(1e-6));
            timeline.zoom(about, 2);
            assertThat(start()).isCloseTo(before, within(4L));
            assertThat(end()).isCloseTo(before + width, within(4L));
        }
    }

    @Test
    void zoomingWithoutAPointerKeepsThePlayheadInPlace() {
        timeline.seek(DEMO.endTick() / 4);
        timeline.zoom(0.5);
        double share = (double) (DEMO.endTick() / 4 - start()) / (end() - start());
        assertThat(share).isCloseTo(0.25, within(1e-6));
        timeline.hoveredTickProperty().set(end());
        timeline.zoom(0.5);
        assertThat(timeline.hoveredTickProperty().get()).isEqualTo(end());
    }

    @Test
    void panningStopsAtTheEndsOfTheRun() {
        timeline.zoom(0, 0.1);
        long width = end() - start();
        timeline.pan(-5);
        assertThat(start()).isZero();
        timeline.pan(1000);
        assertThat(end()).isEqualTo(DEMO.endTick());
        assertThat(end() - start()).isEqualTo(width);
        timeline.showAll();
        assertThat(start()).isZero();
        assertThat(end()).isEqualTo(DEMO.endTick());
    }

    @Test
    void foldsFollowTheViewAndTheOldOneStandsUntilThen() {
        var first = Objects.requireNonNull(timeline.stripsProperty().get());
        assertThat(first.columns()).isEqualTo(200);
        assertThat(first.toTick()).isEqualTo(DEMO.endTick());
        for (int i = 0; i < 20; i++) {
            timeline.zoom(0, 0.9);
        }
        assertThat(timeline.stripsProperty().get()).isSameAs(first);
        runBackground();
        assertThat(Objects.requireNonNull(timeline.stripsProperty().get()).toTick())
                .isEqualTo(end());
    }

    @Test
    void aComparisonIsFoldedOnce() {
        var seen = new ArrayList<>();
        Deque<Runnable> foreground = new ArrayDeque<>();
        TimelineViewModel other = new TimelineViewModel(model, Runnable::run, foreground::add);
        other.activate();
        other.setColumns(100);
        model.show(DemoComparison.of(200, 2, "fcfs", "ssjf"));
        other.stripsProperty().subscribe(strips -> seen.add(strips));
        seen.clear();
        while (!foreground.isEmpty()) {
            foreground.pop().run();
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void outOfSightNothingIsFoldedUntilItIsSeenAgain() {
        var before = timeline.stripsProperty().get();
        timeline.activeProperty().set(false);
        Comparison next = DemoComparison.of(200, 2, "fcfs", "ssjf");
        model.show(next);
        runBackground();
        assertThat(timeline.stripsProperty().get()).isSameAs(before);
        timeline.activeProperty().set(true);
        runBackground();
        assertThat(Objects.requireNonNull(timeline.stripsProperty().get()).comparison())
                .isSameAs(next);
        assertThat(Objects.requireNonNull(timeline.overviewProperty().get()).comparison())
                .isSameAs(next);
    }

    @Test
    void afterDeactivationNothingIsFolded() {
        var before = timeline.stripsProperty().get();
        timeline.deactivate();
        timeline.zoom(0, 0.5);
        model.show(DemoComparison.of(20, 1, "fcfs"));
        assertThat(background).isEmpty();
        assertThat(timeline.stripsProperty().get()).isSameAs(before);
    }

    @Test
    void aNewComparisonHasItsOwnEvents() {
        timeline.stepToNext(Kind.ARRIVAL);
        Comparison next = DemoComparison.of(40, 1, "fcfs");
        model.show(next);
        runBackground();
        timeline.toStart();
        timeline.stepToNext(Kind.COMPLETION);
        assertThat(timeline.playback().tick()).isLessThan(next.endTick()).isPositive();
        assertThat(Objects.requireNonNull(timeline.overviewProperty().get()).comparison())
                .isSameAs(next);
    }

    @Test
    void withoutAComparisonAStepIsNothing() {
        TimelineViewModel empty = new TimelineViewModel(new ComparisonViewModel(), Runnable::run, Runnable::run);
        empty.activate();
        assertThat(empty.stepToNext()).isFalse();
        assertThat(empty.stepToPrevious()).isFalse();
    }

    @Test
    void speedsGoUpAndDownTheSteps() {
        timeline.playback().setSpeed(3);
        timeline.faster();
        assertThat(timeline.playback().speedProperty().get()).isEqualTo(5);
        timeline.slower();
        timeline.slower();
        assertThat(timeline.playback().speedProperty().get()).isEqualTo(1);
    }
}
