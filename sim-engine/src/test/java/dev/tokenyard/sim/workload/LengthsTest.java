package dev.tokenyard.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.workload.Lengths.Histogram;
import dev.tokenyard.sim.workload.Lengths.Mixture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LengthsTest {
    private static final int DRAWS = 40_000;

    static List<Lengths> all() {
        Lengths.LogNormal body = new Lengths.LogNormal(200, 1, 2, 4_000);
        Histogram counted = new Histogram(
                List.of(new Histogram.Bin(3, 1), new Histogram.Bin(5, 2.5), new Histogram.Bin(1_000_000, 0.5)));
        return List.of(
                body,
                new Lengths.LogNormal(200, 1, 50, 300, Lengths.Cut.REDRAW),
                new Lengths.LogNormal(200, 0, 2, 4_000),
                new Lengths.Fixed(6_144),
                counted,
                new Mixture(List.of(
                        new Mixture.Part(2, new Lengths.LogNormal(100, 0.8, 1, 5_000, Lengths.Cut.REDRAW)),
                        new Mixture.Part(1, new Lengths.Fixed(512)))),
                new Mixture(List.of(
                        new Mixture.Part(3, body),
                        new Mixture.Part(1, new Lengths.Fixed(4_096)),
                        new Mixture.Part(0.5, counted),
                        new Mixture.Part(2, new Lengths.LogNormal(3_000, 0.2, 1, 10_000_000, Lengths.Cut.REDRAW)))));
    }

    /** No draw of so many is further from the cumulative share than Kolmogorov's bound of one in a hundred thousand. */
    @ParameterizedTest
    @MethodSource("all")
    void drawsFollowTheCumulativeShare(Lengths lengths) {
        LengthSampler sampler = LengthSampler.of(lengths);
        Random random = new Random(3);
        int[] draws = random.doubles(DRAWS, 0, 1)
                .mapToInt(ignored -> sampler.tokens(random.nextGaussian(), 0))
                .sorted()
                .toArray();
        double furthest = 0;
        for (int i = 0; i < DRAWS; i++) {
            if (i + 1 == DRAWS || draws[i + 1] > draws[i]) {
                furthest = Math.max(furthest, Math.abs((i + 1.0) / DRAWS - lengths.cumulative(draws[i])));
            }
        }
        assertThat(furthest).isLessThan(2.47 / Math.sqrt(DRAWS));
        assertThat(draws[0]).isGreaterThanOrEqualTo(lengths.minTokens());
        assertThat(draws[DRAWS - 1]).isLessThanOrEqualTo(lengths.maxTokens());
        assertThat(lengths.cumulative(lengths.minTokens() - 1)).isZero();
        assertThat(lengths.cumulative(lengths.maxTokens())).isEqualTo(1);
        assertThat(lengths.text()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("all")
    void longerOnesComeFromLargerDeviates(Lengths lengths) {
        LengthSampler sampler = LengthSampler.of(lengths);
        int before = 0;
        for (double z = -6; z <= 6; z += 0.01) {
            int tokens = sampler.tokens(z, 0);
            assertThat(tokens).isGreaterThanOrEqualTo(before);
            before = tokens;
        }
    }

    @Test
    void aSpikeIsWhereItIsSaidToBe() {
        Mixture mixture = new Mixture(List.of(
                new Mixture.Part(0.9, new Lengths.LogNormal(200, 1, 2, 4_000)),
                new Mixture.Part(0.1, new Lengths.Fixed(512))));
        double jump = mixture.cumulative(512) - mixture.cumulative(511);
        assertThat(jump).isBetween(0.1, 0.11);
    }

    @Test
    void lengthsChangeWithThePeriod() {
        Lengths.Periods periods = new Lengths.Periods(List.of(
                new Lengths.Periods.Period(0, new Lengths.Fixed(1)),
                new Lengths.Periods.Period(10, new Lengths.Fixed(2))));
        LengthSampler sampler = LengthSampler.of(periods);
        assertThat(sampler.tokens(0, 0)).isEqualTo(1);
        assertThat(sampler.tokens(0, 9.99)).isEqualTo(1);
        assertThat(sampler.tokens(0, 10)).isEqualTo(2);
        assertThat(sampler.tokens(5, 1e9)).isEqualTo(2);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lengths.Fixed(0))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixture(List.of()))
                .withMessageContaining("no parts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mixture.Part(-1, new Lengths.Fixed(1)))
                .withMessageContaining("weight -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Histogram(List.of(new Histogram.Bin(5, 1), new Histogram.Bin(5, 1))))
                .withMessageContaining("5 tokens behind 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lengths.Periods(List.of(
                        new Lengths.Periods.Period(5, new Lengths.Fixed(1)),
                        new Lengths.Periods.Period(5, new Lengths.Fixed(1)))))
                .withMessageContaining("ascending");
        assertThat(new Lengths.Fixed(7).cumulative(7)).isCloseTo(1, within(0.0));
    }
}
