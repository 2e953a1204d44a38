package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormatException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs with the usual names are of no known format, but tables: no format may claim them, and the way out must read them. */
class ForeignLogsTest {
    private static final int ROWS = 20;
    private static final Pattern OPTION = Pattern.compile("--columns '([^']+)'");

    @TempDir
    private Path folder;

    private Path log(String row) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < ROWS; r++) {
            text.append(row.replace("PROMPT", Integer.toString(10 + r % 7))
                            .replace("OUTPUT", Integer.toString(5 + r % 3))
                            .replace("CLOCK", String.format("2023-11-16T18:15:%02dZ", 2 * r))
                            .replace("MILLIS", Long.toString(1_700_000_000_000L + 2000L * r))
                            .replace("SECOND", Integer.toString(1_700_000_000 + 2 * r)))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("log.jsonl"), text.toString());
    }

    private static TraceFormatException refusal(Path file) {
        return Objects.requireNonNull(
                catchThrowableOfType(TraceFormatException.class, () -> TraceReader.read(file)), "it was read");
    }

    private static ColumnMapping proposed(TraceFormatException refusal) {
        Matcher option = OPTION.matcher(String.valueOf(refusal.getMessage()));
        assertThat(option.find()).as(refusal.getMessage()).isTrue();
        return ColumnMapping.parse(option.group(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timestamp\": SECOND, \"input_tokens\": PROMPT, \"output_tokens\": OUTPUT}",
                "{\"time\": SECOND, \"input_tokens\": PROMPT, \"output_tokens\": OUTPUT}",
                "{\"ts\": MILLIS, \"model\": \"m\", \"input_tokens\": PROMPT, \"output_tokens\": OUTPUT, \"requests\": 1}",
                "{\"timestamp\": SECOND, \"prompt_tokens\": PROMPT, \"completion_tokens\": OUTPUT, \"total_tokens\": 9}",
                "{\"timestamp\": \"CLOCK\", \"prompt_tokens\": PROMPT, \"completion_tokens\": OUTPUT}",
                "{\"request_id\": \"r\", \"created\": SECOND, \"input_length\": PROMPT, \"output_length\": OUTPUT}",
                "{\"request_id\": \"r\", \"type\": \"chat\", \"arrival\": SECOND, \"input_length\": PROMPT, \"output_length\": OUTPUT}",
                "{\"ts\": SECOND, \"usage\": {\"input_tokens\": PROMPT, \"output_tokens\": OUTPUT}}",
                "{\"arrival_time\": SECOND, \"input_length\": PROMPT, \"output_length\": OUTPUT}",
                "{\"timestamp\": SECOND, \"input_len\": PROMPT, \"output_len\": OUTPUT, \"requests\": [1]}",
            })
    void aLogWithTheUsualNamesIsReadByTheOptionThatItsRefusalProposes(String row) throws Exception {
        Path file = log(row);
        TraceFormatException refusal = refusal(file);
        assertThat(refusal.kind()).isIn(Kind.UNKNOWN_FORMAT, Kind.NO_ROWS);

        Trace trace = TraceReader.readTable(file, proposed(refusal), ImportOptions.DEFAULT, ReadProgress.NONE)
                .trace();
        assertThat(trace.size()).isEqualTo(ROWS);
        assertThat(trace.lastArrivalTick()).isEqualTo(2 * (ROWS - 1) * Ticks.PER_SECOND);
        assertThat(trace.promptTokens(6)).isEqualTo(16);
        assertThat(trace.outputTokens(2)).isEqualTo(7);
    }

    @Test
    void aKnownFormatWithTimesOfAnotherShapeNamesTheColumns() throws Exception {
        Path file = log("{\"timestamp\": \"CLOCK\", \"input_length\": PROMPT, \"output_length\": OUTPUT}");
        TraceFormatException refusal = refusal(file);
        assertThat(refusal.kind()).isEqualTo(Kind.NO_ROWS);
        assertThat(refusal).hasMessageContaining("mooncake");
        assertThat(proposed(refusal).text()).isEqualTo("time=timestamp:clock,prompt=input_length,output=output_length");
    }

    @Test
    void lengthsUnderVidursNamesWithATimeOfAnotherNameAreATable() throws Exception {
        Path file = log("SECOND,PROMPT,OUTPUT");
        Files.writeString(file, "started_at,num_prefill_tokens,num_decode_tokens\n" + Files.readString(file));
        assertThat(proposed(refusal(file)).text())
                .isEqualTo("time=started_at:s,prompt=num_prefill_tokens,output=num_decode_tokens");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"0\": {\"input_tokens\": \"{}\", \"output_tokens\": \"{}\"}} | CLIENT_POOL",
                "{\"21600\":{\"output_tokens\":\"{5: 0.5, 6: 0.5}\"}} | CLIENT_POOL",
                "600,0.085,6.69,Gamma,0.0223,73.01 | CLIENT_POOL",
                "{\"usage\": {\"input_tokens\": PROMPT, \"output_tokens\": OUTPUT}} | UNKNOWN_FORMAT",
            })
    void aPoolIsKnownByItsWindowsNotByItsNames(String row, Kind kind) throws Exception {
        assertThat(refusal(log(row)).kind()).isEqualTo(kind);
    }

    @Test
    void gapsInTheGuessAreToBeFilledIn() throws Exception {
        assertThat(refusal(log("{\"ts\": SECOND, \"input_tokens\": PROMPT, \"text\": \"x\"}")))
                .hasMessageContaining("--columns 'time=ts:s,prompt=input_tokens,output=COLUMN', filled in");
    }
}
