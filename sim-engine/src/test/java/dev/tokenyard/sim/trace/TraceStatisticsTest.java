package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceStatisticsTest {

    private static Trace everySecond(int n) {
        TraceBuilder trace = Trace.builder("t");
        IntStream.rangeClosed(1, n).forEach(i -> trace.add(i * Ticks.PER_SECOND, i, 2 * i, i % 3 == 0 ? "c" : ""));
        return trace.build();
    }

    @Test
    void quantilesAreOfNearestRank() {
        TraceStatistics statistics = TraceStatistics.of(everySecond(200));

        assertThat(statistics.promptTokens()).isEqualTo(new TokenQuantiles(100.5, 100, 180, 198, 200));
        assertThat(statistics.outputTokens()).isEqualTo(new TokenQuantiles(201, 200, 360, 396, 400));
        assertThat(TokenQuantiles.ofSorting(new int[] {3, 1, 2})).isEqualTo(new TokenQuantiles(2, 2, 3, 3, 3));
    }

    @Test
    void measuresSpanRateVariationAndClasses() {
        TraceStatistics even = TraceStatistics.of(everySecond(200));
        TraceBuilder uneven = Trace.builder("t");
        for (int i = 0; i < 3; i++) {
            uneven.add(new long[] {0, 1, 4}[i] * Ticks.PER_SECOND, 1, 1);
        }

        assertThat(even.spanSeconds()).isEqualTo(199);
        assertThat(even.ratePerSecond()).isCloseTo(200 / 199.0, within(1e-12));
        assertThat(even.interArrivalCv()).isZero();
        assertThat(even.classes()).containsExactly(new TraceStatistics.NameCount("c", 66));
        // Gaps 1 and 3: mean 2, standard deviation 1.
        assertThat(TraceStatistics.of(uneven.build()).interArrivalCv()).isEqualTo(0.5);
    }

    @Test
    void whereNothingIsDefinedItSaysSo() {
        TraceStatistics none = TraceStatistics.of(Trace.builder("t").build());
        TraceStatistics together =
                TraceStatistics.of(Trace.builder("t").add(5, 1, 1).add(5, 1, 1).build());

        assertThat(none.requests()).isZero();
        assertThat(none.promptTokens().mean()).isNaN();
        assertThat(together.spanSeconds()).isZero();
        assertThat(together.ratePerSecond()).isNaN();
        assertThat(together.interArrivalCv()).isNaN();
    }

    @Test
    void theHistogramHoldsEveryRequestOnce() {
        Trace trace = everySecond(200);

        assertThat(TraceStatistics.arrivalHistogram(trace, 4)).containsExactly(50, 50, 50, 50);
        assertThat(TraceStatistics.arrivalHistogram(trace, 1)).containsExactly(200);
        assertThat(IntStream.of(TraceStatistics.arrivalHistogram(trace, 7)).sum())
                .isEqualTo(200);
        assertThat(TraceStatistics.arrivalHistogram(
                        Trace.builder("t").add(9, 1, 1).build(), 3))
                .containsExactly(1, 0, 0);
        assertThatThrownBy(() -> TraceStatistics.arrivalHistogram(trace, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }
}
