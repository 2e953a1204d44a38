package dev.tokenyard.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.time.Ticks;
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
        Trace.Builder apart =
                Trace.builder("t").startingAtEarliest().add(-1, 1, 1).add(Ticks.MAX_ARRIVAL, 1, 1);

        assertThatThrownBy(apart::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 days");
        assertThatThrownBy(() -> Trace.builder("t").add(-1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 days");
    }
}
