package dev.tokenyard.sim.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonFaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "not json | Unrecognized token 'not'",
                "{\"a\": tru} | Unrecognized token 'tru'",
                "{\"a\": 1 \"b\": 2} | Unexpected character ('\"'): was expecting comma to separate Object entries",
                "{'a': 1} | Unexpected character ('''): was expecting double-quote to start property name",
                "{\"a\": 01} | Invalid numeric value: Leading zeroes not allowed",
                "[1, 2} | Unexpected close marker '}': expected ']'",
                "{\"a\": 1, | Unexpected end-of-input within/between Object entries",
            })
    void aFaultIsToldInTheWordsOfWhoeverWroteTheFile(String document, String reason) {
        JacksonException fault = catchThrowableOfType(
                JacksonException.class, () -> JsonMapper.builder().build().readTree(document));

        assertThat(JsonFault.reason(fault)).isEqualTo(reason);
        assertThat(JsonFault.describe(fault))
                .matches(" at line 1, column \\d+: .*")
                .endsWith(": " + reason);
    }
}
