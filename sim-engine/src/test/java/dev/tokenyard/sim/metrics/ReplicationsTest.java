package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplicationsTest {
    private static final RunMetrics RUN = RunMetrics.of(HandMadeRuns.tenSeconds());

    /** 1..5: mean 3, s = √2.5, and t with four degrees of freedom has its 97.5 % point at 2.776445 (any table). */
    @Test
    void givesTheIntervalOfTheTextbook() {
        ConfidenceInterval interval = ConfidenceInterval.of(1, 2, 3, 4, 5);
        assertThat(interval.count()).isEqualTo(5);
        assertThat(interval.mean()).isEqualTo(3);
        assertThat(interval.halfWidth()).isCloseTo(2.776445 * Math.sqrt(2.5 / 5), within(1e-5));
        assertThat(interval.varies()).isTrue();
        assertThat(interval.contains(3 + 1.9)).isTrue();
        assertThat(interval.contains(3 + 2)).isFalse();
        assertThat(ConfidenceInterval.atLevel(0.99, 1, 2, 3, 4, 5).halfWidth())
                .isCloseTo(4.604095 * Math.sqrt(2.5 / 5), within(1e-5));
    }

    @Test
    void saysWhereThereIsNoInterval() {
        assertThat(ConfidenceInterval.of().count()).isZero();
        assertThat(ConfidenceInterval.of().mean()).isNaN();
        assertThat(ConfidenceInterval.of(Double.NaN, 4)).isEqualTo(new ConfidenceInterval(1, 4, Double.NaN, 0.95));
        assertThat(ConfidenceInterval.of(4).contains(4)).isFalse();
        ConfidenceInterval same = ConfidenceInterval.of(0.1, 0.1, 0.1);
        assertThat(same).isEqualTo(new ConfidenceInterval(3, 0.1, 0, 0.95));
        assertThat(same.varies()).isFalse();
        for (double level : new double[] {0, 1, -1, Double.NaN}) {
            assertThatThrownBy(() -> ConfidenceInterval.atLevel(level, 1, 2)).hasMessageContaining("" + level);
        }
    }

    @Test
    void saysWhereOnlySomeRunsHaveAValue() {
        Replications three = new Replications(List.of(RUN.withSeed(0), RUN.withSeed(1), RUN.withSeed(2)));
        for (int having = 0; having <= 3; having++) {
            int most = having;
            assertThat(three.haveSomeOnly(run -> run.seed() < most ? 5 : Double.NaN))
                    .as(having + " of 3")
                    .isEqualTo(having == 1 || having == 2);
        }
    }

    @Test
    void coversTheTruthAsOftenAsItSays() {
        Random random = new Random(5);
        int covered = 0;
        for (int k = 0; k < 4000; k++) {
            covered += ConfidenceInterval.of(
                                    random.nextGaussian(7, 3), random.nextGaussian(7, 3), random.nextGaussian(7, 3))
                            .contains(7)
                    ? 1
                    : 0;
        }
        // 0.95 and three standard deviations of a share of 4,000.
        assertThat(covered / 4000.0).isCloseTo(0.95, within(0.0104));
    }

    /** Two policies that differ by 1 beside a noise of 100 that both share: only the pairs tell them apart. */
    @Test
    void pairsCancelWhatChanceDoesToBoth() {
        Random random = new Random(6);
        double[] one = new double[10];
        double[] other = new double[10];
        for (int k = 0; k < one.length; k++) {
            double common = random.nextGaussian(0, 100);
            one[k] = common + 1 + random.nextGaussian(0, 0.5);
            other[k] = common + random.nextGaussian(0, 0.5);
        }
        PairedDifference difference = PairedDifference.of(one, other);
        assertThat(difference.excludesZero()).isTrue();
        assertThat(difference.difference().contains(1)).isTrue();
        assertThat(ConfidenceInterval.of(one).halfWidth())
                .isGreaterThan(20 * difference.difference().halfWidth());
        assertThat(PairedDifference.of(one, one).excludesZero()).isFalse();
    }

    @Test
    void judgesNoDifferenceThatWasNotSampled() {
        assertThat(PairedDifference.of(new double[] {3, 3}, new double[] {1, 1}).excludesZero())
                .as("the same in every pair: a fact, not an estimate")
                .isFalse();
        assertThat(PairedDifference.of(new double[] {3}, new double[] {1}).excludesZero())
                .isFalse();
        assertThat(PairedDifference.of(new double[] {3, Double.NaN, 4}, new double[] {1, 1, 1})
                        .difference()
                        .count())
                .as("pairs in which both have a value")
                .isEqualTo(2);
        assertThatThrownBy(() -> PairedDifference.of(new double[1], new double[2]))
                .hasMessageContaining("1 and 2");
    }

    @Test
    void knowsWhetherTheSeedMattered() {
        assertThat(new Replications(List.of(RUN, RUN.withSeed(8))).areAlike()).isTrue();
        RunMetrics another = RunMetrics.of(HandMadeRuns.random(3, 40));
        assertThat(new Replications(List.of(RUN, another.withSeed(8))).areAlike())
                .isFalse();
    }

    @Test
    void pairsOnlyRunsOfOneSeed() {
        Replications one = new Replications(List.of(RUN.withSeed(1), RUN.withSeed(2)));
        Replications other = new Replications(List.of(RUN.withSeed(1), RUN.withSeed(3)));
        assertThatThrownBy(() -> one.differenceFrom(other, RunMetrics::makespanSeconds))
                .hasMessageContaining("seed 2")
                .hasMessageContaining("seed 3");
        assertThat(one.differenceFrom(one, RunMetrics::makespanSeconds)
                        .difference()
                        .mean())
                .isZero();
        assertThatThrownBy(() -> new Replications(List.of())).hasMessageContaining("no replication");
    }

    @Test
    void roundingIsNoDifference() {
        double[] one = {0.1 + 0.2, 1.1 + 2.2, 5};
        double[] other = {0.3, 3.3, 5};
        PairedDifference difference = PairedDifference.of(one, other);
        assertThat(difference.difference().mean()).isZero();
        assertThat(difference.difference().varies()).isFalse();
        assertThat(difference.excludesZero()).isFalse();
    }
}
