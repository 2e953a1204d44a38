package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFormatTest {
    @ParameterizedTest
    @CsvSource({
        "8.98, 0.27, 2",
        "26.1, 31, 1",
        "1820.4, 2410.2, 0",
        "0.0123, 0.4, 3",
        "12, 7, 0",
        "0, 0, 0",
        "NaN, 3.25, 2",
        "NaN, NaN, 0"
    })
    void choosesTheDecimalsOfAColumn(double one, double other, int decimals) {
        assertThat(FigureFormat.decimals(false, one, other)).isEqualTo(decimals);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100.0 %",
        "0.99972, >99.9 %",
        "0.9995, >99.9 %",
        "0.9994, 99.9 %",
        "0.5, 50.0 %",
        "0.0005, 0.1 %",
        "0.0004, <0.1 %",
        "0, 0.0 %",
        "1.00001, 100.0 %",
        "NaN, –"
    })
    void aShareReadsAllOrNoneOnlyIfItIs(double share, String text) {
        assertThat(FigureFormat.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"100, 84.2, 1", "99.94, 84.2, 1", "99.95, 84.2, 2", "99.972, 100, 2", "99.9996, 0, 3", "NaN, NaN, 1"})
    void aColumnOfSharesHasDecimalsEnoughToTellMostFromAll(double one, double other, int decimals) {
        assertThat(FigureFormat.decimals(true, one, other)).isEqualTo(decimals);
    }

    @ParameterizedTest
    @CsvSource({"99.36, 1, 99.4", "2140, 0, '2,140'", "-0.5, 2, −0.50", "NaN, 2, –", "Infinity, 0, –"})
    void writesFigures(double value, int decimals, String text) {
        assertThat(FigureFormat.figure(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.27, 8.98, 1/33",
        "4, 8.98, −55 %",
        "12, 6561, 1/547",
        "0.24, 99.84, 1/416",
        "9.4, 8.98, +4.7 %",
        "8.98, 0.27, ×33",
        "5, 5, ±0 %",
        "0, 0, ±0 %",
        "5.001, 5, ±0 %",
        "3, 0, –",
        "0, 4, −100 %",
        "NaN, 4, –",
        "4, NaN, –"
    })
    void writesDifferencesOfAmounts(double value, double baseline, String text) {
        assertThat(FigureFormat.difference(value, baseline, false, true)).isEqualTo(text);
    }

    /** What is written as two figures is not written as no difference. */
    @ParameterizedTest
    @CsvSource({"99.97, 99.94, true, +0.03 pp", "99.95, 99.9499, true, +0.0001 pp", "5.001, 5, false, +0.02 %"})
    void differencesOfFiguresThatReadDifferentlyAreNotNothing(
            double value, double baseline, boolean share, String text) {
        assertThat(FigureFormat.difference(value, baseline, share, false)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"87.4, 61.2, +26.2 pp", "61.2, 87.4, −26.2 pp", "0, 0, ±0 pp", "40, 0, +40.0 pp"})
    void writesDifferencesOfSharesAsPercentagePoints(double value, double baseline, String text) {
        assertThat(FigureFormat.difference(value, baseline, true, true)).isEqualTo(text);
    }
}
