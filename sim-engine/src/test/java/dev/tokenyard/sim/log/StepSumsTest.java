package dev.tokenyard.sim.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StepSumsTest {
    @Test
    void closedFormsAgreeWithAddition() {
        Random random = new Random(3);
        for (int trial = 0; trial < 500; trial++) {
            long first = 1 + random.nextInt(1000);
            long growth = random.nextInt(3) * (long) random.nextInt(200);
            int limit = 1 + random.nextInt(60);
            long sum = 0;
            for (int count = 0; count < limit; count++) {
                assertThat(StepSums.ticks(first, growth, count)).isEqualTo(sum);
                long step = first + count * growth;
                for (long ticks : new long[] {sum, sum + 1, sum + step - 1}) {
                    assertThat(StepSums.stepsWithin(first, growth, limit, ticks))
                            .isEqualTo(count);
                }
                sum += step;
            }
            assertThat(StepSums.stepsWithin(first, growth, limit, sum + 1)).isEqualTo(limit);
        }
    }

    /** Where a double has not enough digits for the square root to be exact. */
    @Test
    void findsTheExactStepAmongMillions() {
        long first = 7_000_000_001L;
        long growth = 281_601;
        int limit = 5_000_000;
        for (int count = limit - 3; count <= limit; count++) {
            long ticks = StepSums.ticks(first, growth, count);
            assertThat(StepSums.stepsWithin(first, growth, limit, ticks)).isEqualTo(count);
            assertThat(StepSums.stepsWithin(first, growth, limit, ticks - 1)).isEqualTo(count - 1);
        }
    }

    @Test
    void refusesSumsBeyondALong() {
        assertThatThrownBy(() -> StepSums.ticks(Long.MAX_VALUE / 2, 0, 3)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> StepSums.ticks(1, 281_601, 10_000_000)).isInstanceOf(ArithmeticException.class);
    }
}
