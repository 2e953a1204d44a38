package dev.tokenyard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.trace.edit.TraceEdit;
import dev.tokenyard.sim.workload.SampleTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any trace as the project's CSV, edited on the way. */
class ConvertCommandTest {
    @TempDir
    private Path folder;

    private CommandResult convert(String trace, String... options) {
        List<String> all = new ArrayList<>(List.of("convert", trace, "-o", out().toString(), "--force"));
        all.addAll(List.of(options));
        return CommandResult.of(all.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("out.csv");
    }

    private Trace converted(String trace, String... options) throws Exception {
        CommandResult result = convert(trace, options);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        Trace written = TraceReader.read(out()).trace();
        assertThat(result.out()).contains(String.format("out.csv: %,d request", written.size()));
        return written;
    }

    private static void assertSame(Trace actual, Trace expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int r = 0; r < actual.size(); r++) {
            assertThat(actual.arrivalTick(r)).isEqualTo(expected.arrivalTick(r));
            assertThat(actual.promptTokens(r)).isEqualTo(expected.promptTokens(r));
            assertThat(actual.outputTokens(r)).isEqualTo(expected.outputTokens(r));
            for (Label label : Label.values()) {
                assertThat(name(actual, label, r)).isEqualTo(name(expected, label, r));
            }
        }
    }

    private static String name(Trace trace, Label label, int r) {
        int index = trace.nameIndex(label, r);
        return index < 0 ? "" : trace.names(label).get(index);
    }

    @Test
    void aTraceIsWrittenAsItIs() throws Exception {
        assertSame(converted("chat.csv"), SampleTraces.load("chat.csv"));
        assertThat(Files.readString(out())).startsWith("# Read from chat.csv as tokenyard\narrival_s");
    }

    @Test
    void editsAreThoseOfTheWorkbenchInTheirOrder() throws Exception {
        Trace chat = SampleTraces.load("chat.csv");
        Trace expected = TraceEdit.applyAll(
                List.of(
                        new TraceEdit.Cut(60, 300),
                        new TraceEdit.Sample(0.5, 3),
                        new TraceEdit.Scale(2),
                        new TraceEdit.Shift(10),
                        new TraceEdit.Merge(new TraceEdit.Shift(5).apply(SampleTraces.load("mixed-slo.csv")))),
                chat);
        Trace made = converted(
                "chat.csv",
                "--from=60",
                "--to=300",
                "--sample=0.5",
                "--rate-scale=2",
                "--shift=10",
                "--merge=mixed-slo.csv",
                "--merge-shift=5",
                "--seed=3");
        assertSame(made, expected);
        assertThat(Files.readAllLines(out()).subList(0, 7))
                .containsExactly(
                        "# Read from chat.csv as tokenyard",
                        "# Edited from chat.csv",
                        "# cut from 60 s to 300 s",
                        "# a sample of 50 % (seed 3)",
                        "# rate x 2",
                        "# later by 10 s",
                        "# merged with mixed-slo.csv");
    }

    @Test
    void columnsRepairsAndRulesAreApplied() throws Exception {
        Path log = Files.writeString(
                folder.resolve("log.jsonl"),
                "{\"ts\": 5, \"in\": 7, \"out\": 0}\n{\"ts\": 3, \"in\": 900, \"out\": 4}\nx\n");
        Trace made = converted(
                log.toString(),
                "--columns=time=ts:s,prompt=in,output=out",
                "--repair=failed=keep",
                "--assign=class=prompt:100=short,rest=long",
                "--assign=model=shares:m=1");
        assertThat(name(made, Label.CLASS, 0)).isEqualTo("long");
        assertThat(name(made, Label.CLASS, 1)).isEqualTo("short");
        assertThat(TraceStatistics.of(made).models()).hasSize(1);
        assertThat(made.lastArrivalTick()).isEqualTo(2_000_000_000_000L);
        assertThat(convert(log.toString(), "--columns=time=ts:s,prompt=in,output=out")
                        .out())
                .containsPattern("rows refused +2")
                .contains("complete JSON object");
        assertThat(Files.readString(out())).contains("# Read from log.jsonl as columns");
    }

    @Test
    void aFileThatIsThereIsKept() throws IOException {
        Files.writeString(out(), "mine");
        CommandResult result = CommandResult.of("convert", "chat.csv", "-o", out().toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("exists", "--force");
        assertThat(out()).hasContent("mine");
    }

    /** However forced, a file that is read is not written over, nor through a link, nor by any command that writes one. */
    @Test
    void whatIsReadIsNeverWrittenOver() throws IOException {
        String rows = "arrival_s,prompt_tokens,output_tokens\n0,10,5\n1,10,5\n";
        String trace = Files.writeString(out(), rows).toString();
        String link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("out.csv"))
                .toString();
        String recipe = Files.writeString(
                        folder.resolve("recipe.json"),
                        "{\"name\":\"r\",\"requests\":4,\"streams\":[{\"class\":\"\",\"arrivals\":"
                                + "{\"process\":\"poisson\",\"rate_per_s\":1},\"prompt_tokens\":{\"median\":100},"
                                + "\"output_tokens\":{\"median\":20}}]}")
                .toString();
        Path client = folder.resolve("chunk-1-trace.csv");
        Files.writeString(client, "0,1,1,,0,0\n");
        String pool = Files.writeString(folder.resolve("pool.json"), "{\"servegen\": {\"folder\": \".\"}}")
                .toString();
        String before = Files.readString(Path.of(recipe));
        for (List<String> command : List.of(
                List.of("convert", trace, "-o", trace),
                List.of("convert", trace, "-o", link),
                List.of("convert", link, "-o", trace),
                List.of("convert", "chat.csv", "--merge", trace, "-o", trace),
                List.of("generate", recipe, "-o", recipe),
                List.of("generate", pool, "-o", client.toString()),
                List.of("fit", trace, "-o", trace),
                List.of("predict", trace, "--predictor", "oracle", "--out", trace))) {
            List<String> words = new ArrayList<>(command);
            words.add("--force");
            CommandResult result = CommandResult.of(words.toArray(String[]::new));
            assertThat(result.exitCode()).as("%s", command).isEqualTo(2);
            assertThat(result.err()).contains(" made from; give the ", " a file of its own.");
            assertThat(result.err().lines()).hasSize(1);
        }
        assertThat(out()).hasContent(rows);
        assertThat(Path.of(recipe)).hasContent(before);
        assertThat(client).hasContent("0,1,1,,0,0\n");
        assertThat(convert("chat.csv").exitCode())
                .as("another file is replaced")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat.csv --from=9 --to=3 | keeps no time",
                "chat.csv --sample=0 | A sample of 0.0 %",
                "chat.csv --rate-scale=-1 | The rate scale is -1.0",
                "chat.csv --from=99999999 | No request of chat.csv is left",
                "chat.csv --shift=-9999 | cannot come",
                "chat.csv --merge-shift=5 | give both or neither",
                "chat.csv --merge=nope.csv | There is no file nope.csv",
                "nope.csv | There is no file nope.csv",
                "chat.csv --assign=size=1 | Option --assign",
                "chat.csv --repair=lost=found | Option --repair",
            })
    void saysWhatIsWrong(String arguments, String expected) {
        String[] words = arguments.split(" ");
        CommandResult result =
                convert(words[0], List.of(words).subList(1, words.length).toArray(String[]::new));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(expected).doesNotContain("\tat ").endsWith(".\n");
        assertThat(out()).doesNotExist();
    }
}
