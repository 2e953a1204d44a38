package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.sim.log.RunCursor;
import dev.tokenyard.sim.metrics.Violations;
import dev.tokenyard.sim.policy.BlockReason;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripFolderTest {
    private static final Comparison DEMO = DemoComparison.of(200, 2, "fcfs", "mc-sf");

    @Test
    void stripsAgreeWithTheCursorWhereAColumnIsOneState() {
        long from = DEMO.endTick() / 3;
        Strips strips = new StripFolder(DEMO).strips(from, from + 2_000_000, 200);
        RunCursor cursor = DEMO.lanes().get(0).log().cursor();
        cursor.seek(from);
        assertThat(strips.at(strips.lanes().get(0).levels().queueLength(), from))
                .isEqualTo(cursor.waitingCount());
    }

    @Test
    void reasonsOfAColumnFillItsTime() {
        Strips strips = new StripFolder(DEMO).strips(0, DEMO.endTick(), 97);
        for (LaneStrips lane : strips.lanes()) {
            for (int c = 0; c < 97; c++) {
                int column = c;
                double sum = Arrays.stream(BlockReason.values())
                        .mapToDouble(reason -> lane.levels().blocked().share(reason, column))
                        .sum();
                assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
            }
        }
    }

    @Test
    void theOverviewHoldsEveryViolationOnce() {
        Overview overview = new StripFolder(DEMO).overview(300);
        for (int i = 0; i < DEMO.lanes().size(); i++) {
            assertThat(Arrays.stream(overview.violations().get(i)).sum())
                    .isEqualTo(Violations.of(DEMO.lanes().get(i).log()).size());
        }
    }

    @Test
    void theWindowOfAttainmentGrowsWithTheRun() {
        assertThat(StripFolder.windowTicks(Ticks.PER_SECOND)).isEqualTo(Ticks.PER_SECOND);
        assertThat(StripFolder.windowTicks(600 * Ticks.PER_SECOND)).isEqualTo(30 * Ticks.PER_SECOND);
        assertThat(StripFolder.windowTicks(1_000_000 * Ticks.PER_SECOND)).isEqualTo(3600 * Ticks.PER_SECOND);
    }

    @Test
    void momentsOutsideTheRangeFallIntoItsOuterColumns() {
        Strips strips = new StripFolder(DEMO).strips(100, 200, 10);
        assertThat(List.of(strips.columnAt(0), strips.columnAt(100), strips.columnAt(155), strips.columnAt(900)))
                .containsExactly(0, 0, 5, 9);
    }
}
