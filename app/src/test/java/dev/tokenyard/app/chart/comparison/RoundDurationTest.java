package dev.tokenyard.app.chart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.time.Ticks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundDurationTest {
    @ParameterizedTest
    @CsvSource({"1, 1 s", "1.6, 2 s", "4.956, 5 s", "9, 10 s", "17, 20 s", "0.03, 0.02 s", "0.04, 0.05 s", "144, 100 s"
    })
    void isOneTwoOrFiveTimesAPowerOfTen(double seconds, String words) {
        assertThat(RoundDuration.words(RoundDuration.near(seconds * Ticks.PER_SECOND), "s"))
                .isEqualTo(words);
    }

    @Test
    void isNeverEmpty() {
        assertThat(RoundDuration.near(0)).isPositive();
    }
}
