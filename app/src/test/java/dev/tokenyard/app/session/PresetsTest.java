package dev.tokenyard.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.app.session.ScenarioSpec.SourceKind;
import dev.tokenyard.app.session.ScenarioSpec.TraceSource;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.trace.ImportOptions;
import dev.tokenyard.sim.trace.TokenQuantiles;
import dev.tokenyard.sim.trace.TraceReader;
import dev.tokenyard.sim.trace.TraceStatistics;
import dev.tokenyard.sim.workload.WorkloadGenerator;
import dev.tokenyard.sim.workload.WorkloadSpec;
import dev.tokenyard.sim.workload.profile.TraceDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
    private static final Path SAMPLES = Path.of("../sample-traces");
    private static final Path PUBLISHED = Path.of("../../shared/traces");

    @Test
    void theCommittedSamplesAreWhatThePresetsGenerate(@TempDir Path folder) throws IOException {
        for (Path written : Presets.writeSamples(folder)) {
            assertThat(SAMPLES.resolve(written.getFileName())).hasSameBinaryContentAs(written);
        }
    }

    @Test
    void aPresetIsATraceForScenarios() throws ScenarioException {
        for (Presets.Preset preset : Presets.all()) {
            TraceSource source = TraceSource.sample(preset.name());
            assertThat(TraceLibrary.isRecipe(source)).isTrue();
            Trace trace = new TraceLibrary().load(source, 3, () -> false).trace();
            assertThat(trace.size()).isEqualTo(2_000);
            assertThat(source.kind()).isEqualTo(SourceKind.SAMPLE);
            assertThat(preset.name()).isEqualTo(Presets.recipe(preset.name(), 3).name() + ".json");
        }
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of(
                        "azure-2023-conversation", "azure-llm-2023/AzureLLMInferenceTrace_conv.first40min.csv", ""),
                Arguments.of("azure-2023-code", "azure-llm-2023/AzureLLMInferenceTrace_code.first40min.csv", ""),
                Arguments.of("mooncake-conversation", "mooncake/conversation_trace.first40min.jsonl", "times=spread"),
                Arguments.of(
                        "arxiv-summarization",
                        "vidur/arxiv_summarization_stats_llama2_tokenizer_filtered_v2.first20000.csv",
                        "arrivals=poisson:1"));
    }

    /** As many requests as were published are drawn, so that only the recipe tells the two apart. */
    @ParameterizedTest
    @MethodSource("sources")
    void theReadmeSaysHowNearAPresetComesToItsSource(String name, String file, String repair) throws Exception {
        Path path = PUBLISHED.resolve(file);
        if (!Files.isRegularFile(path)) {
            System.err.println("SKIPPED: the published trace " + path + " is missing, its test did not run.");
            Assumptions.abort("missing " + path);
        }
        ImportOptions options = repair.isEmpty() ? ImportOptions.DEFAULT : with(repair.split("=", 2));
        assertRows(name, TraceReader.read(path, options).trace());
    }

    private static ImportOptions with(String[] repair) {
        return ImportOptions.DEFAULT.with(repair[0], repair[1]);
    }

    @Test
    void theReadmeSaysHowNearTheReasoningModelComes(@TempDir Path folder) throws Exception {
        Path pool = PUBLISHED.resolve("servegen/reason/deepseek-r1");
        if (!Files.isDirectory(pool)) {
            System.err.println("SKIPPED: the published pool " + pool + " is missing, its test did not run.");
            Assumptions.abort("missing " + pool);
        }
        Path recipe = folder.resolve("pool.json");
        Files.writeString(
                recipe, "{\"servegen\": {\"folder\": \"" + pool.toAbsolutePath() + "\"}, \"duration_s\": 86400}");
        assertRows("deepseek-r1", WorkloadGenerator.generate(WorkloadFile.read(recipe, 7)));
    }

    private static void assertRows(String name, Trace source) throws IOException {
        WorkloadSpec recipe = Presets.recipe(name + ".json", Presets.SAMPLE_SEED);
        Trace drawn = WorkloadGenerator.generate(
                WorkloadSpec.ofRequests(source.size(), name, Presets.SAMPLE_SEED, recipe.streams()));
        TraceDistance distance = TraceDistance.between(source, drawn);
        String rows = row(name + " | source", source, "", "", "")
                + row(
                        " | drawn",
                        drawn,
                        distance(distance.gaps()),
                        distance(distance.promptTokens()),
                        distance(distance.outputTokens()));
        assertThat(Files.readString(SAMPLES.resolve("README.md"))).contains(rows);
    }

    private static String distance(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String row(String name, Trace trace, String gaps, String prompts, String outputs) {
        TraceStatistics statistics = TraceStatistics.of(trace);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | %s | %s | %s | %s | %s |%n",
                name,
                statistics.requests(),
                statistics.ratePerSecond(),
                statistics.interArrivalCv(),
                gaps,
                tokens(statistics.promptTokens()),
                prompts,
                tokens(statistics.outputTokens()),
                outputs);
    }

    private static String tokens(TokenQuantiles tokens) {
        return String.format(
                Locale.ROOT, "%.0f / %d / %d / %d", tokens.mean(), tokens.p50(), tokens.p90(), tokens.p99());
    }
}
