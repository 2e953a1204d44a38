package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.ComparisonMetrics;
import dev.tokenyard.app.session.ComparisonService;
import dev.tokenyard.app.session.EventMoments.Kind;
import dev.tokenyard.app.session.ScenarioRunner;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.app.session.TimeRange;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A marked range of time, and what keeps to it. */
class TimeRangeTest {
    private static final Comparison DEMO = DemoComparison.of(150, 2, "fcfs", "ssjf");
    private static final long END = DEMO.endTick();

    private final ComparisonViewModel model = new ComparisonViewModel();
    private final PlaybackViewModel playback = model.playback();
    private final TimelineViewModel timeline = new TimelineViewModel(model, Runnable::run, Runnable::run);

    @BeforeEach
    void showDemo() {
        timeline.activate();
        model.show(DEMO);
    }

    @Test
    void isMarkedInAnyOrderAndCutToTheRun() {
        playback.markRange(END / 2, END / 4);
        assertThat(playback.range()).isEqualTo(new TimeRange(END / 4, END / 2));
        playback.markRange(END / 2, 3 * END);
        assertThat(playback.range()).isEqualTo(new TimeRange(END / 2, END));
        playback.markRange(END, END);
        assertThat(Objects.requireNonNull(playback.range()).ticks()).isEqualTo(Ticks.PER_MILLISECOND);
        playback.clearRange();
        assertThat(playback.range()).isNull();
    }

    @Test
    void beginsAndEndsAtThePlayhead() {
        playback.seek(END / 3);
        playback.markIn();
        assertThat(playback.range()).isEqualTo(new TimeRange(END / 3, END));
        playback.seek(END / 2);
        playback.markOut();
        assertThat(playback.range()).isEqualTo(new TimeRange(END / 3, END / 2));
        playback.seek(END / 4);
        playback.markOut();
        assertThat(playback.range()).isEqualTo(new TimeRange(0, END / 4));
    }

    @Test
    void outlivesOtherRunsOfTheTraceAndIsCutToThem() {
        playback.markRange(END / 4, END / 2);
        playback.setEndTick(END / 3);
        assertThat(playback.range()).isEqualTo(new TimeRange(END / 4, END / 3));
        playback.setEndTick(END / 5);
        assertThat(playback.range()).isNull();
        model.show(DemoComparison.of(150, 2, "fcfs"));
        assertThat(playback.range()).isEqualTo(new TimeRange(END / 4, END / 2));
    }

    @Test
    void belongsToItsTrace() {
        playback.markRange(END / 4, END / 2);
        model.selection().requestProperty().set(9);
        playback.seek(END / 3);
        model.show(new Comparison(DEMO.scenario().withSeed(8), DEMO.trace(), DEMO.lanes(), 1));
        assertThat(playback.range()).isNotNull();
        assertThat(model.selection().requestProperty().get()).isEqualTo(9);
        assertThat(playback.tick()).isEqualTo(END / 3);
        model.show(new Comparison(
                DEMO.scenario().withTrace(TraceSource.sample("another")), DEMO.trace(), DEMO.lanes(), 1));
        assertThat(playback.range()).isNull();
        assertThat(model.selection().requestProperty().get()).isEqualTo(SelectionViewModel.NONE);
        assertThat(playback.tick()).as("nor does the moment belong to another").isZero();
    }

    @Test
    void playingKeepsToIt() {
        playback.markRange(END / 4, END / 2);
        playback.setSpeed(1);
        playback.togglePlaying();
        assertThat(playback.tick()).isEqualTo(END / 4);
        playback.advance(Ticks.toSeconds(END));
        assertThat(playback.tick()).isEqualTo(END / 2);
        assertThat(playback.playingProperty().get()).isFalse();
        playback.togglePlaying();
        assertThat(playback.tick()).isEqualTo(END / 4);
        playback.loopingProperty().set(true);
        playback.advance(Ticks.toSeconds(END));
        assertThat(playback.tick()).isEqualTo(END / 4);
        playback.seek(END);
        playback.advance(0.01);
        assertThat(playback.tick()).isEqualTo(END / 4);
    }

    @Test
    void stepsKeepToIt() {
        long from = DEMO.trace().arrivalTick(40);
        long to = DEMO.trace().arrivalTick(42);
        playback.markRange(from, to);
        playback.seek(0);
        long[] arrivals = {from, DEMO.trace().arrivalTick(41), to};
        for (long arrival : arrivals) {
            assertThat(timeline.stepToNext(Kind.ARRIVAL)).isTrue();
            assertThat(playback.tick()).isEqualTo(arrival);
        }
        assertThat(timeline.stepToNext(Kind.ARRIVAL)).isFalse();
        playback.seek(END);
        assertThat(timeline.stepToPrevious(Kind.ARRIVAL)).isTrue();
        assertThat(playback.tick()).isEqualTo(to);
        playback.seek(from);
        assertThat(timeline.stepToPrevious(Kind.ARRIVAL)).isFalse();
    }

    @Test
    void startAndEndAreThoseOfTheRangeAndThenOfTheRun() {
        playback.markRange(END / 4, END / 2);
        timeline.toEnd();
        assertThat(playback.tick()).isEqualTo(END / 2);
        timeline.toEnd();
        assertThat(playback.tick()).isEqualTo(END);
        timeline.toStart();
        assertThat(playback.tick()).isEqualTo(END / 4);
        timeline.toStart();
        assertThat(playback.tick()).isZero();
    }

    @Test
    void aRangeToTheEndHoldsWhatHappensThere() {
        assertThat(TimeRange.window(new TimeRange(0, END), DEMO)).isEqualTo(Window.WHOLE);
        assertThat(TimeRange.window(null, DEMO)).isEqualTo(Window.WHOLE);
        assertThat(TimeRange.window(new TimeRange(5, 9), DEMO)).isEqualTo(new Window(5, 9));
    }

    @Test
    void figuresOfTheComparePageAreThoseOfTheRange() {
        CompareViewModel compare =
                new CompareViewModel(model, ScenarioRunner.of(new ComparisonService()), Runnable::run, Runnable::run);
        compare.activeProperty().set(true);
        playback.markRange(DEMO.trace().arrivalTick(40), DEMO.trace().arrivalTick(90));
        ComparisonMetrics metrics =
                Objects.requireNonNull(compare.metricsProperty().get());
        assertThat(metrics.runs()).allMatch(run -> run.requests() == 50);
        assertThat(metrics.rangeWords())
                .startsWith("Requests that arrived from ")
                .endsWith(": 50 of 150");
        assertThat(Objects.requireNonNull(compare.tableProperty().get()).toCsv())
                .contains(",warnings,range\r\n", metrics.rangeWords());
        assertThat(Objects.requireNonNull(compare.tableProperty().get()).toMarkdown(-1))
                .contains(metrics.rangeWords());
        compare.showWholeRun();
        assertThat(Objects.requireNonNull(compare.metricsProperty().get()).rangeWords())
                .isEmpty();
    }

    @Test
    void theInspectorsFiguresAreThoseOfTheRange() {
        InspectorViewModel inspector = new InspectorViewModel(model, Runnable::run, Runnable::run);
        inspector.activate();
        long from = DEMO.trace().arrivalTick(40);
        playback.markRange(from, DEMO.trace().arrivalTick(90));
        LaneDetail detail =
                (LaneDetail) Objects.requireNonNull(inspector.contentProperty().get());
        assertThat(detail.metrics().requests()).isEqualTo(50);
        assertThat(detail.worst()).allMatch(late -> late.request() >= 40 && late.request() < 90);
        playback.clearRange();
        assertThat(((LaneDetail) Objects.requireNonNull(
                                inspector.contentProperty().get()))
                        .metrics()
                        .requests())
                .isEqualTo(150);
    }
}
