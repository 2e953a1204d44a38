package dev.tokenyard.app.session.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KneedleTest {
    private static double[] each(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(i -> value.applyAsDouble(i)).toArray();
    }

    @Test
    void aHockeyStickBendsAtItsCorner() {
        double[] xs = each(11, i -> i);
        assertThat(Kneedle.ofRising(xs, each(11, i -> i <= 6 ? 1 : 1 + 10.0 * (i - 6))))
                .hasValue(6);
        assertThat(Kneedle.ofRising(xs, each(11, i -> i <= 3 ? 1 : 1 + 10.0 * (i - 3))))
                .hasValue(3);
    }

    /** The knee does not move with the units of either axis. */
    @Test
    void unitsMakeNoDifference() {
        double[] ys = each(20, i -> 1 / (20.5 - i));
        int knee = Kneedle.ofRising(each(20, i -> i), ys).orElseThrow();
        assertThat(knee).isBetween(14, 18);
        assertThat(Kneedle.ofRising(each(20, i -> 7 + 1000.0 * i), each(20, i -> 3 + 60 * ys[i])))
                .hasValue(knee);
    }

    @Test
    void whatDoesNotBendHasNone() {
        double[] xs = each(9, i -> i);
        assertThat(Kneedle.ofRising(xs, each(9, i -> 2 * i))).isEmpty();
        assertThat(Kneedle.ofRising(xs, each(9, i -> 5))).isEmpty();
        assertThat(Kneedle.ofRising(xs, each(9, i -> 9 - i))).isEmpty();
        assertThat(Kneedle.ofRising(xs, each(9, i -> i == 3 ? Double.NaN : i))).isEmpty();
        assertThat(Kneedle.ofRising(each(3, i -> i), new double[] {0, 0, 9})).isEmpty();
    }
}
