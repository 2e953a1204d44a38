package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HindsightWordsTest {
    private static Hindsight hindsight(boolean exact, long latency, long bound) {
        return hindsight(exact, latency, bound, true);
    }

    private static Hindsight hindsight(boolean exact, long latency, long bound, boolean isChecked) {
        return new Hindsight(exact, latency, bound, isChecked, "the evidence", 1, Map.of());
    }

    @Test
    void onlyAProofMakesAnOptimum() {
        assertThat(HindsightWords.standing(hindsight(true, 100, 100))).isEqualTo("proved optimal");
        assertThat(HindsightWords.standing(hindsight(false, 100, 100)))
                .isEqualTo("meets an unchecked bound")
                .doesNotContain("optim");
        assertThat(HindsightWords.standing(hindsight(false, 1032, 1000))).isEqualTo("within 3.2 % of optimal");
        assertThat(HindsightWords.standing(hindsight(false, 1032, 1000, false)))
                .as("a bound that a search came to and nobody recomputed")
                .isEqualTo("within 3.2 % of optimal, unchecked");
        assertThat(HindsightWords.schedule(hindsight(false, 100, 90))).isEqualTo("the best schedule found");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "0.00001, 0.1 %", "0.03201, 3.3 %", "0.032, 3.2 %", "0.1, 10.0 %", "1.5, 150.0 %"})
    void percentagesHoldAsBounds(double share, String expected) {
        assertThat(HindsightWords.percentUp(share)).isEqualTo(expected);
    }
}
