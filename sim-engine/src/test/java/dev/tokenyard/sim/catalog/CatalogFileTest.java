package dev.tokenyard.sim.catalog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFileTest {
    private static final String GPU = """
            {"id": "my-gpu", "name": "Mine", "memoryBytes": 40000000000, "memoryBandwidthBytesPerSecond": 1e12,
             "peakFlopsPerSecond": 2e14, "linkBytesPerSecond": 1e10, "hostLinkBytesPerSecond": 1e10,
             "efficiency": {"weightBandwidthShare": 0.8, "gemmFlopsShare": 0.7, "exposedShare": 0.4,
               "kvBandwidthShare": 0.9, "decodeAttentionFlopsShare": 0.2, "prefillAttentionFlopsShare": 0.5,
               "linkBandwidthShare": 0.6, "allReduceLatencySeconds": 0.00002, "layerOverheadSeconds": 0.00001,
               "stepOverheadSeconds": 0}}""";
    private static final String MODEL = """
            {"id": "my-model", "name": "Mine", "parameters": 7241732096, "layers": 32, "hiddenSize": 4096,
             "intermediateSize": 14336, "attentionHeads": 32, "kvHeads": 8, "headSize": 128,
             "vocabularySize": 32000, "weightFormat": "bf16", "kvFormat": "bf16", "maxContextTokens": 32768}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"memoryBytes\": 40000000000 | \"memoryBytes\": -5 | gpus[0].memoryBytes is -5; expected a whole number from 1 to 1125899906842624.",
                "\"memoryBytes\": 40000000000 | \"memoryBytes\": 40.5 | gpus[0].memoryBytes is 40.5; expected a whole number",
                "\"memoryBytes\": 40000000000 | \"memoryBytes\": \"40 GB\" | gpus[0].memoryBytes is \"40 GB\"; expected a whole number",
                "\"memoryBytes\": 40000000000, | '' | gpus[0].memoryBytes is missing; expected a whole number",
                "\"memoryBytes\": 40000000000 | \"memoryBytes\": 1e300 | gpus[0].memoryBytes is 1.0E300; expected a whole number",
                "\"memoryBytes\" | \"memoryByte\" | gpus[0].memoryByte is not a known field; did you mean memoryBytes?",
                "\"peakFlopsPerSecond\": 2e14 | \"peakFlopsPerSecond\": 0 | gpus[0].peakFlopsPerSecond is 0; expected a number above 0",
                "\"peakFlopsPerSecond\": 2e14 | \"peakFlopsPerSecond\": null | gpus[0].peakFlopsPerSecond is null; expected a number above 0",
                "\"gemmFlopsShare\": 0.7 | \"gemmFlopsShare\": 70 | gpus[0].efficiency.gemmFlopsShare is 70; expected a share above 0 and at most 1.",
                "\"gemmFlopsShare\": 0.7, | '' | gpus[0].efficiency.gemmFlopsShare is missing; expected a share",
                "\"exposedShare\": 0.4 | \"exposedShare\": -0.1 | gpus[0].efficiency.exposedShare is -0.1; expected a share from 0 to 1.",
                "\"layerOverheadSeconds\": 0.00001 | \"layerOverheadSeconds\": 35 | gpus[0].efficiency.layerOverheadSeconds is 35; expected seconds from 0 to 10.",
                "\"my-gpu\" | \"My GPU\" | gpus[0].id is \"My GPU\"; expected lower-case letters",
                "\"my-gpu\" | 7 | gpus[0].id is 7; expected a text in quotes.",
            })
    void aBadGpuFigureIsNamedWithItsValueAndWhatWasExpected(String good, String bad, String sentence) {
        assertRefused("{\"gpus\": [" + replace(GPU, good, bad) + "]}", "In mine.json, " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"layers\": 32 | \"layers\": 0 | models[0].layers is 0; expected a whole number from 1 to 10000.",
                "\"kvHeads\": 8 | \"kvHeads\": 7 | models[0].kvHeads is 7; expected a divisor of attentionHeads, which is 32.",
                "\"parameters\": 7241732096 | \"parameters\": 7 | models[0].parameters is 7; expected at least the 6979321856 weights",
                "\"weightFormat\": \"bf16\" | \"weightFormat\": \"fp4\" | models[0].weightFormat is \"fp4\"; expected one of \"bf16\", \"fp16\", \"fp8\", \"int8\".",
                "\"kvFormat\": \"bf16\" | \"kvFormat\": 2 | models[0].kvFormat is 2; expected one of",
                "\"layers\": 32 | \"layers\": 32, \"tiedHead\": 1 | models[0].tiedHead is 1; expected true or false.",
                "\"layers\": 32 | \"layers\": 32, \"experts\": 8 | models[0].experts is 8; expected a JSON object",
                "\"layers\": 32 | \"layers\": 32, \"experts\": {\"count\": 8, \"perToken\": 9, \"intermediateSize\": 10} | models[0].experts.perToken is 9; expected a whole number from 1 to 8.",
                "\"layers\": 32 | \"layers\": 32, \"latentAttention\": {\"queryRank\": 0} | models[0].latentAttention.queryRank is 0; expected a whole number",
                "\"name\": \"Mine\" | \"name\": \" \" | models[0].name is \" \"; expected a text in quotes.",
            })
    void aBadModelFigureIsNamedWithItsValueAndWhatWasExpected(String good, String bad, String sentence) {
        assertRefused("{\"models\": [" + replace(MODEL, good, bad) + "]}", "In mine.json, " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | In mine.json, the content is empty; expected a JSON object",
                "[1, 2] | In mine.json, the content is [1,2]; expected a JSON object",
                "{} | In mine.json there is neither a list \"gpus\" nor a list \"models\"",
                "{\"gpus\": {}} | In mine.json, gpus is {}; expected a list",
                "{\"gpus\": [3]} | In mine.json, gpus[0] is 3; expected a JSON object",
                "{\"gpu\": []} | In mine.json, gpu is not a known field; did you mean gpus?",
                "{\"gpus\": [ | mine.json is not valid JSON at line 1, column 11: Unexpected end-of-input: expected close marker for Array. Expected an object",
                "{\"gpus\": [], \"gpus\": []} | mine.json is not valid JSON at line 1, column",
                "PK\u0003\u0004 | mine.json is not valid JSON at line 1, column",
            })
    void aFileOfTheWrongShapeIsRefused(String content, String sentence) {
        assertRefused(content, sentence);
    }

    @Test
    void twoEntriesOfOneIdAreRefused() {
        assertRefused(
                "{\"gpus\": [" + GPU + "," + GPU + "]}",
                "In mine.json, gpus[1].id is \"my-gpu\"; expected an id that no other GPU of the file has.");
        assertRefused(
                "{\"models\": [" + MODEL + "," + MODEL + "]}",
                "In mine.json, models[1].id is \"my-model\"; expected an id that no other model of the file has.");
    }

    private static void assertRefused(String content, String sentence) {
        assertThatThrownBy(() -> CatalogFile.read(
                        "mine.json",
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                        CatalogFile.NO_DEFAULT))
                .isInstanceOf(CatalogFileException.class)
                .hasMessageStartingWith(sentence);
    }

    private static String replace(String text, String good, String bad) {
        if (!text.contains(good)) {
            throw new AssertionError("The test replaces " + good + ", which is not in the text.");
        }
        return text.replace(good, bad);
    }
}
