package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the formats have that is out of the ordinary. */
class FormatOdditiesTest {
    @TempDir
    private Path folder;

    private TraceImport read(String content) throws Exception {
        return TraceReader.read(Files.writeString(folder.resolve("some.trace"), content));
    }

    private static List<String> names(Trace trace, Label label) {
        return IntStream.range(0, trace.size())
                .mapToObj(r ->
                        trace.nameIndex(label, r) < 0 ? "" : trace.names(label).get(trace.nameIndex(label, r)))
                .toList();
    }

    @Test
    void aChainOfParentsIsASession() throws Exception {
        String row = "{\"chat_id\": %d, \"parent_chat_id\": %d, \"timestamp\": %d.25, \"input_length\": 40,"
                + " \"output_length\": 9, \"type\": \"%s\", \"turn\": 1, \"hash_ids\": [%s]}\n";
        TraceImport read = read(String.format(row, 7, -1, 1, "text", "1, 99999999999")
                + String.format(row, 8, 7, 2, "text", "1, 99999999999")
                + String.format(row, 9, 8, 3, "file", "1, 99999999998")
                + String.format(row, 10, 3, 4, "text", "2, 3")
                + String.format(row, 11, 10, 5, "text", "")
                + String.format(row, 12, -1, 6, "text", "1, 2147483647"));

        assertThat(read.report()).isEqualTo(ImportReport.clean("qwen-bailian", 6));
        assertThat(names(read.trace(), Label.SESSION)).containsExactly("7", "7", "7", "3", "3", "12");
        assertThat(read.trace().classNames()).containsExactly("text", "file");
        assertThat(read.trace().arrivalTick(5)).isEqualTo(5 * Ticks.PER_SECOND);
        PrefixBlocks blocks = Objects.requireNonNull(read.trace().prefixBlocks());
        assertThat(blocks.blockTokens()).isEqualTo(16);
        assertThat(blocks.node(1, 1)).isEqualTo(blocks.node(0, 1)).isNotEqualTo(blocks.node(2, 1));
        assertThat(blocks.node(2, 0)).isEqualTo(blocks.node(0, 0));
        assertThat(blocks.node(5, 1)).isNotIn(blocks.node(0, 1), blocks.node(2, 1));
    }

    /** A chat cannot continue two others: the first one counts, for it and for all that continue it. */
    @Test
    void aChatWithTwoParentsIsToldAndStaysInItsFirstSession() throws Exception {
        String row = "{\"chat_id\": %d, \"parent_chat_id\": %d, \"timestamp\": %d, \"input_length\": 40,"
                + " \"output_length\": 9, \"type\": \"text\", \"turn\": 1, \"hash_ids\": []}\n";
        TraceImport read = read(String.format(row, 1, -1, 0)
                + String.format(row, 2, -1, 1)
                + String.format(row, 5, 1, 2)
                + String.format(row, 5, 1, 3)
                + String.format(row, 5, 2, 4)
                + String.format(row, 6, 5, 5)
                + String.format(row, 2, 6, 6)
                + String.format(row, 7, 2, 7));

        assertThat(names(read.trace(), Label.SESSION)).containsExactly("1", "2", "1", "1", "1", "1", "2", "2");
        assertThat(read.report().rowsRead()).isEqualTo(8);
        assertThat(read.report().repaired()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(RowReason.PARENT);
            assertThat(finding.rows()).isEqualTo(2);
            assertThat(finding.examples())
                    .extracting(RowProblem::text)
                    .containsExactly(
                            "line 5: parent_chat_id is \"2\", expected 1, which a row above gives for chat 5",
                            "line 7: parent_chat_id is \"6\", expected -1, which a row above gives for chat 2");
        });
    }

    private static String hashed(int prompt, int ids) {
        return "{\"timestamp\": 0, \"input_length\": " + prompt + ", \"output_length\": 9, \"hash_ids\": "
                + IntStream.range(0, ids).boxed().toList() + "}\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 64, 256, 1024, 65536})
    void theNumberOfIdsTellsTheSizeOfABlock(int blockTokens) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int prompt : new int[] {1, 900, 1600, 5000, 70_000, 131_072}) {
            rows.append(hashed(prompt, (prompt + blockTokens - 1) / blockTokens));
        }
        TraceImport read = read(rows.toString());

        PrefixBlocks blocks = Objects.requireNonNull(read.trace().prefixBlocks());
        assertThat(blocks.blockTokens()).isEqualTo(blockTokens);
        assertThat(blocks.count(2)).isEqualTo(1600 / blockTokens);
        assertThat(read.report().rowsRepaired()).isZero();
        assertThat(read.report().notes())
                .containsExactly("Each of the hash_ids is taken to stand for " + blockTokens
                        + " prompt tokens, as their numbers say, and not for as many as usual in mooncake.");
    }

    @Test
    void idsThatDoNotFitThePromptAreToldAndAreAChoice() throws Exception {
        String rows = hashed(5000, 10) + hashed(1024, 2) + hashed(1600, 3) + hashed(1600, 100) + hashed(5000, 2);
        TraceImport cut = read(rows);

        PrefixBlocks blocks = Objects.requireNonNull(cut.trace().prefixBlocks());
        assertThat(blocks.blockTokens()).isEqualTo(512);
        assertThat(IntStream.range(0, 5).map(blocks::count)).containsExactly(9, 2, 3, 3, 2);
        assertThat(cut.report().notes()).isEmpty();
        assertThat(cut.report().repaired()).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(RowReason.BLOCKS);
            assertThat(finding.examples().get(0).text())
                    .isEqualTo("line 4: hash_ids is \"100 ids\", expected one for each 512 of the 1600 prompt tokens");
            assertThat(finding.examples().get(1).line()).isEqualTo(5);
        });
        TraceImport refused =
                TraceReader.read(folder.resolve("some.trace"), ImportOptions.DEFAULT.with("blocks", "refuse"));
        assertThat(refused.report().rowsRead()).isEqualTo(3);
        assertThat(refused.report().rowsRefused(RowReason.BLOCKS)).isEqualTo(2);
    }

    @Test
    void aLineOfAnAibrixWorkloadHasSeveralRequests() throws Exception {
        TraceImport read = read("""
                {"timestamp": 19, "requests": [{"prompt": "say \\"hi\\"", "prompt_length": 5, "output_length": 6, "session_id": 0}, {"prompt": "", "prompt_length": 7, "output_length": null}]}
                {"requests": [{"prompt_length": 8, "output_length": 9}], "timestamp": 1019}
                {"timestamp": 2000, "requests": []}
                {"timestamp": 2000, "requests": 5}
                {"timestamp": "soon", "requests": [{"prompt_length": 8, "output_length": 9}]}
                {"timestamp": 2019, "requests": [{"prompt_length": 10, "output_length": 11}, {"prompt_le
                """);

        Trace trace = read.trace();
        assertThat(read.report().formatId()).isEqualTo("aibrix");
        assertThat(IntStream.range(0, trace.size()).map(trace::promptTokens)).containsExactly(5, 8, 10);
        assertThat(names(trace, Label.SESSION)).containsExactly("0", "", "");
        assertThat(trace.lastArrivalTick()).isEqualTo(2 * Ticks.PER_SECOND);
        assertThat(read.report().problems())
                .extracting(problem -> problem.line() + " " + problem.column() + " " + problem.reason())
                .containsExactly(
                        "1 output_length " + RowReason.OUTPUT,
                        "4 requests " + RowReason.JSON,
                        "5 timestamp " + RowReason.TIME,
                        "6 row " + RowReason.JSON);
    }

    @Test
    void anAzureTraceOf2024MayLackItsFractions() throws Exception {
        TraceImport read = read("TIMESTAMP,ContextTokens,GeneratedTokens\n"
                + "2024-05-12 00:00:00+00:00,1,1\n2024-05-12 00:00:00.000930+00:00,2,2\n");

        assertThat(read.report()).isEqualTo(ImportReport.clean("azure-2024", 2));
        assertThat(read.trace().lastArrivalTick()).isEqualTo(930 * Ticks.PER_MICROSECOND);
    }

    @Test
    void burstGptMayLackSessionsAndQuoteCommas() throws Exception {
        Trace trace = read("Timestamp,Session ID,Model,Request tokens,Response tokens,Log Type\n"
                        + "1.5,,\"GPT, 4\",3,4,API log\n2.5,x,ChatGPT,3,4,Conversation log\n")
                .trace();

        assertThat(names(trace, Label.SESSION)).containsExactly("", "x");
        assertThat(names(trace, Label.CLIENT)).containsExactly("GPT, 4", "ChatGPT");
    }

    @Test
    void manyDifferentNamesCostNoMoreThanTheirNumber() throws Exception {
        StringBuilder rows = new StringBuilder("arrival_s,prompt_tokens,output_tokens,session\n");
        for (int i = 0; i < 200_000; i++) {
            rows.append(i).append(",1,1,session-").append(i * 7919L % 100_003).append('\n');
        }

        Trace trace = read(rows.toString()).trace();
        assertThat(trace.names(Label.SESSION)).hasSize(100_003);
        for (int i = 0; i < 200_000; i += 997) {
            assertThat(trace.names(Label.SESSION).get(trace.nameIndex(Label.SESSION, i)))
                    .isEqualTo("session-" + i * 7919L % 100_003);
        }
    }
}
