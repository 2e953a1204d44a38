package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.trace.ImportReport.Finding;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.RowReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text in other encodings and with other line ends. */
class TextEncodingTest {
    @TempDir
    private Path folder;

    private Path file(String text, Charset encoding) throws Exception {
        return Files.write(folder.resolve("some.csv"), text.getBytes(encoding));
    }

    @Test
    void validityIsThatOfTheJdksStrictDecoder() {
        Random random = new Random(8);
        byte[] spice = {(byte) 0xC3, (byte) 0xA9, (byte) 0xE2, (byte) 0x82, (byte) 0xAC, (byte) 0xF0, (byte) 0x9F, 'a'};
        byte[] bounds = {(byte) 0xC1, (byte) 0xED, (byte) 0xA0, (byte) 0xE0, (byte) 0x9F, (byte) 0xF4, (byte) 0x90};
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int i = 0; i < bytes.length; i++) {
                int kind = random.nextInt(3);
                bytes[i] = kind == 0
                        ? spice[random.nextInt(spice.length)]
                        : kind == 1 ? bounds[random.nextInt(bounds.length)] : (byte) random.nextInt(256);
            }
            assertThat(TextEncoding.firstInvalid(bytes, 0, bytes.length) < 0)
                    .as(() -> java.util.HexFormat.of().formatHex(bytes))
                    .isEqualTo(isUtf8(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException invalid) {
            return false;
        }
    }

    @Test
    void noTwoBytesBecomeTheSameCharacter() {
        Set<String> characters = new HashSet<>();
        for (int b = 0; b < 256; b++) {
            characters.add(TextEncoding.decodeOther(new byte[] {(byte) b}, 0, 1));
        }
        assertThat(characters).hasSize(256).contains("\u20ac", "\u00e9").doesNotContain("\uFFFD");
    }

    @Test
    void namesInLatin1StayDistinctAndAreTold() throws Exception {
        TraceImport read = TraceReader.read(file(
                "arrival_s,prompt_tokens,output_tokens,class,client\n0,1,1,a,x\n1,1,1,a,Jos\u00e9\n2,1,1,a,Jos\u00e8\n",
                StandardCharsets.ISO_8859_1));

        assertThat(read.trace().names(Label.CLIENT)).containsExactly("x", "Jos\u00e9", "Jos\u00e8");
        Finding finding = read.report().repaired().get(0);
        assertThat(finding.reason()).isEqualTo(RowReason.ENCODING);
        assertThat(finding.rows()).isEqualTo(2);
        assertThat(finding.examples().get(0).text())
                .isEqualTo("line 3: client is \"1,1,1,a,Jos\u00e9\", expected text in UTF-8");
        assertThat(read.report().notes()).isEmpty();
    }

    @Test
    void aHeaderAndJsonInWindows1252AreRead() throws Exception {
        Charset windows = Charset.forName("windows-1252");
        Path table = file("zeit;l\u00e4nge;ausgabe\n0;3;4\n1;5;6\n", windows);
        TraceImport read = TraceReader.readTable(
                table,
                ColumnMapping.parse("time=zeit:s,prompt=l\u00e4nge,output=ausgabe"),
                ImportOptions.DEFAULT,
                ReadProgress.NONE);
        assertThat(read.trace().promptTokens(1)).isEqualTo(5);
        assertThat(read.report().notes()).containsExactly("The header is not UTF-8 and was read as Windows-1252.");

        Path json = file("{\"t\": 0, \"p\": 5, \"o\": 6, \"wer\": \"\u20ac\u00fc\"}\n", windows);
        TraceImport lines = TraceReader.readTable(
                json,
                ColumnMapping.parse("time=t:s,prompt=p,output=o,client=wer"),
                ImportOptions.DEFAULT,
                ReadProgress.NONE);
        assertThat(lines.trace().names(Label.CLIENT)).containsExactly("\u20ac\u00fc");
        assertThat(lines.report().repaired().get(0).examples().get(0).column()).isEqualTo("character 34");
    }

    @Test
    void utf8IsNotToldWhereverTheBeginningIsCut() throws Exception {
        String row = "{\"timestamp\": 1, \"input_length\": 5, \"output_length\": 6, \"x\": \"";
        for (int padding = 0; padding < 4; padding++) {
            String text = row + "a".repeat(padding) + "\u20ac".repeat(30_000) + "\"}\n";
            TraceImport read = TraceReader.read(file(text, StandardCharsets.UTF_8));
            assertThat(read.report()).isEqualTo(ImportReport.clean("mooncake", 1));
            String head = TraceReader.head(folder.resolve("some.csv")).firstRecord();
            assertThat(head).endsWith("\u20ac");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyWay(String end) throws Exception {
        String text =
                String.join(end, List.of("# made", "arrival_s,prompt_tokens,output_tokens", "0,5,7", "1.5,6,8", ""));
        assertThat(TraceReader.read(file(text, StandardCharsets.UTF_8)).report())
                .isEqualTo(ImportReport.clean("tokenyard", 2));
    }
}
