package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.metrics.ConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalWordsTest {
    private static ConfidenceInterval interval(double mean, double halfWidth) {
        return new ConfidenceInterval(10, mean, halfWidth, 0.95);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1871.3 | 30.2 | 1,871 ±30",
                "9.957 | 0.681 | 9.96 ±0.68",
                "0.2371 | 0.0432 | 0.237 ±0.043",
                "0.2371 | 0.00000042 | 0.237100 ±<0.000001",
                "-0.04 | 3.1 | 0.0 ±3.1",
                "12345678 | 2345678 | 12,345,678 ±2,345,678",
            })
    void aMeanHasTwoDigitsOfItsHalfWidth(double mean, double halfWidth, String words) {
        assertThat(IntervalWords.of(interval(mean, halfWidth))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 0",
                "12 | 0 | 12",
                "12000 | 0 | 12,000",
                "0.5 | 0 | 0.500",
                "0.000123 | 0 | 0.000123",
            })
    void whatDoesNotVaryHasNoInterval(double mean, double halfWidth, String words) {
        assertThat(IntervalWords.of(interval(mean, halfWidth))).isEqualTo(words);
    }

    @Test
    void aDifferenceIsNoFinerThanTheFiguresThatDiffer() {
        assertThat(IntervalWords.of(interval(0, 0), 0.14)).isEqualTo("0");
        assertThat(IntervalWords.of(interval(3e-13, 2e-13), 0.14)).isEqualTo("~0");
        assertThat(IntervalWords.of(interval(3e-13, 0), 0.14)).isEqualTo("~0");
        assertThat(IntervalWords.of(interval(-0.432, 0.321), 1.9)).isEqualTo("-0.43 ±0.32");
        assertThat(IntervalWords.of(interval(0.0, 0.021), 0)).isEqualTo("0.000 ±0.021");
        assertThat(IntervalWords.of(interval(Double.NaN, Double.NaN), 0)).isEqualTo("-");
    }
}
