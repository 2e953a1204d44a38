package dev.tokenyard.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChartNoteTest {
    private static final String FACTS =
            "2,081 requests · 10 min 0 s → 9 min 15 s\u00A0· 3.47 → 3.75 /s · CV 0.83 → 0.87";

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[ \u00A0·]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Test
    void linesFitAndKeepAllWords() {
        for (int width = 12; width < 100; width++) {
            List<String> lines = ChartNote.wrap(FACTS, width, String::length);
            assertThat(words(lines.stream().collect(Collectors.joining(" ")))).isEqualTo(words(FACTS));
            for (String line : lines) {
                assertThat(line.length()).isLessThanOrEqualTo(width);
                assertThat(line).doesNotStartWith("·").doesNotEndWith("·").isEqualTo(line.strip());
            }
        }
        assertThat(ChartNote.wrap(FACTS, 100, String::length)).containsExactly(FACTS);
    }

    @Test
    void aWordThatIsTooLongHasALineOfItsOwn() {
        assertThat(ChartNote.wrap("a verylongword b", 5, String::length)).containsExactly("a", "verylongword", "b");
    }

    @Test
    void aLineEndsWhereTheWordsSaySo() {
        assertThat(ChartNote.wrap("first of two\nsecond", 8, String::length))
                .containsExactly("first of", "two", "second");
    }

    /** As in the controls beside the charts: lines of small words that are easily followed, and belong together. */
    @Test
    void linesAreAsFarApartAsTheTypeScaleWantsThem() {
        assertThat(ChartNote.PITCH / ChartFonts.NOTE_SIZE).isBetween(1.35, 1.5);
    }
}
