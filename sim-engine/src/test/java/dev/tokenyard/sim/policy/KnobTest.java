package dev.tokenyard.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnobTest {
    private static final Knob SHARE = Knob.real("share", "", 0, 0.5, 0.01, "A share.");
    private static final Knob CHUNK = Knob.whole("chunk", "tokens", 1, 4096, 512, "Tokens in a step.");
    private static final Knob PADDED = Knob.onOff("padded", false, "Whether prompts are padded.");
    private static final Knob WAY = Knob.choice("way", List.of("recompute", "swap"), "What becomes of victims.");

    @Test
    void valuesAreReadByNameAndByTheNumberUnderneath() {
        assertThat(SHARE.parse("m", " 0.25 ")).isEqualTo(0.25);
        assertThat(CHUNK.parse("m", "64")).isEqualTo(64);
        assertThat(CHUNK.parse("m", "64.0")).isEqualTo(64);
        assertThat(List.of("on", "true", "YES", "1", "1.0"))
                .allSatisfy(text -> assertThat(PADDED.parse("m", text)).isEqualTo(1));
        assertThat(List.of("off", "false", "no", "0"))
                .allSatisfy(text -> assertThat(PADDED.parse("m", text)).isZero());
        assertThat(WAY.parse("m", "swap")).isEqualTo(1);
        assertThat(WAY.parse("m", "1")).isEqualTo(1);
        assertThat(WAY.parse("m", "recompute")).isZero();
    }

    @Test
    void valuesAreWrittenSoThatTheyCanBeReadAgain() {
        assertThat(SHARE.text(0.01)).isEqualTo("0.01");
        assertThat(CHUNK.text(512)).isEqualTo("512");
        assertThat(PADDED.text(1)).isEqualTo("on");
        assertThat(PADDED.text(0)).isEqualTo("off");
        assertThat(WAY.text(1)).isEqualTo("swap");
    }

    @Test
    void whatIsNotAllowedIsRefusedWithWhatIs() {
        refuses(SHARE, "0.6", "Knob m.share is 0.6; give a number from 0 to 0.5.");
        refuses(SHARE, "NaN", "Knob m.share is NaN; give a number from 0 to 0.5.");
        refuses(CHUNK, "0.7", "Knob m.chunk is 0.7; give a whole number from 1 to 4,096 tokens.");
        refuses(CHUNK, "", "Knob m.chunk is empty; give a whole number from 1 to 4,096 tokens.");
        refuses(PADDED, "0.7", "Knob m.padded is 0.7; give off or on.");
        refuses(WAY, "0.7", "Knob m.way is 0.7; give recompute or swap.");
        refuses(WAY, "2", "Knob m.way is 2; give recompute or swap.");
        refuses(WAY, "on", "Knob m.way is on; give recompute or swap.");
        assertThatThrownBy(() -> Knob.value("m", List.of(WAY), Map.of("way", 0.7), "way"))
                .hasMessage("Knob m.way is 0.7; give recompute or swap.");
        assertThatThrownBy(() -> Knob.find("m", List.of(WAY, PADDED), "speed"))
                .hasMessage("There is no knob named m.speed; use way, padded.");
    }

    @Test
    void aPlaceInTheListIsNotTakenForANameThatIsANumber() {
        Knob sizes = Knob.choice("size", List.of("1", "16"), "Tokens in a block.");
        assertThat(sizes.parse("m", "1")).isZero();
        assertThat(sizes.parse("m", "16")).isEqualTo(1);
        refuses(sizes, "0", "Knob m.size is 0; give 1 or 16.");
    }

    private static void refuses(Knob knob, String text, String sentence) {
        assertThatThrownBy(() -> knob.parse("m", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
