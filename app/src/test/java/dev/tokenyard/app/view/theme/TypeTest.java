package dev.tokenyard.app.view.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.testing.FxThread;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class TypeTest {
    @Test
    void figuresOfEveryWeightAreTabular() {
        for (Font font : weights()) {
            double ones = FxThread.call(() -> Type.width("1111", font));
            for (String digits : List.of("0000", "2222", "3333", "4444", "5555", "6666", "7777", "8888", "9999")) {
                assertThat(FxThread.call(() -> Type.width(digits, font)))
                        .as("%s in %s", digits, font.getName())
                        .isEqualTo(ones);
            }
            assertThat(FxThread.call(() -> Type.width("iiii", font))).isLessThan(ones);
        }
    }

    @Test
    void figuresAreTabularInPixelsToo() {
        // A mark after the figures lies in the same column whatever they are.
        assertThat(FxThread.call(() -> lastInkedColumn("1111|")))
                .isEqualTo(FxThread.call(() -> lastInkedColumn("8888|")));
    }

    @Test
    void weightsAreFontsOfTheirOwn() {
        assertThat(weights().stream().map(Font::getName))
                .containsExactly(
                        "Tokenyard Inter",
                        "Tokenyard Inter Medium",
                        "Tokenyard Inter SemiBold",
                        "Tokenyard Inter Bold");
        assertThat(FxThread.call(() -> Type.width("weight", Type.bold(Type.BODY))))
                .isGreaterThan(FxThread.call(() -> Type.width("weight", Type.regular(Type.BODY))));
    }

    @Test
    void aFontIsMadeOnce() {
        assertThat(FxThread.call(() -> Type.medium(Type.STRONG)))
                .isSameAs(FxThread.call(() -> Type.medium(Type.STRONG)));
    }

    @Test
    void headingsAreSpacedButSpokenPlain() {
        SectionHeading heading = FxThread.call(() -> new SectionHeading("Its life"));

        assertThat(heading.getText().codePoints().filter(c -> c == 0x200A).count())
                .isEqualTo(7);
        assertThat(heading.getText().replace("\u200A", "")).isEqualTo("ITS LIFE");
        assertThat(heading.getAccessibleText()).isEqualTo("Its life");
    }

    private static List<Font> weights() {
        return FxThread.call(() -> List.of(
                Type.regular(Type.BODY), Type.medium(Type.BODY), Type.semiBold(Type.BODY), Type.bold(Type.BODY)));
    }

    private static int lastInkedColumn(String words) {
        Text text = new Text(words);
        text.setFont(Type.regular(40));
        Image picture = text.snapshot(null, null);
        return IntStream.range(0, (int) picture.getWidth())
                .filter(x -> IntStream.range(0, (int) picture.getHeight())
                        .anyMatch(y -> picture.getPixelReader().getArgb(x, y) != 0xFFFFFFFF))
                .max()
                .orElseThrow();
    }
}
