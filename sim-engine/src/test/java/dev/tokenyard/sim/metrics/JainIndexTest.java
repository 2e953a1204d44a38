package dev.tokenyard.sim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class JainIndexTest {
    private static final double EXACT = 1e-12;

    @Test
    void smallCasesByHand() {
        assertThat(JainIndex.of(3)).isEqualTo(1);
        assertThat(JainIndex.of(1, 1, 1, 1)).isEqualTo(1);
        assertThat(JainIndex.of(0, 5, 0)).isCloseTo(1 / 3.0, within(EXACT));
        // 6 squared over 3 times 14.
        assertThat(JainIndex.of(1, 2, 3)).isCloseTo(36 / 42.0, within(EXACT));
        assertThat(JainIndex.of()).isNaN();
        assertThat(JainIndex.of(0, 0)).isNaN();
        assertThat(JainIndex.of(1, Double.NaN)).isNaN();
        assertThatThrownBy(() -> JainIndex.of(1, -1)).hasMessageContaining("share of -1.0");
    }

    /** The properties by which its authors chose it: bounds, k of n, and that neither unit nor order counts. */
    @Test
    void lawsOfTheIndex() {
        Random random = new Random(11);
        for (int k = 0; k < 5_000; k++) {
            int n = 1 + random.nextInt(12);
            double[] shares = DoubleStream.generate(random::nextDouble).limit(n).toArray();
            double index = JainIndex.of(shares);
            assertThat(index).isBetween(1.0 / n, 1.0);
            double unit = Math.pow(10, random.nextInt(600) - 300);
            assertThat(JainIndex.of(Arrays.stream(shares).map(x -> unit * x).toArray()))
                    .isCloseTo(index, within(EXACT));
            double[] turned = new double[n];
            for (int i = 0; i < n; i++) {
                turned[i] = shares[(i + 1) % n];
            }
            assertThat(JainIndex.of(turned)).isCloseTo(index, within(EXACT));
            double[] some = new double[n];
            int served = 1 + random.nextInt(n);
            Arrays.fill(some, 0, served, shares[0] + 0.1);
            assertThat(JainIndex.of(some)).isCloseTo((double) served / n, within(EXACT));
        }
    }

    /** What the richer gives to the poorer, short of changing places, never makes it less fair. */
    @Test
    void aGiftFromRichToPoorIsNotLessFair() {
        Random random = new Random(12);
        for (int k = 0; k < 5_000; k++) {
            double[] shares =
                    DoubleStream.generate(random::nextDouble).limit(5).sorted().toArray();
            double before = JainIndex.of(shares);
            int poor = random.nextInt(4);
            int rich = poor + 1 + random.nextInt(4 - poor);
            double gift = random.nextDouble() * (shares[rich] - shares[poor]) / 2;
            shares[poor] += gift;
            shares[rich] -= gift;
            assertThat(JainIndex.of(shares)).isGreaterThanOrEqualTo(before - EXACT);
        }
    }

    @Test
    void groupsWithoutARequestAreLeftOut() {
        assertThat(JainIndex.ofMet(new int[] {5, 0, 10}, new int[] {10, 0, 10}))
                .isCloseTo(JainIndex.of(0.5, 1), within(EXACT));
        assertThat(JainIndex.ofMet(new int[] {5, 0}, new int[] {10, 0})).isNaN();
        assertThat(JainIndex.ofMet(new int[] {0, 0}, new int[] {10, 3})).isNaN();
        assertThat(JainIndex.ofMet(new int[0], new int[0])).isNaN();
    }
}
