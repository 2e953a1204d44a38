package dev.tokenyard.policies.kit.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedTest {
    private static final int REQUESTS = 3_000;

    private static int[] predict(String label, Trace trace) {
        return Predictors.of(label).predict(trace, new RandomStreams(1));
    }

    /** The trace with other lengths from a request on. */
    private static Trace withOtherFuture(Trace trace, int from) {
        TraceBuilder builder = Trace.builder(trace.name());
        for (int r = 0; r < trace.size(); r++) {
            builder.add(
                    trace.arrivalTick(r),
                    trace.promptTokens(r),
                    r < from ? trace.outputTokens(r) : 1 + 7 * r % 5000,
                    trace.classNames().get(trace.classIndex(r)));
        }
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 450, 899, 900, 901, 2000})
    void noPredictionDependsOnItsOwnLengthOrALaterOne(int from) {
        Trace trace = RandomLengths.trace(REQUESTS, 2);
        int[] before = predict("learned", trace);
        int[] after = predict("learned", withOtherFuture(trace, from));
        assertThat(Arrays.copyOf(after, from + 1)).isEqualTo(Arrays.copyOf(before, from + 1));
        if (from >= 900) {
            assertThat(after).as("nothing is learnt after the first part").isEqualTo(before);
        }
    }

    @Test
    void untilItIsTrainedItPredictsTheMeanOfThePast() {
        Trace trace = Trace.builder("few")
                .add(0, 10, 100)
                .add(1, 10, 20)
                .add(2, 10, 60)
                .add(3, 10, 1)
                .build();
        assertThat(Arrays.copyOf(predict("learned:tree,train=75", trace), 3))
                .containsExactly(Learned.PRIOR_TOKENS, 100, 60);
        assertThat(Predictors.of("learned:tree,train=75").learnsFrom(trace)).isEqualTo(3);
        assertThat(predict("learned", Trace.builder("none").build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned:forest", "learned:tree"})
    void itLearnsWhatIsThereToBeLearnt(String label) {
        Trace trace = RandomLengths.trace(REQUESTS, 4);
        int[] truth = Lengths.of(trace);
        int from = Predictors.of(label).learnsFrom(trace);
        PredictionErrors learnt = PredictionErrors.of(truth, predict(label, trace), from, LengthClasses.PUBLISHED);
        int[] mean = new int[truth.length];
        Arrays.fill(mean, (int) Arrays.stream(truth).average().orElse(0));
        PredictionErrors constant = PredictionErrors.of(truth, mean, from, LengthClasses.PUBLISHED);
        assertThat(learnt.requests()).isEqualTo(REQUESTS - 900);
        assertThat(learnt.meanAbsolute()).isLessThan(0.5 * constant.meanAbsolute());
        assertThat(learnt.kendallTau()).isGreaterThan(0.6);
        assertThat(learnt.classAccuracy()).isGreaterThan(0.6);
    }

    @Test
    void withoutAnythingToTellRequestsApartItIsNoBetterThanAConstant() {
        TraceBuilder builder = Trace.builder("alike");
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 1000; i++) {
            builder.add(i, 100, 1 + random.nextInt(1000));
        }
        Trace trace = builder.build();
        int[] predicted = predict("learned", trace);
        assertThat(Arrays.stream(predicted).skip(300).distinct().count()).isEqualTo(1);
    }
}
