package dev.tokenyard.policies.kit.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankOnlyTest {
    private static Trace trace(int requests, IntUnaryOperator length) {
        TraceBuilder builder = Trace.builder("lengths");
        for (int i = 0; i < requests; i++) {
            builder.add(i, 1, length.applyAsInt(i));
        }
        return builder.build();
    }

    private static int[] predict(double tau, Trace trace) {
        return Predictors.of("rank:" + tau).predict(trace, new RandomStreams(1));
    }

    private static void assertDealtWithTau(double tau, Trace trace, double tolerance) {
        int[] truth = Lengths.of(trace);
        int[] predicted = predict(tau, trace);
        assertThat(Arrays.stream(predicted).sorted())
                .containsExactlyElementsOf(Arrays.stream(truth).sorted().boxed().toList());
        assertThat(KendallTau.of(truth, predicted)).isCloseTo(tau, within(tolerance));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.5, 0, 0.1, 0.3, 0.6, 0.9, 0.99, 1})
    void theOrderHasTheWantedTauAndTheLengthsAreThoseOfTheTrace(double tau) {
        Random random = new Random(3);
        assertDealtWithTau(tau, trace(5_000, i -> i + 1), 0.001);
        assertDealtWithTau(tau, trace(37, i -> 1000 - i), 0.01);
        Trace few = trace(1_000, i -> 1 + random.nextInt(100_000));
        assertDealtWithTau(tau, few, 0.001);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 0, 0.3, 0.6, 0.9, 1})
    void tiesAreAllowedFor(double tau) {
        Random random = new Random(4);
        assertDealtWithTau(tau, trace(4_000, i -> 1 + random.nextInt(5)), 0.002);
        // Where nine of ten are equal, no order is far from the true one the other way round.
        assertDealtWithTau(Math.max(0, tau), trace(4_000, i -> i % 10 == 0 ? 500 : 20), 0.005);
    }

    @Test
    void whereNothingDiffersThereIsNothingToDeal() {
        assertThat(predict(0.3, trace(100, i -> 8))).containsOnly(8);
        assertThat(predict(0.3, trace(0, i -> 8))).isEmpty();
        assertThat(predict(0.3, trace(1, i -> 8))).containsExactly(8);
    }

    @Test
    void tauIsThatOfItsDefinition() {
        Random random = new Random(5);
        for (int k = 0; k < 200; k++) {
            int n = 2 + random.nextInt(40);
            int range = 1 + random.nextInt(30);
            int[] xs = random.ints(n, 0, range).toArray();
            int[] ys = random.ints(n, 0, range).toArray();
            double expected = byDefinition(xs, ys);
            if (Double.isNaN(expected)) {
                assertThat(KendallTau.of(xs, ys)).isNaN();
            } else {
                assertThat(KendallTau.of(xs, ys)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    private static double byDefinition(int[] xs, int[] ys) {
        double agreement = 0;
        double inX = 0;
        double inY = 0;
        for (int i = 0; i < xs.length; i++) {
            for (int j = 0; j < i; j++) {
                int x = Integer.compare(xs[i], xs[j]);
                int y = Integer.compare(ys[i], ys[j]);
                agreement += x * y;
                inX += Math.abs(x);
                inY += Math.abs(y);
            }
        }
        return agreement / Math.sqrt(inX * inY);
    }
}
