package dev.tokenyard.policies.kit.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorsTest {
    private static final int N = 100_000;

    private static Trace trace(int outputTokens) {
        TraceBuilder builder = Trace.builder("equal");
        for (int i = 0; i < N; i++) {
            builder.add(0, 1, outputTokens);
        }
        return builder.build();
    }

    private static int[] predict(String label, Trace trace, long seed) {
        return Predictors.of(label).predict(trace, new RandomStreams(seed));
    }

    @Test
    void theOracleKnowsTheTruth() {
        Trace trace = Trace.builder("two").add(0, 1, 17).add(0, 1, 4).build();
        assertThat(predict("oracle", trace, 1)).containsExactly(17, 4);
    }

    /** The row of the matrix for a true length of 300 tokens, the fourth class. */
    @Test
    void theClassifierErrsAsMeasured() {
        assertShares(predict("confusion", trace(300), 1), LengthClasses.PUBLISHED, .013, .070, .254, .591, .072);
    }

    @Test
    void aClassifierOfOnesOwnErrsAsItsMatrixSays() {
        LengthClasses classes = new LengthClasses(List.of(100));
        ConfusionMatrix matrix = ConfusionMatrix.ofCounts(classes, List.of(List.of(30.0, 10.0), List.of(5.0, 5.0)));
        Predictor own = Predictors.of("confusion:mine.csv", file -> {
            assertThat(file).isEqualTo("mine.csv");
            return matrix;
        });
        assertThat(own.label()).isEqualTo("confusion:mine.csv");
        assertShares(own.predict(trace(100), new RandomStreams(1)), classes, .75, .25);
        assertShares(own.predict(trace(101), new RandomStreams(1)), classes, .5, .5);
    }

    private static void assertShares(int[] predicted, LengthClasses classes, double... wanted) {
        double[] share = new double[wanted.length];
        for (int tokens : predicted) {
            share[classes.of(tokens)] += 1.0 / N;
        }
        for (int c = 0; c < wanted.length; c++) {
            assertThat(share[c]).as("class %d", c + 1).isCloseTo(wanted[c], within(0.006));
        }
    }

    @Test
    void matricesThatAreNoneAreRefused() {
        LengthClasses two = new LengthClasses(List.of(10));
        assertThatThrownBy(() -> new ConfusionMatrix(two, List.of(List.of(.5, .5))))
                .hasMessageContaining("1 rows and 2 classes");
        assertThatThrownBy(() -> new ConfusionMatrix(two, List.of(List.of(.5, .5), List.of(1.0))))
                .hasMessageContaining("Row 2 of the confusion matrix has 1 values");
        assertThatThrownBy(() -> new ConfusionMatrix(two, List.of(List.of(.5, .4), List.of(0.0, 1.0))))
                .hasMessageContaining("sums to 0.9");
        assertThatThrownBy(() -> new ConfusionMatrix(two, List.of(List.of(-.5, 1.5), List.of(0.0, 1.0))))
                .hasMessageContaining("-0.5");
        assertThatThrownBy(() -> ConfusionMatrix.ofCounts(two, List.of(List.of(0.0, 0.0), List.of(0.0, 1.0))))
                .hasMessageContaining("needs predictions");
        assertThatThrownBy(() -> Predictors.of("confusion:mine.csv")).hasMessageContaining("cannot be read");
    }

    @Test
    void classesBeginBehindTheirEdges() {
        LengthClasses classes = LengthClasses.PUBLISHED;
        assertThat(classes.of(42)).isEqualTo(0);
        assertThat(classes.of(43)).isEqualTo(1);
        assertThat(classes.of(503)).isEqualTo(3);
        assertThat(classes.of(504)).isEqualTo(4);
        for (int c = 0; c < 5; c++) {
            assertThat(classes.of(classes.representativeTokens(c))).isEqualTo(c);
        }
        LengthClasses narrow = new LengthClasses(List.of(1, 2, 3));
        for (int c = 0; c < 4; c++) {
            assertThat(narrow.of(narrow.representativeTokens(c))).isEqualTo(c);
        }
    }

    @Test
    void bucketsKnowTheClassAndNothingMore() {
        Trace trace = Trace.builder("four")
                .add(0, 1, 1)
                .add(0, 1, 10)
                .add(0, 1, 11)
                .add(0, 1, 900)
                .build();
        assertThat(predict("buckets:10/100", trace, 1)).containsExactly(5, 5, 55, 150);
        assertThat(predict("buckets", trace, 1)).containsExactly(21, 21, 21, 754);
    }

    @Test
    void additiveNoiseHasItsDeviation() {
        int[] predicted = predict("noise:75", trace(1000), 2);
        double squares = 0;
        for (int tokens : predicted) {
            squares += (tokens - 1000.0) * (tokens - 1000.0) / N;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(75, within(1.0));
        assertThat(predict("noise:0", trace(1000), 2)).containsOnly(1000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.8, 1})
    void relativeNoiseKeepsWithinItsShare(double epsilon) {
        Trace trace = RandomLengths.trace(5_000, 3);
        int[] predicted = predict("relative:" + epsilon, trace, 3);
        double mean = 0;
        for (int r = 0; r < predicted.length; r++) {
            double truth = trace.outputTokens(r);
            assertThat((double) predicted[r])
                    .isBetween(Math.max(1, (1 - epsilon) * truth - 1e-6), (1 + epsilon) * truth + 1e-6);
            mean += predicted[r] / truth / predicted.length;
        }
        assertThat(mean).isCloseTo(1, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confusion", "noise:75", "relative:0.5", "rank:0.5", "learned:forest", "learned:tree"})
    void predictionsRepeatWithTheSeedAndAreAtLeastOneToken(String label) {
        Trace trace = RandomLengths.trace(2_000, 5);
        int[] first = predict(label, trace, 3);
        assertThat(predict(label, trace, 3)).isEqualTo(first);
        assertThat(Arrays.stream(first).min().orElse(0)).isPositive();
        if (!label.endsWith("tree")) {
            assertThat(predict(label, trace, 4)).isNotEqualTo(first);
        }
    }

    @Test
    void aColumnIsTakenAsItStandsOrNotAtAll() {
        Trace full = Trace.builder("full")
                .add(0, 1, 5)
                .predicted(7)
                .add(1, 1, 6)
                .predicted(2)
                .build();
        assertThat(predict("column", full, 1)).containsExactly(7, 2);
        Trace none = Trace.builder("none").add(0, 1, 5).build();
        assertThatThrownBy(() -> predict("column", none, 1))
                .hasMessage("The trace none brings no predictions; add a column predicted_tokens to it, or choose"
                        + " another predictor.");
        Trace half =
                Trace.builder("half").add(0, 1, 5).predicted(7).add(1, 1, 6).build();
        assertThatThrownBy(() -> predict("column", half, 1))
                .hasMessageContaining("predictions for 1 of its 2 requests; request 1 is the first without one");
    }

    @Test
    void labelsSayAllSettings() {
        for (String label : List.of(
                "oracle",
                "confusion",
                "noise:75",
                "relative:0.5",
                "rank:-0.25",
                "buckets",
                "buckets:10/20",
                "column",
                "learned:forest",
                "learned:tree,train=40,depth=4")) {
            assertThat(Predictors.of(label).label()).isEqualTo(label);
        }
        assertThat(Predictors.of("noise").label()).isEqualTo("noise:75");
        assertThat(Predictors.of(" noise: 40 ").label()).isEqualTo("noise:40");
        assertThat(Predictors.of("rank:tau=0.3").label()).isEqualTo("rank:0.3");
        assertThat(Predictors.of("learned:forest,train=30").label()).isEqualTo("learned:forest");
    }

    @Test
    void unknownOnesAreRefusedWithTheChoice() {
        assertThatThrownBy(() -> Predictors.of("magic"))
                .hasMessageContaining("oracle, confusion, noise, relative, rank, buckets, column, learned");
        assertThatThrownBy(() -> Predictors.of("noise:much"))
                .hasMessageContaining("Knob noise.sd is much; give a number");
        assertThatThrownBy(() -> Predictors.of("noise:-1")).hasMessageContaining("-1");
        assertThatThrownBy(() -> Predictors.of("noise:NaN")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Predictors.of("rank:2")).hasMessageContaining("from -1 to 1");
        assertThatThrownBy(() -> Predictors.of("oracle:3")).hasMessageContaining("takes no settings");
        assertThatThrownBy(() -> Predictors.of("learned:tree,40")).hasMessageContaining("write NAME=VALUE");
        assertThatThrownBy(() -> Predictors.of("learned:tree,leaves=4")).hasMessageContaining("learned.leaves");
        assertThatThrownBy(() -> Predictors.of("buckets:10/x")).hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> Predictors.of("buckets:10/10")).hasMessageContaining("ascend");
    }
}
