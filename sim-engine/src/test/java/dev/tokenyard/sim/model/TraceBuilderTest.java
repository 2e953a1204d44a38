package dev.tokenyard.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceBuilderTest {

    @Test
    void startingAtEarliestMovesTheEarliestToZeroAndSorts() {
        Trace trace = Trace.builder("t")
                .startingAtEarliest()
                .add(70, 1, 1)
                .add(-30, 2, 2)
                .add(70, 3, 3)
                .add(0, 4, 4)
                .build();

        assertThat(trace.arrivalTick(0)).isZero();
        assertThat(trace.promptTokens(0)).isEqualTo(2);
        assertThat(trace.arrivalTick(1)).isEqualTo(30);
        assertThat(trace.promptTokens(2)).isEqualTo(1);
        assertThat(trace.arrivalTick(3)).isEqualTo(100);
        assertThat(Trace.builder("t").startingAtEarliest().build().size()).isZero();
    }

    @Test
    void refusesArrivalsTooFarApart() {
        TraceBuilder apart =
                Trace.builder("t").startingAtEarliest().add(-1, 1, 1).add(Ticks.MAX_ARRIVAL, 1, 1);

        assertThatThrownBy(apart::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 days");
        assertThatThrownBy(() -> Trace.builder("t").add(-1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 days");
    }

    @Test
    void refusesTokensOutOfRange() {
        TraceBuilder builder = Trace.builder("t").add(0, Trace.MAX_TOKENS, Trace.MAX_TOKENS);

        assertThat(builder.build().promptTokens(0) + builder.build().outputTokens(0))
                .isPositive();
        assertThatThrownBy(() -> builder.add(0, 0, 1)).hasMessageContaining("0 prompt and 1 output");
        assertThatThrownBy(() -> builder.add(0, 1, Integer.MAX_VALUE)).hasMessageContaining("2147483647 output");
    }

    @Test
    void scalesTheRateAsFarAsTheClockReaches() {
        Trace day = Trace.builder("day")
                .add(0, 1, 1)
                .add(86_400 * Ticks.PER_SECOND, 1, 1)
                .build();

        assertThat(day.withRateScaled(4).arrivalTick(1)).isEqualTo(21_600 * Ticks.PER_SECOND);
        assertThat(day.withRateScaled(0.01).arrivalTick(1)).isEqualTo(Ticks.MAX_ARRIVAL);
        assertThat(day.withRateScaled(1e300).arrivalTick(1)).isZero();
        assertThatThrownBy(() -> day.withRateScaled(0.009))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.009")
                .hasMessageContaining("100 days")
                .satisfies(refused -> {
                    String text = String.valueOf(refused.getMessage());
                    double least = Double.parseDouble(text.replaceAll(".*at least (.*)\\.$", "$1"));
                    assertThat(day.withRateScaled(least).lastArrivalTick()).isLessThanOrEqualTo(Ticks.MAX_ARRIVAL);
                });
        for (double absurd : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
            assertThatThrownBy(() -> day.withRateScaled(absurd)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void modelsGoWithTheirRequests() {
        TraceBuilder builder = Trace.builder("t");
        for (int r = 0; r < 3000; r++) {
            builder.add(
                    3000 - r, 1, 1 + r, "", r < 10 ? "" : List.of("a", "", "b").get(r % 3));
        }
        Trace trace = builder.build();
        assertThat(trace.modelNames()).containsExactlyInAnyOrder("a", "b");
        for (Trace same : List.of(trace, trace.named("u"), trace.withRateScaled(2), trace.firstRequests(100))) {
            for (int i = 0; i < same.size(); i++) {
                int r = same.outputTokens(i) - 1;
                String model = r < 10 ? "" : List.of("a", "", "b").get(r % 3);
                int index = same.modelIndex(i);
                assertThat(index < 0 ? "" : same.modelNames().get(index)).isEqualTo(model);
            }
        }
        Trace none = Trace.builder("t").add(0, 1, 1).build();
        assertThat(none.modelNames()).isEmpty();
        assertThat(none.modelIndex(0)).isEqualTo(-1);
    }
}
