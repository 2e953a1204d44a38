package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.RowReason;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers on the traces as their authors publish them, against the statistics published beside them. */
class PublishedTracesTest {
    private static final String ARXIV = "vidur/arxiv_summarization_stats_llama2_tokenizer_filtered_v2.first20000.csv";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        azure-llm-2023/AzureLLMInferenceTrace_conv.first40min.csv              | azure-2023 | 14176 | 2400.0 | 5.907 | 1.08  | 1195.1  1015 4074 4121 14050   | 201.5 115 421 598 1000
        azure-llm-2023/AzureLLMInferenceTrace_code.first40min.csv              | azure-2023 | 7491  | 2392.6 | 3.131 | 12.57 | 2040.1  1465 5177 7436 7437    | 27.6 13 55 248 1899
        azure-llm-2023-epoch-ms/AzureLLMInferenceTrace_conv_int.first5000.csv  | azure-2023 | 5000  | 1023.3 | 4.886 | 1.06  | 1161.1  1046 2314 4107 7930    | 257.5 217 431 638 1000
        mooncake/conversation_trace.first40min.jsonl                           | mooncake   | 7851  | 2397.0 | 3.275 | 2.97  | 12428.0 7284 27991 89868 124847 | 347.1 356 606 1168 2000
        vidur/splitwise_conv.first40min.csv                                    | vidur      | 14176 | 2400.0 | 5.907 | 1.08  | 1195.1  1015 4074 4121 14050   | 201.5 115 421 598 1000
        """)
    void statisticsAgreeWithThePublishedTable(
            String file, String format, int n, double span, double rate, double cv, String prompts, String outputs)
            throws Exception {
        TraceImport read = TraceReader.read(SharedTraces.require(file));

        assertThat(read.report().formatId()).isEqualTo(format);
        assertThat(read.report().rowsRead()).isEqualTo(n);
        assertThat(read.report().rowsRefused()).isZero();
        assertThat(read.report().rowsRepaired()).isZero();
        TraceStatistics statistics = TraceStatistics.of(read.trace());
        assertThat(statistics.requests()).isEqualTo(n);
        assertThat(statistics.spanSeconds()).isCloseTo(span, within(0.05));
        assertThat(statistics.ratePerSecond()).isCloseTo(rate, within(0.0005));
        assertThat(statistics.interArrivalCv()).isCloseTo(cv, within(0.005));
        assertThat(read.trace().arrivalTick(0)).isZero();
        assertQuantiles(read.trace(), read.trace()::promptTokens, statistics.promptTokens(), prompts);
        assertQuantiles(read.trace(), read.trace()::outputTokens, statistics.outputTokens(), outputs);
    }

    /**
     * The published quantiles are interpolated between the two nearest ranks and cut to whole tokens; ours are of nearest
     * rank. So the published value must come out by its own rule, and ours must lie within a rank of it.
     */
    private static void assertQuantiles(Trace trace, IntUnaryOperator tokens, TokenQuantiles ours, String published) {
        List<String> table = Arrays.asList(published.split(" +", -1));
        int[] sorted = IntStream.range(0, trace.size()).map(tokens).sorted().toArray();
        assertThat(ours.mean()).isCloseTo(Double.parseDouble(table.get(0)), within(0.051));
        assertQuantile(sorted, 0.50, ours.p50(), Integer.parseInt(table.get(1)));
        assertQuantile(sorted, 0.90, ours.p90(), Integer.parseInt(table.get(2)));
        assertQuantile(sorted, 0.99, ours.p99(), Integer.parseInt(table.get(3)));
        assertThat(ours.max()).isEqualTo(Integer.parseInt(table.get(4)));
    }

    private static void assertQuantile(int[] sorted, double share, int ours, int published) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double interpolated = sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
        assertThat(interpolated).isCloseTo(published, within(1.0));
        assertThat(ours).isBetween(sorted[below], sorted[below + 1]);
    }

    @Test
    void vidurAndAzureAgreeOnTheSameRecording() throws Exception {
        Trace azure = TraceReader.read(
                        SharedTraces.require("azure-llm-2023/AzureLLMInferenceTrace_conv.first40min.csv"))
                .trace();
        Trace vidur = TraceReader.read(SharedTraces.require("vidur/splitwise_conv.first40min.csv"))
                .trace();

        for (int r = 0; r < azure.size(); r++) {
            assertThat(vidur.promptTokens(r)).isEqualTo(azure.promptTokens(r));
            assertThat(vidur.outputTokens(r)).isEqualTo(azure.outputTokens(r));
            assertThat(vidur.arrivalTick(r)).isCloseTo(azure.arrivalTick(r), within(1_000_000L));
        }
    }

    @Test
    void aVidurFileOfLengthsOnlyIsRefusedWithAWayOut() {
        Path lengths = SharedTraces.require(ARXIV);

        assertThatThrownBy(() -> TraceReader.read(lengths))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("first20000.csv")
                .hasMessageContaining("no arrival times")
                .hasMessageContainingAll("--repair arrivals=poisson:5", "add arrived_at");
    }

    @Test
    void lengthsOnlyCanBePlayedWithAssignedArrivals() throws Exception {
        Path lengths = SharedTraces.require(ARXIV);
        ImportOptions fivePerSecond = ImportOptions.DEFAULT.with("arrivals", "poisson:5");

        TraceImport read = TraceReader.read(lengths, fivePerSecond);
        TraceStatistics statistics = TraceStatistics.of(read.trace());
        assertThat(statistics.requests()).isEqualTo(20_000);
        // Four standard errors of a mean gap, and of the coefficient of variation of exponential gaps.
        assertThat(statistics.ratePerSecond()).isCloseTo(5, within(0.15));
        assertThat(statistics.interArrivalCv()).isCloseTo(1, within(0.03));
        assertQuantiles(
                read.trace(), read.trace()::promptTokens, statistics.promptTokens(), "2581.7 2720 3702 3934 4046");
        assertQuantiles(read.trace(), read.trace()::outputTokens, statistics.outputTokens(), "295.8 167 372 3293 4056");
        assertThat(read.report().rowsRepaired(RowReason.ARRIVALS)).isEqualTo(20_000);
        assertThat(TraceReader.read(lengths, fivePerSecond).trace().arrivalTick(19_999))
                .isEqualTo(read.trace().arrivalTick(19_999));
        assertThat(TraceReader.read(lengths, ImportOptions.DEFAULT.with("arrivals", "poisson:5:8"))
                        .trace()
                        .arrivalTick(19_999))
                .isNotEqualTo(read.trace().arrivalTick(19_999));
    }

    @Test
    void anOfflineJobIsSubmittedAtOnce() throws Exception {
        TraceImport read = TraceReader.read(
                SharedTraces.require("servegen/offline/trace_d.first40.jsonl"),
                ImportOptions.DEFAULT.with("arrivals", "at-once"));

        assertThat(read.report().formatId()).isEqualTo("servegen-offline");
        Trace trace = read.trace();
        assertThat(trace.size()).isEqualTo(40);
        assertThat(trace.lastArrivalTick()).isZero();
        assertThat(trace.promptTokens(0)).isEqualTo(61);
        assertThat(trace.outputTokens(0)).isEqualTo(2370);
        assertThat(IntStream.range(0, 40).map(trace::outputTokens).max()).hasValue(6144);
        assertThat(trace.classNames()).containsExactly("text");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        azure-llm-2024/AzureLLMInferenceTrace_code_1week.sample10.csv      | azure-2024       | 10 | 0 | 2401.6 7670 | 18.0 79
        azure-lmm-2025/AzureLMMInferenceTrace_multimodal.sample10.csv      | azure-multimodal | 10 | 0 | 1285.9 4564 | 139.5 491
        burstgpt/BurstGPT_1.head.csv                                       | burstgpt         | 28 | 1 | 614.8 1574  | 351.1 1656
        burstgpt/BurstGPT_3.head4.csv                                      | burstgpt         | 4  | 0 | 914.0 1779  | 194.0 446
        splitwise-sim/test_trace.csv                                       | splitwise-sim    | 3  | 0 | 2730.7 4096 | 18.7 32
        """)
    void formatSamplesAreReadWhole(String file, String format, int n, int failed, String prompts, String outputs)
            throws Exception {
        TraceImport read = TraceReader.read(SharedTraces.require(file));

        assertThat(read.report().formatId()).isEqualTo(format);
        assertThat(read.report().rowsRead()).isEqualTo(n);
        assertThat(read.report().rowsRefused()).isEqualTo(failed);
        assertThat(read.report().refused()).allMatch(finding -> finding.reason() == RowReason.FAILED);
        TraceStatistics statistics = TraceStatistics.of(read.trace());
        assertMeanAndMax(statistics.promptTokens(), prompts);
        assertMeanAndMax(statistics.outputTokens(), outputs);
    }

    private static void assertMeanAndMax(TokenQuantiles ours, String published) {
        List<String> table = Arrays.asList(published.split(" +", -1));
        assertThat(ours.mean()).isCloseTo(Double.parseDouble(table.get(0)), within(0.051));
        assertThat(ours.max()).isEqualTo(Integer.parseInt(table.get(1)));
    }

    @Test
    void burstGptKeepsFailedRowsIfAskedAndAgreesWithThePublishedTable() throws Exception {
        Path file = SharedTraces.require("burstgpt/BurstGPT_1.head.csv");

        TraceImport read = TraceReader.read(file, ImportOptions.DEFAULT.with("failed", "keep"));
        TraceStatistics statistics = TraceStatistics.of(read.trace());
        assertThat(statistics.requests()).isEqualTo(29);
        assertThat(statistics.spanSeconds()).isEqualTo(2268);
        assertThat(statistics.ratePerSecond()).isCloseTo(0.013, within(0.0005));
        assertThat(statistics.interArrivalCv()).isCloseTo(0.81, within(0.005));
        // The table has the failed row with 0 and 0 tokens, which here are 1 and 1.
        assertThat(statistics.promptTokens().mean()).isCloseTo(593.6 + 1 / 29.0, within(0.051));
        assertThat(statistics.outputTokens().mean()).isCloseTo(339.0 + 1 / 29.0, within(0.051));
        assertThat(statistics.promptTokens().p50()).isEqualTo(472);
        assertThat(statistics.outputTokens().p50()).isEqualTo(276);
        assertThat(read.report().rowsRepaired(RowReason.FAILED)).isEqualTo(1);
        assertThat(read.trace().classNames()).containsExactly("Conversation log");
        assertThat(read.trace().names(Label.CLIENT)).containsExactly("ChatGPT", "GPT-4");
        assertThat(read.trace().modelNames()).isEmpty();
    }

    @Test
    void burstGptOfTheThirdReleaseHasSessions() throws Exception {
        Trace trace = TraceReader.read(SharedTraces.require("burstgpt/BurstGPT_3.head4.csv"))
                .trace();

        assertThat(trace.names(Label.SESSION)).hasSize(4).contains("1722ac82-0a46-4bf0-aa08-89794e7a2b3f");
        assertThat(trace.lastArrivalTick()).isEqualTo(144 * Ticks.PER_SECOND);
    }

    @Test
    void mooncakesStepsAreFoundAndCanBeSpread() throws Exception {
        Path file = SharedTraces.require("mooncake/conversation_trace.first40min.jsonl");
        TraceImport kept = TraceReader.read(file);
        TraceImport spread = TraceReader.read(file, ImportOptions.DEFAULT.with("times", "spread"));

        assertThat(kept.report().stepSeconds()).isEqualTo(3);
        assertThat(kept.report().rowsRepaired()).isZero();
        assertThat(spread.report().stepSeconds()).isEqualTo(3);
        Set<Long> times = new HashSet<>();
        for (int r = 0; r < kept.trace().size(); r++) {
            long moved = spread.trace().arrivalTick(r) - kept.trace().arrivalTick(r);
            assertThat(moved).isBetween(0L, 3 * Ticks.PER_SECOND);
            assertThat(spread.trace().promptTokens(r)).isEqualTo(kept.trace().promptTokens(r));
            times.add(kept.trace().arrivalTick(r));
        }
        assertThat(spread.report().rowsRepaired(RowReason.STEPS))
                .isEqualTo(kept.trace().size() - times.size());
        assertThat(TraceStatistics.of(spread.trace()).interArrivalCv()).isLessThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "azure-llm-2023/AzureLLMInferenceTrace_conv.first40min.csv",
                "azure-llm-2023/AzureLLMInferenceTrace_code.first40min.csv",
                "azure-llm-2023-epoch-ms/AzureLLMInferenceTrace_conv_int.first5000.csv",
                "vidur/splitwise_conv.first40min.csv",
            })
    void recordingsWithFineTimesHaveNoSteps(String file) throws Exception {
        assertThat(TraceReader.read(SharedTraces.require(file)).report().stepSeconds())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "servegen/offline/trace_d.first40.jsonl, no arrival times",
        "servegen/offline/content_hash.documented-example2.jsonl, output_length is empty or missing",
        "servegen/reason/deepseek-r1/chunk-50-trace.csv, A recipe draws requests from its folder",
        "servegen/reason/deepseek-r1/chunk-50-dataset.json, A recipe draws requests from its folder",
        "servegen/language/m-small/chunk-0-trace.csv, A recipe draws requests from its folder",
        "README.md, in no known trace format",
    })
    void otherPublicFilesAreRefusedWithASentence(String file, String reason) {
        Path published = SharedTraces.require(file);

        assertThatThrownBy(() -> TraceReader.read(published))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining(reason);
    }
}
