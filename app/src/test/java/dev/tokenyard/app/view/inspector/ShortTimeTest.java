package dev.tokenyard.app.view.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.viewmodel.TimeText;
import dev.tokenyard.sim.time.Ticks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortTimeTest {
    @ParameterizedTest
    @CsvSource({"99.96, 1:40", "317.2, 5:17", "597, 9:57", "3599.4, 59:59", "3599.6, 1:00:00", "36061, 10:01:01"})
    void longDurationsReadAsOnAClock(double seconds, String text) {
        assertThat(ShortTime.of(seconds)).isEqualTo(text);
        assertThat(ShortTime.of(-seconds)).isEqualTo("-" + text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0042, 0.25, 7.5, 99.94, -12, Double.NaN})
    void othersKeepTheirUnit(double seconds) {
        assertThat(ShortTime.of(seconds)).isEqualTo(TimeText.duration(seconds));
    }

    @Test
    void ticksAreSecondsFirst() {
        assertThat(ShortTime.of(317 * Ticks.PER_SECOND)).isEqualTo("5:17");
    }

    @Test
    void noDurationBelowTenHoursIsLong() {
        for (double seconds = 0.0001; seconds < 36_000; seconds *= 1.01) {
            assertThat(ShortTime.of(seconds)).hasSizeLessThanOrEqualTo(7);
        }
    }
}
