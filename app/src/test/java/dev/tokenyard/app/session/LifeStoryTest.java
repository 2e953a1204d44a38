package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.app.session.LifeStory.Admission;
import dev.tokenyard.app.session.LifeStory.Blocked;
import dev.tokenyard.app.session.LifeStory.Preemption;
import dev.tokenyard.app.session.RequestLife.Span;
import dev.tokenyard.app.session.RequestLife.Stage;
import dev.tokenyard.sim.log.Refusal;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeStoryTest {
    private static final long SECOND = Ticks.PER_SECOND;

    /** Request 1 stands behind 0, is overtaken by 2, is next in line, and gets in when 0 finishes. */
    private static HandMadeRun overtaken() {
        return new HandMadeRun(new int[] {1, 0, 1, 0}, 0, 1, 2, 2)
                .arrived(0, 0, 1)
                .blocked(0, 0, 0, BlockReason.BATCH_CAP, 9, 8)
                .arrived(1, 0, 2)
                .arrived(2, 0, 3)
                .arrived(3, 1, 1)
                .admitted(2, 3)
                .admitted(3, 0)
                .admitted(3, 2)
                .blocked(3, 0, 1, BlockReason.KV_FULL, 7, 4)
                .token(4, 0)
                .token(4, 2)
                .blocked(5, 0, 1, BlockReason.TOKEN_BUDGET, 1, 0)
                .blocked(6, 0, 1, BlockReason.KV_FULL, 7, 6)
                .completed(8, 0)
                .admitted(8, 1)
                .blocked(8, 0, -1, BlockReason.NONE, 0, 0)
                .token(9, 1)
                .completed(11, 1);
    }

    @Test
    void tellsWhoWentFirst() {
        LifeStory story = LifeStory.of(overtaken().log(), 1);
        assertThat(story.othersWaiting()).isEqualTo(1);
        assertThat(story.servedBefore().earlier()).isEqualTo(1);
        assertThat(story.servedBefore().later()).isEqualTo(1);
        assertThat(story.servedBefore().byClass())
                .as("not that of the other instance")
                .containsExactly(0, 2);
    }

    @Test
    void addsUpWhatBlockedItAndItsQueue() {
        LifeStory story = LifeStory.of(overtaken().log(), 1);
        assertThat(story.behindHead()).containsExactly(new Blocked(BlockReason.BATCH_CAP, 2 * SECOND, 9, 8));
        assertThat(story.asHead())
                .containsExactly(
                        new Blocked(BlockReason.KV_FULL, 4 * SECOND, 7, 4),
                        new Blocked(BlockReason.TOKEN_BUDGET, SECOND, 1, 0));
    }

    @Test
    void namesWhatLetItIn() {
        assertThat(LifeStory.of(overtaken().log(), 1).admission())
                .isEqualTo(new Admission(8 * SECOND, 7 * SECOND, 0, 0));
        assertThat(LifeStory.of(overtaken().log(), 3).admission()).isEqualTo(new Admission(2 * SECOND, 0, -1, 0));
    }

    @Test
    void countsEachServedRequestOnceThoughItWasAdmittedTwice() {
        RunLog log = new HandMadeRun(new int[] {0, 0}, 0, 1)
                .arrived(0, 0, 1)
                .arrived(1, 0, 2)
                .admitted(2, 0)
                .preempted(3, 0, 40)
                .admitted(4, 0)
                .admitted(5, 1)
                .log();
        assertThat(LifeStory.of(log, 1).servedBefore().total()).isEqualTo(1);
    }

    @Test
    void keepsTheBooksOfPreemptions() {
        RunLog log = new HandMadeRun(new int[] {0}, 0)
                .arrived(0, 0, 1)
                .admitted(1, 0)
                .token(2, 0)
                .preempted(3, 0, 101)
                .admitted(7, 0)
                .preempted(8, 0, 50)
                .admitted(10, 0)
                .token(11, 0)
                .completed(12, 0)
                .log();
        assertThat(LifeStory.of(log, 0).preemption()).isEqualTo(new Preemption(2, 151, 6 * SECOND));
        assertThat(RequestLife.of(log, 0).spans())
                .containsExactly(
                        new Span(Stage.WAITING, 0, SECOND),
                        new Span(Stage.PREFILL, SECOND, 2 * SECOND),
                        new Span(Stage.DECODE, 2 * SECOND, 3 * SECOND),
                        new Span(Stage.PREEMPTED, 3 * SECOND, 7 * SECOND),
                        new Span(Stage.PREFILL, 7 * SECOND, 8 * SECOND),
                        new Span(Stage.PREEMPTED, 8 * SECOND, 10 * SECOND),
                        new Span(Stage.PREFILL, 10 * SECOND, 11 * SECOND),
                        new Span(Stage.DECODE, 11 * SECOND, 12 * SECOND));
    }

    @Test
    void aRefusedRequestHasTheArithmeticAndNoLife() {
        RunLog log = new HandMadeRun(new int[] {0}, 1).refused(0, 130, 100).log();
        assertThat(LifeStory.of(log, 0).refusal()).isEqualTo(Refusal.tooLarge(130, 100, 0));
        assertThat(LifeStory.of(log, 0).admission()).isNull();
        assertThat(RequestLife.of(log, 0).refused()).isTrue();
        assertThat(RequestLife.of(log, 0).spans()).isEmpty();
    }

    @Test
    void aRequestThatNeverGotInWaitsToTheEnd() {
        RunLog log = new HandMadeRun(new int[] {0, 0}, 0, 1)
                .arrived(0, 0, 1)
                .admitted(0, 0)
                .arrived(1, 0, 1)
                .blocked(1, 0, 1, BlockReason.HELD, 0, 0)
                .completed(9, 0)
                .log();
        LifeStory story = LifeStory.of(log, 1);
        assertThat(story.admission()).isNull();
        assertThat(story.asHead()).containsExactly(new Blocked(BlockReason.HELD, 8 * SECOND, 0, 0));
        assertThat(RequestLife.of(log, 1).spans()).containsExactly(new Span(Stage.WAITING, SECOND, 9 * SECOND));
    }

    @Test
    void livesOfARealRunHaveNoGapsAndBlocksNoMoreThanTheWait() {
        Comparison comparison = DemoComparison.of(150, 2, "fcfs", "mc-sf");
        for (Lane lane : comparison.lanes()) {
            for (int r = 0; r < 150; r++) {
                List<Span> spans = RequestLife.of(lane.log(), r).spans();
                assertThat(spans.get(0).fromTick()).isEqualTo(comparison.trace().arrivalTick(r));
                for (int k = 1; k < spans.size(); k++) {
                    assertThat(spans.get(k).fromTick())
                            .isEqualTo(spans.get(k - 1).toTick());
                }
                assertThat(spans.get(spans.size() - 1).toTick())
                        .isEqualTo(lane.log().outcomes().completedTick(r));
                LifeStory story = LifeStory.of(lane.log(), r);
                long blocked = story.asHead().stream().mapToLong(Blocked::ticks).sum()
                        + story.behindHead().stream().mapToLong(Blocked::ticks).sum();
                long waited = lane.log().outcomes().firstScheduledTick(r)
                        - comparison.trace().arrivalTick(r);
                assertThat(blocked).isBetween(0L, waited);
            }
        }
    }
}
