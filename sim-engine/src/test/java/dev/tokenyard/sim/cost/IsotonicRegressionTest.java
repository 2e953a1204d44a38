package dev.tokenyard.sim.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {
    private static double[] fitted(double... values) {
        double[] copy = values.clone();
        IsotonicRegression.fit(copy);
        return copy;
    }

    @Test
    void valuesThatRiseAlreadyStay() {
        assertThat(fitted(1, 1, 2, 5)).containsExactly(1, 1, 2, 5);
        assertThat(fitted(3)).containsExactly(3);
        assertThat(fitted()).isEmpty();
    }

    @Test
    void aPoolTakesItsMedian() {
        assertThat(fitted(1, 4, 4, 2, 5)).containsExactly(1, 4, 4, 4, 5);
        assertThat(fitted(3, 1)).containsExactly(2, 2);
    }

    @Test
    void onlyThePartThatIsAskedForChanges() {
        double[] values = {9, 3, 1, 0};
        IsotonicRegression.fit(values, 1, 3);
        assertThat(values).containsExactly(9, 2, 2, 0);
    }

    /** No other non-decreasing sequence of measured values is nearer in the sum of absolute differences. */
    @Test
    void nothingIsNearer() {
        Random random = new Random(3);
        for (int trial = 0; trial < 300; trial++) {
            double[] values = new double[5];
            Arrays.setAll(values, i -> random.nextInt(6));
            double[] fit = fitted(values);
            for (int i = 1; i < fit.length; i++) {
                assertThat(fit[i]).isGreaterThanOrEqualTo(fit[i - 1]);
            }
            assertThat(distance(values, fit)).isEqualTo(nearest(values, new double[5], 0));
        }
    }

    private static double nearest(double[] values, double[] candidate, int from) {
        if (from == values.length) {
            return distance(values, candidate);
        }
        double best = Double.MAX_VALUE;
        for (int level = from == 0 ? 0 : (int) candidate[from - 1]; level < 6; level++) {
            candidate[from] = level;
            best = Math.min(best, nearest(values, candidate, from + 1));
        }
        return best;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }
}
