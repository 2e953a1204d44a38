package dev.tokenyard.app.chart;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One named series of a chart: points, and the index of the colour and of the dash pattern that tell it from the
 * others. It carries no colour; the theme gives that. Immutable.
 */
public final class SeriesSpec {
    private final String name;
    private final int colourIndex;
    private final int dashIndex;
    private final double[] xs;
    private final double[] ys;
    private final double @Nullable [] lows;
    private final double @Nullable [] highs;

    /**
     * A series of points in the order given.
     *
     * @param colourIndex at least 0; the palette repeats past its end
     * @param dashIndex at least 0; the dash patterns and marks repeat past their end
     * @param xs the abscissas, finite
     * @param ys the ordinates, as many; NaN leaves a gap
     * @throws IllegalArgumentException if the lengths differ, an abscissa is not finite or an index is negative
     */
    public SeriesSpec(String name, int colourIndex, int dashIndex, double[] xs, double[] ys) {
        this(name, colourIndex, dashIndex, xs, ys, null, null);
    }

    private SeriesSpec(
            String name,
            int colourIndex,
            int dashIndex,
            double[] xs,
            double[] ys,
            double @Nullable [] lows,
            double @Nullable [] highs) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException("Series \"%s\" has %d x values but %d y values; give as many of each."
                    .formatted(name, xs.length, ys.length));
        }
        if (colourIndex < 0 || dashIndex < 0) {
            throw new IllegalArgumentException("Series \"%s\" has colour %d and dash %d; both must be at least 0."
                    .formatted(name, colourIndex, dashIndex));
        }
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(xs[i])) {
                throw new IllegalArgumentException(
                        "Series \"%s\" has x = %s at point %d; only y may be missing.".formatted(name, xs[i], i));
            }
        }
        this.name = name;
        this.colourIndex = colourIndex;
        this.dashIndex = dashIndex;
        this.xs = xs.clone();
        this.ys = ys.clone();
        this.lows = lows == null ? null : lows.clone();
        this.highs = highs == null ? null : highs.clone();
    }

    /**
     * The same series within a band, such as that of confidence intervals.
     *
     * @param low the lower end at each point
     * @param high the upper end, as many; where either is NaN there is no band
     */
    public SeriesSpec withBand(double[] low, double[] high) {
        if (low.length != xs.length || high.length != xs.length) {
            throw new IllegalArgumentException(
                    "Series \"%s\" has %d points but a band of %d and %d; give as many of each."
                            .formatted(name, xs.length, low.length, high.length));
        }
        return new SeriesSpec(name, colourIndex, dashIndex, xs, ys, low, high);
    }

    /** A series whose colour and dash pattern share one index. */
    public static SeriesSpec of(String name, int index, double[] xs, double[] ys) {
        return new SeriesSpec(name, index, index, xs, ys);
    }

    /**
     * The empirical distribution of {@code samples}: x is the i-th smallest of n, y = 100 i / n in percent. Samples
     * that are not finite are left out, and do not count in n.
     */
    public static SeriesSpec distribution(String name, int index, double[] samples) {
        double[] sorted =
                Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
        double[] percents = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            percents[i] = 100.0 * (i + 1) / sorted.length;
        }
        return new SeriesSpec(name, index, index, sorted, percents);
    }

    /** The name in legends and files. */
    public String name() {
        return name;
    }

    /** Which colour of the palette it takes. */
    public int colourIndex() {
        return colourIndex;
    }

    /** Which dash pattern and mark it takes. */
    public int dashIndex() {
        return dashIndex;
    }

    /** Whether it lies within a band. */
    public boolean hasBand() {
        return lows != null;
    }

    /** The lower end of the band at point {@code i}; NaN where there is none. */
    public double low(int i) {
        return lows == null ? Double.NaN : lows[i];
    }

    /** The upper end of the band at point {@code i}; NaN where there is none. */
    public double high(int i) {
        return highs == null ? Double.NaN : highs[i];
    }

    /** The number of points. */
    public int size() {
        return xs.length;
    }

    /** The abscissa of point {@code i}. */
    public double x(int i) {
        return xs[i];
    }

    /** The ordinate of point {@code i}; NaN where there is none. */
    public double y(int i) {
        return ys[i];
    }
}
