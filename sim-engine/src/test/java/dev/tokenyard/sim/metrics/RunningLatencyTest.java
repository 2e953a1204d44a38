package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.log.RequestOutcomes;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.time.Ticks;
import org.junit.jupiter.api.Test;

class RunningLatencyTest {
    @Test
    void itGrowsByTheRequestsThatAreThere() {
        RunningLatency latency = RunningLatency.of(HandMadeRuns.tenSeconds());
        assertThat(latency.secondsAt(0)).isZero();
        assertThat(latency.secondsAt(5 * Ticks.PER_SECOND)).isEqualTo(4 + 4 + 3);
        assertThat(latency.finishedAt(6 * Ticks.PER_SECOND - 1)).isEqualTo(1);
        assertThat(latency.finishedAt(6 * Ticks.PER_SECOND)).isEqualTo(2);
        // The refused request has no latency, the unfinished one that until the end.
        assertThat(latency.secondsAt(10 * Ticks.PER_SECOND)).isEqualTo(4 + 5 + 8 + 5);
    }

    @Test
    void atEveryMomentItIsTheSumOverTheRequests() {
        RunLog log = HandMadeRuns.tenSeconds();
        RunningLatency latency = RunningLatency.of(log);
        for (long tick = 0; tick <= log.endTick(); tick += Ticks.PER_SECOND / 8) {
            double expected = 0;
            for (int r = 0; r < log.trace().size(); r++) {
                long arrived = log.trace().arrivalTick(r);
                long completed = log.outcomes().completedTick(r);
                boolean refused = log.outcomes().instance(r) < 0;
                long until = completed == RequestOutcomes.NEVER ? tick : Math.min(tick, completed);
                expected += refused || arrived > tick ? 0 : Ticks.toSeconds(until - arrived);
            }
            assertThat(latency.secondsAt(tick)).isEqualTo(expected);
        }
    }
}
