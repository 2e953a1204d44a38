package dev.tokenyard.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import dev.tokenyard.sim.time.Ticks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalProcessTest {
    private static final int DRAWS = 200_000;

    private static double[] times(ArrivalProcess process, int count) {
        ArrivalSampler sampler = ArrivalSampler.of(process, new RandomStreams(11), "test");
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = sampler.nextSeconds();
        }
        return times;
    }

    private static double cv(double[] times) {
        double[] gaps = new double[times.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = times[i + 1] - times[i];
        }
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double squares =
                Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum();
        return Math.sqrt(squares / gaps.length) / mean;
    }

    private static double count(double[] times, double from, double to) {
        return Arrays.stream(times).filter(t -> t >= from && t < to).count();
    }

    @ParameterizedTest
    @CsvSource({"0.3", "1", "2", "4"})
    void weibullGapsVaryAsAskedFor(double cv) {
        double[] times = times(new ArrivalProcess.Weibull(5, cv), DRAWS);
        assertThat(cv(times)).isCloseTo(cv, within(0.08 * cv));
        assertThat(DRAWS / times[DRAWS - 1]).isCloseTo(5, within(5 * 5 * cv / Math.sqrt(DRAWS)));
    }

    @Test
    void aWeibullOfCvOneIsExponential() {
        assertThat(new ArrivalProcess.Weibull(5, 1).shape()).isCloseTo(1, within(1e-9));
        // For shape 1/2 the squared CV is 4! / (2!)^2 - 1 = 5.
        assertThat(new ArrivalProcess.Weibull(5, Math.sqrt(5)).shape()).isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void hyperexponentialGapsVaryAsAskedFor(double cv) {
        double[] times = times(new ArrivalProcess.HyperExponential(5, cv), DRAWS);
        assertThat(cv(times)).isCloseTo(cv, within(0.06 * cv));
        assertThat(DRAWS / times[DRAWS - 1]).isCloseTo(5, within(5 * 5 * cv / Math.sqrt(DRAWS)));
    }

    /** Of gaps that are half of mean 0.1 and half of mean 0.9 the squared CV is (0.01 + 0.81) / 0.25 - 1. */
    @Test
    void mixedGapsVaryAsTheirKindsDo() {
        double[] times = times(
                new ArrivalProcess.MixedGaps(List.of(
                        new ArrivalProcess.MixedGaps.Phase(1, 0.1), new ArrivalProcess.MixedGaps.Phase(1, 0.9))),
                DRAWS);
        assertThat(cv(times)).isCloseTo(Math.sqrt(2.28), within(0.03));
    }

    /** The variance of the count in a long time is that of two independent alternations of the rate. */
    @Test
    void aModulatedProcessHasTheMeanOfItsStates() {
        MarkovModulated process = new MarkovModulated(List.of(
                new MarkovModulated.State(1, 30), new MarkovModulated.State(9, 10), new MarkovModulated.State(0, 20)));
        assertThat(process.meanRatePerSecond()).isCloseTo(2, within(1e-12));
        double[] times = times(process, DRAWS);
        assertThat(DRAWS / times[DRAWS - 1]).isCloseTo(2, within(0.1));
        assertThat(cv(times)).isGreaterThan(1.5);
    }

    @Test
    void twoStatesOneOfThemSilentAreABurstyProcess() {
        double[] modulated = times(
                new MarkovModulated(List.of(new MarkovModulated.State(20, 2), new MarkovModulated.State(0, 6))), DRAWS);
        double[] bursts = times(new ArrivalProcess.OnOff(2, 6, 20), DRAWS);
        assertThat(cv(modulated)).isCloseTo(cv(bursts), within(0.05 * cv(bursts)));
    }

    @Test
    void aDayHasItsPeakWhereItIsSaidToBe() {
        Diurnal process = new Diurnal(new ArrivalProcess.Poisson(10), 0.8, 1_000, 250);
        double[] times = times(process, DRAWS);
        double days = Math.floor(times[DRAWS - 1] / 1_000);
        double[] quarters = new double[4];
        for (double time : times) {
            if (time < days * 1_000) {
                quarters[(int) (time % 1_000 / 250)]++;
            }
        }
        // Over a quarter that begins at the peak the swing integrates to amplitude / (2 pi) of a day.
        double swing = 0.8 / (2 * Math.PI);
        double[] expected = {0.25 + swing, 0.25 + swing, 0.25 - swing, 0.25 - swing};
        for (int q = 0; q < 4; q++) {
            assertThat(quarters[q] / days).isCloseTo(10_000 * expected[q], within(5 * Math.sqrt(2_500 / days)));
        }
        for (int i = 1; i < DRAWS; i++) {
            assertThat(times[i]).isGreaterThanOrEqualTo(times[i - 1]);
        }
    }

    @Test
    void withoutASwingADayIsTheProcessItself() {
        ArrivalProcess base = new ArrivalProcess.Gamma(3, 2);
        double[] plain = times(base, 1_000);
        double[] flat = times(new Diurnal(base, 0, 86_400, 0), 1_000);
        for (int i = 0; i < plain.length; i++) {
            assertThat(flat[i]).isCloseTo(plain[i], within(1e-9));
        }
    }

    @Test
    void everyWindowHasItsRate() {
        WindowedArrivals process = new WindowedArrivals(
                List.of(
                        new WindowedArrivals.Window(0, new ArrivalProcess.Gamma(20, 2)),
                        new WindowedArrivals.Window(600, null),
                        new WindowedArrivals.Window(1_200, new ArrivalProcess.Weibull(5, 1.5)),
                        new WindowedArrivals.Window(1_800, new ArrivalProcess.Poisson(50))),
                2_400);
        assertThat(process.meanRatePerSecond()).isCloseTo(18.75, within(1e-12));
        double[] times = times(process, 40_000);
        assertThat(count(times, 0, 600)).isCloseTo(12_000, within(5 * 2 * Math.sqrt(12_000)));
        assertThat(count(times, 600, 1_200)).isZero();
        assertThat(count(times, 1_200, 1_800)).isCloseTo(3_000, within(5 * 1.5 * Math.sqrt(3_000)));
        assertThat(count(times, 1_800, 2_200)).isCloseTo(20_000, within(5 * Math.sqrt(20_000)));
    }

    @Test
    void nothingArrivesAfterALastWindowOfSilence() {
        WindowedArrivals process = new WindowedArrivals(
                List.of(
                        new WindowedArrivals.Window(0, new ArrivalProcess.Poisson(2)),
                        new WindowedArrivals.Window(100, null)),
                200);
        double[] times = times(process, 500);
        assertThat(count(times, 0, 100)).isBetween(140.0, 260.0);
        assertThat(times[499]).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void recordedArrivalsComeAgainAtAnotherRate() {
        Trace recorded = Trace.builder("r")
                .add(5 * Ticks.PER_SECOND, 1, 1)
                .add(6 * Ticks.PER_SECOND, 1, 1)
                .add(9 * Ticks.PER_SECOND, 1, 1)
                .build();
        ReplayedArrivals process = ReplayedArrivals.of(recorded, "r.csv", 2);
        assertThat(process.meanRatePerSecond()).isEqualTo(1);
        assertThat(times(process, 6)).containsExactly(0, 0.5, 2, 3, 3.5, 5);
        assertThat(times(process.timesRate(2), 3)).containsExactly(0, 0.25, 1);
        assertThat(process).isEqualTo(ReplayedArrivals.of(recorded, "r.csv", 2)).isNotEqualTo(process.timesRate(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayedArrivals.of(recorded.firstRequests(1), "one.csv", 1))
                .withMessageContaining("one.csv cannot be replayed");
    }

    static List<ArrivalProcess> all() {
        return List.of(
                new ArrivalProcess.Poisson(2),
                new ArrivalProcess.Gamma(2, 3),
                new ArrivalProcess.Weibull(2, 3),
                new ArrivalProcess.HyperExponential(2, 3),
                new ArrivalProcess.MixedGaps(List.of(
                        new ArrivalProcess.MixedGaps.Phase(1, 0.1), new ArrivalProcess.MixedGaps.Phase(1, 0.9))),
                new ArrivalProcess.OnOff(2, 6, 8),
                new MarkovModulated(List.of(new MarkovModulated.State(1, 5), new MarkovModulated.State(3, 5))),
                new Diurnal(new ArrivalProcess.Poisson(2), 0.5, 100, 0),
                new WindowedArrivals(List.of(new WindowedArrivals.Window(0, new ArrivalProcess.Gamma(2, 2))), 60));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherRateIsThatManyTimesTheRate(ArrivalProcess process) {
        assertThat(process.meanRatePerSecond()).isCloseTo(2, within(1e-12));
        assertThat(process.timesRate(2.5).meanRatePerSecond()).isCloseTo(5, within(1e-12));
        assertThat(process.text()).isNotBlank();
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArrivalProcess.HyperExponential(1, 0.9))
                .withMessageContaining("hyperexponential arrivals is 0.9; give a number from 1 to 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArrivalProcess.Weibull(Double.NaN, 1))
                .withMessageContaining("An arrival rate is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkovModulated(List.of(new MarkovModulated.State(1, 1))))
                .withMessageContaining("1 states");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Diurnal(new ArrivalProcess.Poisson(1), 1.1, 100, 0))
                .withMessageContaining("amplitude");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowedArrivals(
                        List.of(new WindowedArrivals.Window(5, new ArrivalProcess.Poisson(1))), 10))
                .withMessageContaining("do not begin at 0 s");
    }
}
