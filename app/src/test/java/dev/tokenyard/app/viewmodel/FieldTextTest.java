package dev.tokenyard.app.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 2, 90, 3600, Double.POSITIVE_INFINITY})
    void secondsSurviveAFieldAndBack(double seconds) {
        assertThat(FieldText.parseSeconds("The target", FieldText.seconds(seconds)))
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "soon", "1e999", "NaN", "2 min"})
    void whatIsNoTargetIsRefusedWithTheText(String typed) {
        assertThatThrownBy(() -> FieldText.parseSeconds("The TTFT target", typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The TTFT target is \"" + typed + "\"");
    }

    @Test
    void unitsCommasAndGroupsAreUnderstood() {
        assertThat(FieldText.parseSeconds("The target", " 2.5 s ")).isEqualTo(2.5);
        assertThat(FieldText.parseSeconds("The target", "2,5")).isEqualTo(2.5);
        assertThat(FieldText.parseWhole("The seed", "12,345")).isEqualTo(12345);
    }

    /** What is whole but beyond 64 bits is told from what is no number. */
    @Test
    void wholeNumbersEndSomewhere() {
        assertThat(FieldText.parseWhole("The seed", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> FieldText.parseWhole("The seed", "9223372036854775808"))
                .hasMessage("The seed is \"9223372036854775808\"; give a whole number from -9223372036854775808 to"
                        + " 9223372036854775807.");
        assertThatThrownBy(() -> FieldText.parseWhole("The seed", "7.5"))
                .hasMessage("The seed is \"7.5\"; give a whole number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2.5", "", "many", "99999999999"})
    void whatIsNoCountIsRefused(String typed) {
        assertThatThrownBy(() -> FieldText.parseCount("The number of instances", typed))
                .hasMessageContaining('"' + typed + '"');
    }
}
