package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.log.RunLog;
import dev.tokenyard.sim.log.RunTotals;
import dev.tokenyard.sim.time.Ticks;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunMetricsTest {
    private final RunLog log = HandMadeRuns.tenSeconds();
    private final RunMetrics metrics = RunMetrics.of(log);

    @Test
    void countsAndRatesAreThoseWorkedOutByHand() {
        assertThat(metrics.requests()).isEqualTo(5);
        assertThat(metrics.completed()).isEqualTo(3);
        assertThat(metrics.unfinished()).isEqualTo(1);
        assertThat(metrics.refused()).isEqualTo(1);
        assertThat(metrics.makespanSeconds()).isEqualTo(10);
        assertThat(metrics.throughput()).isEqualTo(new RunMetrics.Throughput(0.3, 0.7));
        assertThat(metrics.batch()).isEqualTo(new RunMetrics.Batch(9.0 / 7, 2));
        assertThat(metrics.effort())
                .isEqualTo(
                        new RunMetrics.Effort(7, 1, 6, 0, 0, Double.NaN, RunTotals.Moves.NONE, RunTotals.Loads.NONE));
        assertThat(metrics.gapToBound()).isNaN();
    }

    @Test
    void latenciesAreThoseWorkedOutByHand() {
        assertThat(metrics.latencies().ttft()).isEqualTo(new Quantiles(4, 3.75, 4, 5, 5, 5));
        assertThat(metrics.latencies().tpot()).isEqualTo(new Quantiles(2, 1.5, 1, 2, 2, 2));
        assertThat(metrics.latencies().e2e()).isEqualTo(new Quantiles(3, 17.0 / 3, 5, 8, 8, 8));
        assertThat(metrics.latencies().queue()).isEqualTo(new Quantiles(4, 1.75, 2, 3, 3, 3));
    }

    @Test
    void attainmentCountsRefusedAndUnfinishedRequestsAsMissed() {
        assertThat(metrics.slo().attainment()).isEqualTo(0.2);
        assertThat(metrics.slo().goodputPerSecond()).isEqualTo(0.1);
        assertThat(metrics.slo().byClass())
                .containsExactly(new ClassMetrics("Chat", 3, 1, 0.1), new ClassMetrics("Batch", 2, 0, 0));
        assertThat(metrics.slo().byClass().get(0).attainment()).isEqualTo(1.0 / 3);
    }

    @Test
    void fairnessIsBetweenClassesWhereTheTraceNamesNoClients() {
        // Of Chat one of three, of Batch none of two.
        assertThat(metrics.slo().fairness()).isEqualTo(0.5);
        assertThat(RunMetrics.of(HandMadeRuns.empty()).slo().fairness()).isNaN();
        assertThat(RunMetrics.of(HandMadeRuns.served(new double[] {0}, new double[] {0}, new double[] {0.5}))
                        .slo()
                        .fairness())
                .as("one class, one party")
                .isNaN();
    }

    /** A meets one of two, B both, C none; who is of no client is left out, though he meets his. */
    @Test
    void fairnessIsBetweenClientsWhereThereAreSeveral() {
        double[] arrival = {0, 0, 0, 0, 0, 10};
        double[] end = {0.5, 5, 0.5, 1, 3, 10.5};
        RunLog byClient = HandMadeRuns.served(arrival, arrival, end, new String[] {"A", "A", "B", "B", "C", null});
        assertThat(RunMetrics.of(byClient).slo().fairness())
                .isCloseTo(JainIndex.of(0.5, 1, 0), within(1e-12))
                .isCloseTo(1.5 * 1.5 / (3 * 1.25), within(1e-12));
        RunLog one = HandMadeRuns.served(arrival, arrival, end, new String[] {"A", "A", "A", "A", "A", "A"});
        assertThat(RunMetrics.of(one).slo().fairness()).isNaN();
    }

    @Test
    void memoryUseIsTheAreaUnderTheSegments() {
        // Block-seconds: 2*2 + 2*(2+4)/2 + 2*3 + 1 + 2*1 + 3 = 22, of 10 blocks for 10 s.
        assertThat(metrics.kv().meanShare()).isCloseTo(0.22, within(1e-12));
        assertThat(metrics.kv().peakShare()).isEqualTo(0.4);
    }

    @Test
    void aRunWithoutHistoryHasAllFiguresButMemory() {
        RunMetrics bare = RunMetrics.of(HandMadeRuns.tenSecondsWithoutHistory());
        assertThat(bare.latencies()).isEqualTo(metrics.latencies());
        assertThat(bare.slo()).isEqualTo(metrics.slo());
        assertThat(bare.kv().meanShare()).isNaN();
        assertThat(bare.kv().peakShare()).isNaN();
    }

    @Test
    void anEmptyRunHasUndefinedFiguresButDoesNotFail() {
        RunMetrics none = RunMetrics.of(HandMadeRuns.empty());
        assertThat(none.latencies().ttft()).isEqualTo(Quantiles.EMPTY);
        assertThat(none.makespanSeconds()).isNaN();
        assertThat(none.slo().attainment()).isNaN();
        assertThat(none.batch().mean()).isNaN();
    }

    @Test
    void violationsAreSortedByTheMomentAtWhichTheyBecameFacts() {
        Violations violations = Violations.of(log);
        assertThat(violations.size()).isEqualTo(4);
        // Request 1 at its deadline, 3 at its refusal, 2 at its slow completion, 4 at the end of the run.
        assertThat(new int[] {violations.request(0), violations.request(1), violations.request(2), violations.request(3)
                })
                .containsExactly(1, 3, 2, 4);
        assertThat(violations.tick(0)).isEqualTo(3 * Ticks.PER_SECOND);
        assertThat(violations.countUntil(3 * Ticks.PER_SECOND - 1)).isZero();
        assertThat(violations.countUntil(3 * Ticks.PER_SECOND)).isEqualTo(2);
        assertThat(violations.countUntil(10 * Ticks.PER_SECOND)).isEqualTo(4);
    }

    @Test
    void deadlinesAreArrivalPlusTargetAndInfiniteWithoutOne() {
        SloCheck check = new SloCheck(log);
        assertThat(check.deadlineTick(1)).isEqualTo(3 * Ticks.PER_SECOND);
        assertThat(check.deadlineTick(2)).isEqualTo(Ticks.NEVER);
    }

    @Test
    void attainmentAtAMomentLooksBackOverItsWindow() {
        Attainment attainment = Attainment.of(log);
        long second = Ticks.PER_SECOND;
        assertThat(attainment.at(2 * second, Ticks.NEVER)).isNaN();
        assertThat(attainment.at(3 * second, Ticks.NEVER)).isZero();
        assertThat(attainment.at(4 * second, Ticks.NEVER)).isEqualTo(1.0 / 3);
        assertThat(attainment.at(4 * second, second)).isEqualTo(1);
        assertThat(attainment.at(5 * second, second)).isNaN();
        assertThat(attainment.at(10 * second, Ticks.NEVER))
                .isEqualTo(metrics.slo().attainment());
    }

    @Test
    void littlesLawHoldsOnTheRunWorkedOutByHand() {
        LittlesLaw law = LittlesLaw.of(log);
        assertThat(law.integralTicks()).isEqualTo(BigInteger.valueOf(22 * Ticks.PER_SECOND));
        assertThat(law.sojournTicks()).isEqualTo(law.integralTicks());
        assertThat(law.holds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRequestIsEitherMetOrAViolationAndLittlesLawHolds(long seed) {
        RunLog random = HandMadeRuns.random(seed, 500);
        Attainment attainment = Attainment.of(random);
        assertThat(attainment.metUntil(Ticks.NEVER)).isBetween(1, 499);
        assertThat(attainment.metUntil(Ticks.NEVER) + attainment.violations().size())
                .isEqualTo(500);
        for (int k = 1; k < attainment.violations().size(); k++) {
            assertThat(attainment.violations().tick(k))
                    .isGreaterThanOrEqualTo(attainment.violations().tick(k - 1));
        }
        assertThat(LittlesLaw.of(random).holds()).isTrue();
    }
}
