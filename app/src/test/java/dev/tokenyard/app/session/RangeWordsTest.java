package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.DemoComparison;
import dev.tokenyard.sim.metrics.Window;
import dev.tokenyard.sim.time.Ticks;
import org.junit.jupiter.api.Test;

class RangeWordsTest {
    private static final Comparison DEMO = DemoComparison.of(60, 1, "fcfs");

    private static String span(long fromMillis, long toMillis) {
        return RangeWords.span(new Window(fromMillis * Ticks.PER_MILLISECOND, toMillis * Ticks.PER_MILLISECOND), DEMO);
    }

    @Test
    void momentsAreAsShortAsTellsThemApart() {
        assertThat(span(0, 2_000)).isEqualTo("from 00:00 to 00:02");
        assertThat(span(1_000, 2_350)).isEqualTo("from 00:01 to 00:02.35");
        assertThat(span(1_014, 1_019)).isEqualTo("from 00:01.014 to 00:01.019");
        assertThat(RangeWords.moment(3_725 * Ticks.PER_SECOND, false)).isEqualTo("1:02:05");
    }

    /** A range is a millisecond long at least, and never said to go from a moment to itself. */
    @Test
    void noRangeIsSaidToBeEmpty() {
        for (long from = 0; from < 60; from++) {
            for (long length = 1; length < 25; length++) {
                String[] ends =
                        span(from, from + length).substring("from ".length()).split(" to ");
                assertThat(ends[0]).isNotEqualTo(ends[1]);
            }
        }
    }
}
