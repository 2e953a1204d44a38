package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.SeriesKind;
import dev.tokenyard.sim.metrics.Window;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Comparison DEMO = DemoComparison.of(80, 2, "fcfs");
    private static final int COLUMNS = 50;

    private final Lane lane =
            new Lane(DEMO.lanes().get(0).card(), DEMO.lanes().get(0).log());
    private final long end = lane.log().endTick();

    @Test
    void whatWasWorkedOutIsNotWorkedOutAgain() {
        assertThat(lane.metrics(Window.WHOLE)).isSameAs(lane.metrics(Window.WHOLE));
        assertThat(lane.strips(1_000_000, 0, end, COLUMNS)).isSameAs(lane.strips(1_000_000, 0, end, COLUMNS));
        assertThat(lane.series(SeriesKind.KV_SHARE, 0, end, COLUMNS))
                .isSameAs(lane.series(SeriesKind.KV_SHARE, 0, end, COLUMNS));
    }

    @Test
    void eachQuestionHasItsOwnAnswer() {
        Window early = new Window(0, end / 2);
        assertThat(lane.metrics(Window.WHOLE).requests()).isEqualTo(80);
        assertThat(lane.metrics(early)).isEqualTo(RunMetrics.of(lane.log(), early));
        assertThat(lane.metrics(early).requests()).isLessThan(80);
        assertThat(lane.series(SeriesKind.QUEUE_LENGTH, 0, end, COLUMNS))
                .isNotSameAs(lane.series(SeriesKind.BATCH_SIZE, 0, end, COLUMNS))
                .isNotSameAs(lane.series(SeriesKind.QUEUE_LENGTH, 0, end / 2, COLUMNS))
                .isNotSameAs(lane.series(SeriesKind.QUEUE_LENGTH, 0, end, COLUMNS + 1));
    }

    /** Zooming through a long run asks for thousands of ranges. */
    @Test
    void onlyTheLastFewAnswersAreKept() {
        LaneStrips first = lane.strips(1_000_000, 0, end, COLUMNS);
        for (int columns = 1; columns < 40; columns++) {
            lane.strips(1_000_000, 0, end, columns);
        }
        assertThat(lane.strips(1_000_000, 0, end, COLUMNS)).isNotSameAs(first);
        assertThat(lane.strips(1_000_000, 0, end, 39)).isSameAs(lane.strips(1_000_000, 0, end, 39));
    }
}
