package dev.tokenyard.policies.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import org.junit.jupiter.api.Test;

class VolumeBoundTest {
    /** Volumes 14, 15, 15 and 20 in 10 tokens: (14 + 29 + 44 + 64) / 10 = 15.1. */
    @Test
    void fourRequestsInTenTokens() {
        Trace trace = Trace.builder("case 3")
                .add(0, 1, 4)
                .add(0, 3, 3)
                .add(0, 3, 3)
                .add(0, 1, 5)
                .build();
        assertThat(VolumeBound.totalLatencyRounds(trace, 10)).isCloseTo(15.1, within(1e-9));
    }

    @Test
    void outputsCountWhereMemoryIsPlenty() {
        Trace trace = Trace.builder("roomy").add(0, 1, 4).add(0, 3, 3).build();
        assertThat(VolumeBound.totalLatencyRounds(trace, 1_000_000)).isEqualTo(7);
    }
}
