package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.workload.RequestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeGenPoolTest {
    private static final Path PUBLISHED = Path.of("../../shared/traces/servegen/reason/deepseek-r1");

    @TempDir
    private Path folder;

    @BeforeEach
    void writePool() throws IOException {
        Files.writeString(folder.resolve("chunk-3-trace.csv"), """
                0,0,0,,0,0
                600,2,1.5,Gamma,0.4,1.1\r
                1200,9.5e-1,0.8,Weibull,1.2,1.1
                1800,4,0,,0,0
                """);
        Files.writeString(folder.resolve("chunk-3-dataset.json"), """
                {"0": {"input_tokens": "{45: 0.25, 46: 0.75}", "output_tokens": "{0: 1.0}"},
                 "1200": {"input_tokens": "{7: 1e0}", "output_tokens": "{}"}}
                """);
        Files.writeString(folder.resolve("chunk-12-trace.csv"), "0,0,0,,0,0\n600,0,0,,0,0\n");
        Files.writeString(folder.resolve("chunk-12-dataset.json"), "{}");
    }

    private Trace generate(String options) throws IOException, ScenarioException {
        Path recipe = folder.resolve("pool.json");
        Files.writeString(recipe, "{\"servegen\": {\"folder\": \".\"" + options + "}, \"duration_s\": 2400}");
        return new TraceLibrary()
                .load(new TraceSource(SourceKind.FILE, recipe.toString(), "auto"), 5, () -> false)
                .trace();
    }

    @Test
    void clientsAskAsTheirWindowsSay() throws IOException, ScenarioException {
        Trace trace = generate("");
        assertThat(trace.names(Label.CLIENT)).containsExactly("client-3");
        double[] counts = new double[4];
        for (int r = 0; r < trace.size(); r++) {
            int window = (int) (trace.arrivalTick(r) / Ticks.fromSeconds(600));
            counts[window]++;
            assertThat(trace.promptTokens(r)).isIn(window < 2 ? List.of(45, 46) : List.of(7));
            assertThat(trace.outputTokens(r)).isEqualTo(1);
        }
        assertThat(counts[0]).isZero();
        assertThat(counts[1]).isCloseTo(1_200, within(5 * 1.5 * Math.sqrt(1_200)));
        assertThat(counts[2]).isCloseTo(570, within(5 * Math.sqrt(570)));
        assertThat(counts[3]).isCloseTo(2_400, within(5 * Math.sqrt(2_400)));
    }

    @Test
    void aTraceMayBeginLaterAndBeFaster() throws IOException, ScenarioException {
        Trace trace = generate(", \"from_s\": 1800, \"rate_scale\": 2");
        double firstWindow = 0;
        for (int r = 0; r < trace.size(); r++) {
            firstWindow += trace.arrivalTick(r) < Ticks.fromSeconds(600) ? 1 : 0;
            assertThat(trace.promptTokens(r)).isEqualTo(7);
        }
        assertThat(firstWindow).isCloseTo(4_800, within(5 * Math.sqrt(4_800)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chunk-3-trace.csv | 0,1,2 | line 1, has \"0,1,2\"; expected six fields",
                "chunk-3-trace.csv | 0,x,1,Gamma,1,1 | has \"x\"; expected a number",
                "chunk-3-trace.csv | 0,1,1,Pareto,1,1 | has \"Pareto\"; expected Gamma, Weibull or nothing",
                "chunk-3-dataset.json | [ | cannot be read as JSON",
                "chunk-3-dataset.json | {\"0\": {}} | has no text input_tokens",
                "chunk-3-dataset.json | {\"0\": {\"input_tokens\": \"45\", \"output_tokens\": \"{}\"}} | a dictionary",
                "chunk-3-dataset.json | {\"0\": {\"input_tokens\": \"{-4: 1}\", \"output_tokens\": \"{}\"}} | has \"-4\"",
            })
    void saysWhatIsWrong(String file, String content, String expected) throws IOException {
        Files.writeString(folder.resolve(file), content + "\n");
        assertThatThrownBy(() -> generate(""))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(expected);
    }

    @Test
    void aFolderWithoutClientsIsNone() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> ServeGenPool.streams(empty, 0, 600)).hasMessageContaining("no file chunk-N-trace.csv");
        assertThatThrownBy(() -> ServeGenPool.streams(folder.resolve("none"), 0, 600))
                .hasMessageContaining("cannot be read as a pool");
    }

    /** The published statistics of the pool: 73 clients, 16.0 requests/s over 24 h. */
    @Test
    void thePublishedPoolHasItsPublishedRate() throws ScenarioException, IOException {
        if (!Files.isDirectory(PUBLISHED)) {
            System.err.println("SKIPPED: the published pool " + PUBLISHED + " is missing, its test did not run.");
            Assumptions.abort("missing " + PUBLISHED);
        }
        List<RequestStream> streams = ServeGenPool.streams(PUBLISHED, 0, Double.POSITIVE_INFINITY);
        assertThat(streams).hasSizeBetween(60, 73);
        assertThat(streams.stream()
                        .mapToDouble(RequestStream::meanRatePerSecond)
                        .sum())
                .isCloseTo(16.0, within(0.1));
        Path recipe = folder.resolve("r1.json");
        Files.writeString(
                recipe, "{\"servegen\": {\"folder\": \"" + PUBLISHED.toAbsolutePath() + "\"}, \"duration_s\": 86400}");
        Trace trace = new TraceLibrary()
                .load(new TraceSource(SourceKind.FILE, recipe.toString(), "auto"), 5, () -> false)
                .trace();
        TraceStatistics statistics = TraceStatistics.of(trace);
        assertThat(statistics.ratePerSecond()).isCloseTo(16.0, within(0.3));
        assertThat((double) statistics.promptTokens().p50()).isCloseTo(208, within(15.0));
        assertThat(statistics.outputTokens().mean()).isCloseTo(1_527, within(40.0));
    }
}
