package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
    private static double[] sample(int size) {
        Random random = new Random(size);
        return random.doubles(size).map(x -> Math.floor(x * 50)).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 99, 100, 101, 1000})
    void percentileIsTheSmallestValueThatEnoughValuesDoNotExceed(int size) {
        double[] values = sample(size);
        Distribution distribution = Distribution.of(values);
        for (int percent = 1; percent <= 100; percent++) {
            int share = percent;
            double expected = Arrays.stream(values)
                    .filter(x ->
                            100L * Arrays.stream(values).filter(y -> y <= x).count() >= (long) share * size)
                    .min()
                    .orElseThrow();
            assertThat(distribution.percentile(percent)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 999, 1000, 1001, 5000})
    void cdfRisesFromTheSmallestValueToTheLargestAndLiesOnTheSample(int size) {
        Distribution distribution = Distribution.of(sample(size));
        Cdf cdf = distribution.cdf(1000);
        assertThat(cdf.size()).isEqualTo(Math.min(size, 1000));
        for (int i = 0; i < cdf.size(); i++) {
            int rank = (int) Math.round(cdf.share(i) * size);
            assertThat(cdf.value(i)).isEqualTo(distribution.value(rank));
            if (i > 0) {
                assertThat(cdf.share(i)).isGreaterThan(cdf.share(i - 1));
                assertThat(cdf.value(i)).isGreaterThanOrEqualTo(cdf.value(i - 1));
            }
        }
        if (size > 0) {
            assertThat(cdf.value(0)).isEqualTo(distribution.value(1));
            assertThat(cdf.share(cdf.size() - 1)).isEqualTo(1);
        }
    }

    @Test
    void missingValuesAreLeftOut() {
        assertThat(Quantiles.of(Distribution.of(Double.NaN, 4, Double.NaN, 2)))
                .isEqualTo(new Quantiles(2, 3, 2, 4, 4, 4));
        assertThat(Quantiles.of(Distribution.of(Double.NaN))).isEqualTo(Quantiles.EMPTY);
        assertThat(Distribution.of().percentile(50)).isNaN();
    }

    @Test
    void impossibleQuestionsAreRefusedWithTheNumber() {
        Distribution distribution = Distribution.of(1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distribution.percentile(101))
                .withMessageContaining("101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distribution.percentile(0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distribution.cdf(1))
                .withMessageContaining("1 points");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 1000, 1023, 1025})
    void tickOrderIsTheStableOrder(int size) {
        long[] ticks = new Random(size).longs(size, 0, 20).toArray();
        Integer[] expected = new Integer[size];
        Arrays.setAll(expected, i -> i);
        Arrays.sort(expected, (x, y) -> Long.compare(ticks[x], ticks[y]));
        assertThat(TickOrder.of(ticks))
                .containsExactly(Arrays.stream(expected).mapToInt(x -> x).toArray());
    }
}
