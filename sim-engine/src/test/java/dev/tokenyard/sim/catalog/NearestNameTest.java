package dev.tokenyard.sim.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "same, same, 0", "ab, ba, 2"})
    void countsEdits(String a, String b, int distance) {
        assertThat(NearestName.editDistance(a, b)).isEqualTo(distance);
        assertThat(NearestName.editDistance(b, a)).isEqualTo(distance);
    }

    @Test
    void prefersACompletionThenWhatIsLeastDifferentThenTheFirst() {
        List<String> known = List.of("fcfs", "sjf", "ssjf", "mc-sf");
        assertThat(NearestName.of("SJF", known)).contains("sjf");
        assertThat(NearestName.of("mc", known)).contains("mc-sf");
        assertThat(NearestName.of("fcs", known)).contains("fcfs");
        assertThat(NearestName.of("xjf", known)).contains("sjf");
        assertThat(NearestName.of("h1000", List.of("a100-80g", "h100-sxm", "h100-pcie")))
                .as("begins like it")
                .contains("h100-sxm");
        assertThat(NearestName.of("quadratic", known)).isEmpty();
        assertThat(NearestName.of("", known)).isEmpty();
    }
}
