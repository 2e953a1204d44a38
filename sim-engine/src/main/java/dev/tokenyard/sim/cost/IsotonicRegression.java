package dev.tokenyard.sim.cost;

import java.util.Arrays;

/**
 * The non-decreasing sequence that is nearest to measured values in the sum of absolute differences, by pooling adjacent
 * violators (Barlow, Bartholomew, Bremner and Brunk, Statistical Inference under Order Restrictions, 1972, section 1.2;
 * with medians in place of means: Robertson and Waltman, Ann. Math. Statist. 39(3), 1968).
 *
 * <p>Values that fall are pooled with those before them and replaced by the median of the pool. Medians leave a curve
 * alone where a few points stick out of it, while means would spread the error of one bad measurement over all its
 * neighbours.
 */
final class IsotonicRegression {
    private IsotonicRegression() {}

    /** Replaces values by the non-decreasing sequence nearest to them. */
    static void fit(double[] values) {
        fit(values, 0, values.length);
    }

    /** The same for the values from {@code from} to before {@code to}. */
    static void fit(double[] values, int from, int to) {
        double[] measured = values.clone();
        int[] poolStart = new int[to - from + 1];
        double[] level = new double[to - from];
        int pools = 0;
        for (int i = from; i < to; i++) {
            poolStart[pools] = i;
            level[pools] = measured[i];
            poolStart[++pools] = i + 1;
            while (pools > 1 && level[pools - 2] > level[pools - 1]) {
                pools--;
                poolStart[pools] = i + 1;
                level[pools - 1] = median(measured, poolStart[pools - 1], i + 1);
            }
        }
        for (int p = 0; p < pools; p++) {
            Arrays.fill(values, poolStart[p], poolStart[p + 1], level[p]);
        }
    }

    /** The median of some values, the mean of the middle two if their number is even. */
    static double median(double[] values, int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
