package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokenyard.sim.model.Trace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers on the traces as their authors publish them, against the statistics published beside them. */
class PublishedTracesTest {

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
        Path lengths =
                SharedTraces.require("vidur/arxiv_summarization_stats_llama2_tokenizer_filtered_v2.first20000.csv");

        assertThatThrownBy(() -> TraceReader.read(lengths))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("first20000.csv")
                .hasMessageContaining("has no arrival times")
                .hasMessageContaining("Add a column arrived_at");
    }

    @ParameterizedTest
    @CsvSource({
        "servegen/offline/trace_d.first40.jsonl, no arrival times",
        "burstgpt/BurstGPT_1.head.csv, in no known trace format",
        "servegen/reason/deepseek-r1/chunk-50-trace.csv, in no known trace format",
        "README.md, in no known trace format",
    })
    void otherPublicFilesAreRefusedWithASentence(String file, String reason) {
        Path published = SharedTraces.require(file);

        assertThatThrownBy(() -> TraceReader.read(published))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining(reason);
    }
}
