package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.session.ScenarioDefaults;
import dev.tokenyard.app.session.ScenarioFile;
import dev.tokenyard.app.session.ScenarioSpec;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tables of no known format on the command line and in scenario files. */
class ColumnsOptionTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void write() throws IOException {
        StringBuilder rows = new StringBuilder("when_ms;tier;in;out\n");
        for (int r = 0; r < 40; r++) {
            rows.append(r * 250).append(r % 2 == 0 ? ";gold;" : ";basic;");
            rows.append(100 + r).append(';').append(1 + r % 7).append('\n');
        }
        table = Files.writeString(folder.resolve("mine.csv"), rows.toString());
    }

    @Test
    void theErrorNamesAnOptionThatReadsTheFile() {
        CommandResult unknown = CommandResult.of("describe", table.toString());
        assertThat(unknown.exitCode()).isEqualTo(2);
        Matcher option = Pattern.compile("--columns '([^']+)'").matcher(unknown.err());
        assertThat(option.find()).as(unknown.err()).isTrue();
        JsonNode json = CommandResult.of("describe", table.toString(), "--columns", option.group(1), "--json")
                .json();
        assertThat(json.get("rows_read").asInt()).isEqualTo(40);
        assertThat(json.get("rows_refused").asInt()).isZero();
        assertThat(json.get("span_s").asDouble()).isEqualTo(9.75);
        assertThat(json.get("classes").get("gold").asInt()).isEqualTo(20);
    }

    @Test
    void aRunIsMadeOfATableAndItsScenarioSaysHow() {
        JsonNode run = CommandResult.of(
                        "run",
                        "--trace",
                        table.toString(),
                        "--columns",
                        "time=when_ms:ms,prompt=in,output=out",
                        "--policy",
                        "fcfs",
                        "--json")
                .json();
        assertThat(run.get("scenario").get("trace").get("columns").stringValue())
                .isEqualTo("time=when_ms:ms,prompt=in,output=out");
    }

    @Test
    void whatIsWrongIsSaidInASentence() {
        CommandResult spoilt = CommandResult.of("describe", table.toString(), "--columns", "prompt=in");
        assertThat(spoilt.exitCode()).isEqualTo(2);
        assertThat(spoilt.err()).contains("Option --columns", "it has no output=", ColumnMapping.USAGE);
        CommandResult missing = CommandResult.of("describe", table.toString(), "--columns", "prompt=in,output=exit");
        assertThat(missing.err()).contains("has no column exit; its columns are when_ms, tier, in, out.");
        CommandResult sample =
                CommandResult.of("describe", "chat.csv", "--columns", "time=when_ms:ms,prompt=in,output=out");
        assertThat(sample.err()).contains("leave either the columns or the format away");
    }

    @Test
    void aScenarioKeepsTheColumnsAndOnlyWhereThereAreAny() throws Exception {
        Path file = folder.resolve("s.json");
        ScenarioSpec plain = ScenarioDefaults.opening().withTrace(TraceSource.file(table.toString()));
        ScenarioFile.write(file, plain);
        assertThat(Files.readString(file)).doesNotContain("columns");
        ScenarioSpec mapped = plain.withTrace(
                plain.trace().withColumns(ColumnMapping.parse("time=when_ms:ms,prompt=in,output=out,class=tier")));
        ScenarioFile.write(file, mapped);
        assertThat(ScenarioFile.read(file)).isEqualTo(mapped);
        Files.writeString(file, Files.readString(file).replace("prompt=in", "prompts=in"));
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .hasMessageContaining("In the scenario, trace.columns: ")
                .hasMessageContaining("there is no role \"prompts\"");
    }
}
