package dev.tokenyard.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.log.StepSums;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepsUnderWayTest {
    @Test
    void aCutEndsAtTheFirstStepThatReachesTheMoment() {
        Random random = new Random(3);
        for (int trial = 0; trial < 500; trial++) {
            long first = 1 + random.nextInt(1000);
            long growth = random.nextInt(3) * (long) random.nextInt(200);
            int limit = 1 + random.nextInt(60);
            long start = random.nextInt(1000);
            long end = 0;
            for (int count = 1; count <= limit; count++) {
                long begin = end;
                end += first + (count - 1) * growth;
                for (long moment : new long[] {begin + 1, (begin + end + 1) / 2, end}) {
                    assertCut(start, first, growth, limit, moment, count, end);
                }
            }
            assertCut(start, first, growth, limit, end + 1, limit, end);
            assertCut(start, first, growth, limit, 0, 1, first);
        }
    }

    /** Where a double has not enough digits for the estimate to be exact. */
    @Test
    void findsTheExactStepAmongMillions() {
        long first = 7_000_000_001L;
        long growth = 281_601;
        int limit = 5_000_000;
        for (int count : new int[] {1, 2, 100, 999, 70_000, limit - 2, limit - 1, limit}) {
            long end = StepSums.ticks(first, growth, count);
            assertCut(5, first, growth, limit, end, count, end);
            assertCut(5, first, growth, limit, end - 1, count, end);
        }
    }

    private static void assertCut(
            long start, long first, long growth, int limit, long moment, int expectedCount, long expectedEnd) {
        StepsUnderWay steps = new StepsUnderWay();
        steps.start(start, limit, first, growth, false);

        assertThat(steps.cut(start + moment)).isEqualTo(start + expectedEnd);
        assertThat(steps.count()).isEqualTo(expectedCount);
        assertThat(steps.endedBy(start + expectedEnd)).isEqualTo(expectedCount);
        assertThat(steps.endedBy(start + expectedEnd - 1)).isEqualTo(expectedCount - 1);
    }

    @Test
    void refusesStepsBeyondTheClock() {
        assertThatThrownBy(() -> new StepsUnderWay().start(Long.MAX_VALUE - 10, 2, 6, 0, false))
                .isInstanceOf(ArithmeticException.class);
    }
}
