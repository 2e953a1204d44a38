package dev.tokenyard.policies.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.engine.RunOptions;
import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.metrics.RunMetrics;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of parts of a run against the totals that the engine counted, for each policy in each batching mode. */
class WindowLawsTest {
    private static final int SCENARIOS = 40;
    private static final int PARTS = 5;

    static List<PolicyInMode> pairs() {
        return PolicyInMode.all();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theWindowOfTheWholeRunEqualsTheRun(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            RunMetrics whole = RunMetrics.of(log);
            RunMetrics counted = RunMetrics.of(log, new Window(0, log.endTick() + 1));
            assertThat(counted.effort()).as("scenario %d", s).isEqualTo(whole.effort());
            assertThat(counted.batch()).as("scenario %d", s).isEqualTo(whole.batch());
            assertThat(counted.refusals()).isEqualTo(whole.refusals());
            assertThat(counted.latencies()).isEqualTo(whole.latencies());
            assertThat(counted.slo()).isEqualTo(whole.slo());
            assertThat(counted.kv()).isEqualTo(whole.kv());
            assertThat(counted.throughput()).isEqualTo(whole.throughput());
            assertThat(counted.makespanSeconds()).isEqualTo((Double) whole.makespanSeconds());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void partsAddUp(PolicyInMode pair) {
        for (int s = 0; s < SCENARIOS; s++) {
            RunLog log = pair.run(pair.scenario(s), RunOptions.RECORDED);
            RunMetrics whole = RunMetrics.of(log);
            long[] sums = new long[8];
            for (int k = 0; k < PARTS; k++) {
                long from = log.endTick() / PARTS * k;
                long to = k == PARTS - 1 ? Ticks.NEVER : log.endTick() / PARTS * (k + 1);
                RunMetrics part = RunMetrics.of(log, new Window(from, to));
                sums[0] += part.requests();
                sums[1] += part.completed();
                sums[2] += part.refused();
                sums[3] += part.effort().steps();
                sums[4] += part.effort().preemptions();
                sums[5] += part.effort().recomputedTokens();
                sums[6] += part.effort().swappedTokens();
                sums[7] += part.slo().byClass().stream()
                        .mapToLong(one -> one.requests() - one.met())
                        .sum();
            }
            assertThat(sums)
                    .containsExactly(
                            whole.requests(),
                            whole.completed(),
                            whole.refused(),
                            whole.effort().steps(),
                            whole.effort().preemptions(),
                            whole.effort().recomputedTokens(),
                            whole.effort().swappedTokens(),
                            whole.slo().byClass().stream()
                                    .mapToLong(one -> one.requests() - one.met())
                                    .sum());
        }
    }
}
