package dev.tokenyard.sim.trace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
    private final FlatJson plain = new FlatJson();
    private final FlatJson full = new FlatJson();
    private final OddJson odd = new OddJson();

    private static TextLine line(String text) {
        TextLine line = new TextLine();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        line.set(bytes, 0, bytes.length, 1);
        return line;
    }

    private static List<String> fields(FlatJson json) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < json.count(); i++) {
            String value = new String(json.bytes(), json.start(i), json.end(i) - json.start(i), StandardCharsets.UTF_8);
            fields.add(json.kind(i) + " "
                    + (json.kind(i) == FlatJson.Kind.NUMBER || json.kind(i) == FlatJson.Kind.TEXT ? value : ""));
        }
        return fields;
    }

    private boolean split(String text) {
        TextLine line = line(text);
        return plain.split(line.bytes(), line.start(), line.end());
    }

    @Test
    void splitsNamesAndValues() {
        assertThat(split(" {\"a\": 1, \"b\":\"x y\",\"c\" :[1, 2 ,\"q\"], \"d\": null}\t"))
                .isTrue();

        assertThat(fields(plain)).containsExactly("NUMBER 1", "TEXT x y", "ARRAY ", "OTHER ");
        assertThat(plain.isNamed(2, "c".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(plain.isNamed(1, "c".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(split("{}")).isTrue();
        assertThat(plain.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1]",
                "{\"a\": 01}",
                "{\"a\": 1.}",
                "{\"a\": +1}",
                "{\"a\": 1e}",
                "{\"a\": NaN}",
                "{\"a\": 1,}",
                "{\"a\" 1}",
                "{\"a\": 1} x",
                "{\"a\": [1,]}",
                "{\"a\": tru}",
                "{a: 1}",
            })
    void leavesFaultsToTheFullParserWhichRefusesThem(String text) {
        assertThat(split(text)).isFalse();
        assertThat(odd.read(line(text), full)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\\u0062\": 1}", "{\"ab\": \"\\n\"}", "{\"ab\": {\"c\": []}}", "{\"ab\": \"\u00e9\"}"})
    void leavesOddLinesToTheFullParserWhichReadsThem(String text) {
        assertThat(split(text)).isFalse();
        assertThat(odd.read(line(text), full)).isEmpty();
        assertThat(full.isNamed(0, "ab".getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void whereItSplitsItAgreesWithTheFullParser() {
        Random random = new Random(11);
        String[] parts = {
            "{", "}", "[", "]", ",", ":", " ", "\"a\"", "\"b c\"", "1", "-2.5", "0", "3e-7", "null", "true", "false",
            "\"", "\\", "\"a\":", "\"b\":",
        };
        int both = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder("{");
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            text.append('}');
            if (split(text.toString())) {
                assertThat(odd.read(line(text.toString()), full))
                        .as(text.toString())
                        .isEmpty();
                assertThat(fields(plain)).as(text.toString()).isEqualTo(fields(full));
                both++;
            }
        }
        assertThat(both).isGreaterThan(500);
    }
}
