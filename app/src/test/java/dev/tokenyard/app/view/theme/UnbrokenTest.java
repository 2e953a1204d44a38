package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnbrokenTest {
    /** An underscore stands for a space at which no line ends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "41 min 33 s|41_min_33_s",
                "1 h 5 min late|1_h_5_min late",
                "57.2 % of 1,081|57.2_% of 1,081",
                "3.17 req/s, 1,005 tok/s|3.17_req/s, 1,005_tok/s",
                "12 3|12 3",
                "by arrival|by arrival"
            })
    void linesEndBetweenFigures(String words, String unbroken) {
        assertThat(Unbroken.of(words)).isEqualTo(unbroken.replace('_', '\u00a0'));
    }

    @Test
    void nothingElseChanges() {
        assertThat(Unbroken.of("7 steps of 9 ms").replace('\u00a0', ' ')).isEqualTo("7 steps of 9 ms");
    }
}
