package dev.tokenyard.app.chart;

import java.util.Arrays;

/**
 * The points of a series that are drawn: reduced to what pixels can show, without those that the axes cannot show,
 * and with the corners of steps put in.
 */
final class DrawnSeries {
    private final SeriesSpec series;
    private final int[] sourceIndices;
    private final double[] xs;
    private final double[] ys;

    private DrawnSeries(SeriesSpec series, int[] sourceIndices, double[] xs, double[] ys) {
        this.series = series;
        this.sourceIndices = sourceIndices;
        this.xs = xs;
        this.ys = ys;
    }

    static DrawnSeries of(ChartSpec spec, SeriesSpec series) {
        boolean stepped =
                spec.kind() == ChartKind.STEP || spec.kind() == ChartKind.HISTOGRAM || spec.kind() == ChartKind.CDF;
        int limit = stepped ? Decimator.MAX_POINTS / 2 : Decimator.MAX_POINTS;
        if (spec.kind() == ChartKind.DENSITY) {
            // It is decimated where it is drawn, by pixel.
            limit = Integer.MAX_VALUE;
        }
        boolean logX = spec.x().isLogarithmic();
        int[] kept = Arrays.stream(Decimator.indices(series, limit))
                .filter(i -> !logX || series.x(i) > 0)
                .toArray();
        double[] xs = Arrays.stream(kept).mapToDouble(series::x).toArray();
        double[] ys = Arrays.stream(kept).mapToDouble(series::y).toArray();
        if (spec.y().isLogarithmic()) {
            Arrays.setAll(ys, i -> ys[i] > 0 ? ys[i] : Double.NaN);
        }
        if (!stepped || kept.length == 0) {
            return new DrawnSeries(series, kept, xs, ys);
        }
        double before = spec.kind() == ChartKind.CDF ? shareBefore(series, kept[0]) : ys[0];
        return new DrawnSeries(series, kept, twice(xs, xs[0], false), twice(ys, before, true));
    }

    /** The height at which a distribution enters the picture: that of samples which a logarithmic axis leaves out. */
    private static double shareBefore(SeriesSpec series, int firstKept) {
        return firstKept > 0 && series.x(0) <= 0 ? series.y(firstKept - 1) : 0;
    }

    SeriesSpec series() {
        return series;
    }

    int size() {
        return xs.length;
    }

    double x(int i) {
        return xs[i];
    }

    double y(int i) {
        return ys[i];
    }

    /** The indices, in the series, of the points that are drawn. */
    int[] sourceIndices() {
        return sourceIndices;
    }

    /** Each value twice; where {@code delayed}, the first of the two is the value before. */
    private static double[] twice(double[] values, double before, boolean delayed) {
        double[] doubled = new double[2 * values.length];
        double previous = before;
        for (int i = 0; i < values.length; i++) {
            doubled[2 * i] = delayed ? previous : values[i];
            doubled[2 * i + 1] = values[i];
            previous = values[i];
        }
        return doubled;
    }
}
