package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartSpecTest {
    @Test
    void distributionCountsTheShareAtOrBelow() {
        SeriesSpec series = SeriesSpec.distribution("d", 0, new double[] {4, 1, Double.NaN, 2, 2});

        assertThat(series.size()).isEqualTo(4);
        assertThat(new double[] {series.x(0), series.x(1), series.x(2), series.x(3)})
                .containsExactly(1, 2, 2, 4);
        assertThat(new double[] {series.y(0), series.y(1), series.y(2), series.y(3)})
                .containsExactly(25, 50, 75, 100);
    }

    @Test
    void keepsItsOwnCopyOfThePoints() {
        double[] ys = {1, 2};
        SeriesSpec series = SeriesSpec.of("s", 0, new double[] {0, 1}, ys);
        ys[0] = 99;

        assertThat(series.y(0)).isEqualTo(1);
    }

    @Test
    void refusesPointsThatCannotBeDrawn() {
        assertThatThrownBy(() -> SeriesSpec.of("s", 0, new double[2], new double[3]))
                .hasMessage("Series \"s\" has 2 x values but 3 y values; give as many of each.");
        assertThatThrownBy(() -> SeriesSpec.of("s", 0, new double[] {0, Double.NaN}, new double[2]))
                .hasMessageContaining("x = NaN at point 1");
        assertThatThrownBy(() -> SeriesSpec.of("s", -1, new double[0], new double[0]))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> bars(1.5)).hasMessageContaining("x = 1.5 names none of the 2 categories");
        assertThatThrownBy(() -> bars(2)).hasMessageContaining("use 0 to 1");
    }

    @Test
    void labelsBearTheirUnit() {
        assertThat(AxisSpec.linear("TTFT", "s").labelWithUnit()).isEqualTo("TTFT (s)");
        assertThat(AxisSpec.linear("count", "").labelWithUnit()).isEqualTo("count");
    }

    @Test
    void numbersAreWrittenShort() {
        assertThat(ValueFormat.readout(1_234_567, "tok")).isEqualTo("1,235,000 tok");
        assertThat(ValueFormat.readout(12_345_678, "")).isEqualTo("12.35 M");
        assertThat(ValueFormat.readout(0.000_123_45, "s")).isEqualTo("0.0001234 s");
        assertThat(ValueFormat.readout(-3, "s")).isEqualTo("−3 s");
        assertThat(ValueFormat.readout(Double.NaN, "s")).isEqualTo("–");
        assertThat(ValueFormat.readout(Double.NEGATIVE_INFINITY, "")).isEqualTo("−∞");
    }

    private static ChartSpec bars(double category) {
        return ChartSpec.of(
                "b",
                "b",
                ChartKind.BARS,
                AxisSpec.categories("", List.of("one", "two")),
                AxisSpec.linear("y", ""),
                List.of(SeriesSpec.of("s", 0, new double[] {category}, new double[] {1})));
    }
}
