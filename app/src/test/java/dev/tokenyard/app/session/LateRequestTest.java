package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import org.junit.jupiter.api.Test;

class LateRequestTest {
    private static final RunLog LOG = new HandMadeRun(new int[] {0, 0, 1, 0}, 0, 0, 0, 0)
            .arrived(0, 0, 1)
            .arrived(1, 0, 2)
            .arrived(2, 0, 3)
            .arrived(3, 0, 4)
            .token(1, 0)
            .token(7, 1)
            .token(12, 2)
            .completed(12, 2)
            .log();

    @Test
    void theLatestComeFirstThoseWithoutATokenLastAndPunctualOnesNotAtAll() {
        assertThat(LateRequest.worst(LOG, 9))
                .containsExactly(
                        new LateRequest(1, 5 * Ticks.PER_SECOND, true),
                        new LateRequest(3, 10 * Ticks.PER_SECOND, false));
    }

    @Test
    void aLimitKeepsTheLatest() {
        assertThat(LateRequest.worst(LOG, 1)).containsExactly(new LateRequest(1, 5 * Ticks.PER_SECOND, true));
    }
}
