package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.Comparison;
import dev.tokenyard.app.session.RoundRuns;
import dev.tokenyard.app.session.ScenarioException;
import dev.tokenyard.sim.time.Ticks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunClockTest {
    @Test
    void roundsCountFromTheirBeginning() {
        assertThat(RunClock.ROUNDS.moment(0)).isEqualTo("round 0");
        assertThat(RunClock.ROUNDS.moment(13 * Ticks.PER_SECOND - 1)).isEqualTo("round 12");
        assertThat(RunClock.ROUNDS.end(13 * Ticks.PER_SECOND)).isEqualTo("13");
        assertThat(RunClock.SECONDS.moment(66 * Ticks.PER_SECOND)).isEqualTo("01:06.00");
    }

    @ParameterizedTest
    @CsvSource({"1, 1 round", "0, 0 rounds", "12, 12 rounds", "2.345, 2.35 rounds", "1234.5, '1,234.5 rounds'", "NaN, –"
    })
    void durations(double rounds, String expected) {
        assertThat(RunClock.ROUNDS.duration(rounds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 35, round 0|5|10|15|20|25|30|35",
        "0, 3, round 0|1|2|3",
        "7.5, 11, round 8|9|10|11",
        "0, 1800, 'round 0|500|1,000|1,500'"
    })
    void marksOfRoundsAreWholeAndNameTheUnitOnce(double from, double to, String expected) {
        List<TimeAxis.Mark> marks = TimeAxis.marks(Ticks.fromSeconds(from), Ticks.fromSeconds(to), 8, RunClock.ROUNDS);
        assertThat(marks).extracting(TimeAxis.Mark::label).containsExactly(expected.split("\\|"));
        assertThat(marks).allMatch(mark -> mark.tick() % Ticks.PER_SECOND == 0);
    }

    @Test
    void theStoryOfARequestIsToldInRoundsAndTokens(@TempDir Path folder) throws ScenarioException {
        Comparison comparison = RoundRuns.withHindsight(folder, 8, RoundRuns.CASE_2, "mc-sf");
        assertThat(RunClock.of(comparison)).isEqualTo(RunClock.ROUNDS);
        String story = LifeSentences.of(comparison.lanes().get(0), 3).stream()
                .map(Sentence::text)
                .collect(Collectors.joining("\n"));
        assertThat(story)
                .contains("admitted at round 5, 3 rounds after it arrived")
                .contains("tokens, it has room for 8")
                .doesNotContain(" s ", "block,", "blocks");
    }
}
