package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecimatorTest {
    @Test
    void keepsAllOfAShortSeries() {
        assertThat(Decimator.indices(noise(2_000), 2_000)).hasSize(2_000);
        assertThat(Decimator.indices(noise(0), 2_000)).isEmpty();
    }

    @Test
    void keepsEndsAndExtremesWithinTheLimitAndInOrder() {
        for (int size : new int[] {2_001, 14_176, 1_000_003}) {
            SeriesSpec series = noise(size);
            int[] kept = Decimator.indices(series, 2_000);

            assertThat(kept).hasSizeBetween(1_000, 2_000).isSorted().doesNotHaveDuplicates();
            assertThat(kept[0]).isZero();
            assertThat(kept[kept.length - 1]).isEqualTo(size - 1);
            assertThat(Arrays.stream(kept).mapToDouble(series::y).max())
                    .isEqualTo(all(series).max());
            assertThat(Arrays.stream(kept).mapToDouble(series::y).min())
                    .isEqualTo(all(series).min());
        }
    }

    @Test
    void findsExtremesBehindMissingValues() {
        double[] ys = new double[10_000];
        Arrays.fill(ys, Double.NaN);
        ys[5_003] = 7;
        int[] kept = Decimator.indices(SeriesSpec.of("gaps", 0, new double[10_000], ys), 400);

        assertThat(kept).contains(5_003);
    }

    @Test
    void chartLibraryNeverSeesMoreThanTheLimit() {
        for (ChartKind kind : new ChartKind[] {ChartKind.LINE, ChartKind.STEP, ChartKind.CDF, ChartKind.SCATTER}) {
            ChartSpec chart = ChartSpec.of(
                    "c", "c", kind, AxisSpec.linear("x", ""), AxisSpec.linear("y", ""), List.of(noise(50_000)));
            assertThat(DrawnSeries.of(chart, chart.series().get(0)).size()).isLessThanOrEqualTo(2_000);
        }
    }

    private static DoubleStream all(SeriesSpec series) {
        return IntStream.range(0, series.size()).mapToDouble(series::y);
    }

    private static SeriesSpec noise(int size) {
        Random random = new Random(size);
        double[] xs = new double[size];
        double[] ys = new double[size];
        for (int i = 0; i < size; i++) {
            xs[i] = i;
            ys[i] = random.nextGaussian();
        }
        return SeriesSpec.of("noise", 0, xs, ys);
    }
}
