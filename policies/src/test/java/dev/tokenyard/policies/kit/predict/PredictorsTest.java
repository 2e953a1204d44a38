package dev.tokenyard.policies.kit.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PredictorsTest {
    private static final int N = 100_000;

    private static Trace trace(int outputTokens) {
        Trace.Builder builder = Trace.builder("equal");
        for (int i = 0; i < N; i++) {
            builder.add(0, 1, outputTokens);
        }
        return builder.build();
    }

    @Test
    void theOracleKnowsTheTruth() {
        Trace trace = Trace.builder("two").add(0, 1, 17).add(0, 1, 4).build();
        assertThat(Predictors.of("oracle").predict(trace, new RandomStreams(1))).containsExactly(17, 4);
    }

    /** The row of the matrix for a true length of 300 tokens, the fourth class. */
    @Test
    void theClassifierErrsAsMeasured() {
        int[] predicted = Predictors.of("confusion").predict(trace(300), new RandomStreams(1));
        double[] share = new double[5];
        for (int tokens : predicted) {
            share[ConfusionMatrixPredictor.classOf(tokens)] += 1.0 / N;
        }
        double[] measured = {.013, .070, .254, .591, .072};
        for (int c = 0; c < 5; c++) {
            assertThat(share[c]).as("class %d", c + 1).isCloseTo(measured[c], within(0.006));
        }
    }

    @Test
    void classesBeginBehindTheirEdges() {
        assertThat(ConfusionMatrixPredictor.classOf(42)).isEqualTo(0);
        assertThat(ConfusionMatrixPredictor.classOf(43)).isEqualTo(1);
        assertThat(ConfusionMatrixPredictor.classOf(503)).isEqualTo(3);
        assertThat(ConfusionMatrixPredictor.classOf(504)).isEqualTo(4);
        for (int c = 0; c < 5; c++) {
            assertThat(ConfusionMatrixPredictor.classOf(ConfusionMatrixPredictor.representativeTokens(c)))
                    .isEqualTo(c);
        }
    }

    @Test
    void noiseHasItsDeviation() {
        int[] predicted = Predictors.of("noise:75").predict(trace(1000), new RandomStreams(2));
        double squares = 0;
        for (int tokens : predicted) {
            squares += (tokens - 1000.0) * (tokens - 1000.0) / N;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(75, within(1.0));
    }

    @Test
    void predictionsRepeatWithTheSeedAndAreAtLeastOneToken() {
        Predictor noisy = Predictors.of("noise:75");
        int[] first = noisy.predict(trace(5), new RandomStreams(3));
        assertThat(noisy.predict(trace(5), new RandomStreams(3))).isEqualTo(first);
        assertThat(noisy.predict(trace(5), new RandomStreams(4))).isNotEqualTo(first);
        assertThat(Arrays.stream(first).min()).hasValue(1);
    }

    @Test
    void unknownOnesAreRefusedWithTheChoice() {
        assertThatThrownBy(() -> Predictors.of("magic")).hasMessageContaining("oracle, confusion, or noise:SD");
        assertThatThrownBy(() -> Predictors.of("noise:much")).hasMessageContaining("\"much\"");
        assertThatThrownBy(() -> Predictors.of("noise:-1")).hasMessageContaining("-1");
        assertThatThrownBy(() -> Predictors.of("noise:NaN")).hasMessageContaining("NaN");
    }
}
