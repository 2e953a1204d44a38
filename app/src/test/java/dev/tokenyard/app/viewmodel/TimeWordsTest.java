package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.time.Ticks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWordsTest {
    @ParameterizedTest
    @CsvSource({"0, 00:00.00", "66, 01:06.00", "3599.999, 59:59.99", "3661.5, 1:01:01.50"})
    void clocks(double seconds, String expected) {
        assertThat(TimeText.clock(Ticks.fromSeconds(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0004, 0.40 ms",
        "0.032, 32 ms",
        "0.0996, 0.10 s",
        "0.15, 0.15 s",
        "24.08, 24.1 s",
        "99.97, 1 min 40 s",
        "-2.5, -2.50 s",
        "3599.9, 1 h 0 min",
        "7384, 2 h 3 min",
        "NaN, –"
    })
    void durations(double seconds, String expected) {
        assertThat(TimeText.duration(seconds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 0 s|10 s|20 s|30 s|40 s|50 s|1:00",
        "0.5, 0 s|0.1 s|0.2 s|0.3 s|0.4 s|0.5 s",
        "7200, 0 s|30 min|1 h|1:30 h|2 h"
    })
    void axisLabels(double seconds, String expected) {
        assertThat(TimeAxis.marks(0, Ticks.fromSeconds(seconds), 6).stream().map(TimeAxis.Mark::label))
                .containsExactly(expected.split("\\|"));
    }

    @Test
    void marksLieInTheRangeAndTellMomentsApart() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            long from = (long) (random.nextDouble() * 20_000 * Ticks.PER_SECOND);
            long to = from + (long) Math.pow(10, 9 + random.nextDouble() * 8);
            List<TimeAxis.Mark> marks = TimeAxis.marks(from, to, 10);
            assertThat(marks).hasSizeLessThanOrEqualTo(11);
            assertThat(marks).allMatch(mark -> mark.tick() >= from && mark.tick() <= to);
            assertThat(marks.stream().map(TimeAxis.Mark::label)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "0.5x, 0.5", "20×, 20", "'7.5x ×', 7.5", "' 1,5 ', 1.5"})
    void speedsAreRead(String typed, double expected) {
        assertThat(Speeds.parse(typed)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "0", "NaN", "Infinity", "1e999"})
    void otherWordsAreNoSpeed(String typed) {
        assertThat(Speeds.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.02, 0.5, 1, 20, 1000})
    void roundSpeedsSurviveTheSliderAndTheirWords(double speed) {
        assertThat(Speeds.fromPower(Speeds.toPower(speed))).isEqualTo(speed);
        assertThat(Speeds.parse(Speeds.format(speed))).hasValue(speed);
    }
}
