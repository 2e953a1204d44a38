package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TimeUnit;
import dev.tokenyard.sim.trace.format.TraceFormat;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceFormats;
import dev.tokenyard.sim.trace.format.TraceHead;
import dev.tokenyard.sim.trace.format.TraceLimits;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, the reader answers with a trace or with a sentence, and never with an unchecked exception. */
class TraceReaderFuzzTest {
    private static final int ROUNDS = 60;

    static String[] validFiles() {
        return new String[] {
            """
            TIMESTAMP,ContextTokens,GeneratedTokens\r
            2023-11-16 18:17:03.9799600,4808,10\r
            2023-11-16 18:17:04.0319600,3180,8\r
            1700158546680,374,44""", """
            arrived_at,num_prefill_tokens,num_decode_tokens
            0.0,374,44
            4.314579,396,109
            5e-3,879,55
            """, """
            {"timestamp": 0, "input_length": 6758, "output_length": 500, "hash_ids": [0, 1, 2]}
            {"timestamp": 3000.5, "input_length": 12, "output_length": 4, "x": {"y": null}}
            """, """
            # recipe
            arrival_s,prompt_tokens,output_tokens,class
            0,1,2,"a,""b"
            1.000000000001,3,4,
            """, """
            TIMESTAMP,ContextTokens,GeneratedTokens
            2024-05-10 00:00:00.009930+00:00,2162,5
            2024-05-10 00:00:01+00:00,2399,6
            """, """
            TIMESTAMP,NumImages,ContextTokens,GeneratedTokens
            2024-10-15T12:00:00.269Z,0,770,491
            2024-10-15T12:00:05.819Z,1,949,126
            """, """
            Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type
            19440110.0,1722ac82,43,GPT-4,906,446,1352,Conversation log
            19440161.0,,2,ChatGPT,36,0,36,API log
            """, """
            request_id,request_type,application_id,arrival_timestamp,batch_size,prompt_size,token_size
            0,2,0,1,1,4096,32
            1,2,0,3,1,2048,8
            """, """
            num_prefill_tokens,num_decode_tokens,num_total_tokens,pd_ratio
            3772,54,3826,69.85
            2015,156,2171,12.9
            """, """
            {"chat_id": 159, "parent_chat_id": -1, "timestamp": 61.114, "input_length": 52, "output_length": 13, "type": "text", "turn": 1}
            {"chat_id": 160, "parent_chat_id": 159, "timestamp": 62.5, "input_length": 67, "output_length": 8, "type": "te\\nxt", "turn": 2, "hash_ids": [1, 99999999999]}
            """, """
            {"request_id": 0, "type": "text", "input_length": 61, "output_length": 2370, "duration": 14000}
            {"request_id": 1, "type": "text", "input_length": 54, "output_length": 0, "hash_ids": [655296], "img_ids": ["img_00001"]}
            """, """
            {"timestamp": 19, "requests": [{"prompt": "I \\"need\\"", "prompt_length": 101, "output_length": null, "session_id": 0}, {"prompt": "", "prompt_length": 5, "output_length": 6}]}
            {"requests": [{"prompt_length": 5, "output_length": 6}], "timestamp": 20}
            """, """
            when;model;in_tokens;out_tokens;who
            0,5;m;12;3;"a;b"
            1,75;m;7;9;caf\u00e9
            """, """
            {"created": 1700000000, "usage": {"prompt_tokens": 12, "completion_tokens": 3, "details": {"cached": 1}}}
            {"created": 1700000001.5, "usage": {"prompt_tokens": 4, "completion_tokens": 0}, "user": "x"}
            """, """
            time,prompt,output
            11/16/2023 10:00:00 PM,100,1
            3/4/2023 9:59:59 AM,137,2
            """, """
            0,0,0,,0,0
            600,0.085,6.69,Gamma,0.0223,73.01
            """,
        };
    }

    @ParameterizedTest
    @MethodSource("validFiles")
    void everyTruncationIsAnswered(String valid) {
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= bytes.length; length++) {
            assertAnswered(Arrays.copyOf(bytes, length));
        }
    }

    /** Seeds that never change, and one that always does; a failure names it. */
    static long[] seeds() {
        return new long[] {20231116, 7, new SecureRandom().nextLong()};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDamageIsAnswered(long seed) {
        Random random = new Random(seed);
        for (String valid : validFiles()) {
            naming(seed, valid, () -> assertEveryDamageIsAnswered(valid, random));
        }
    }

    private static void naming(long seed, String valid, Runnable rounds) {
        try {
            rounds.run();
        } catch (RuntimeException | Error fault) {
            throw new AssertionError("The rounds of seed " + seed + " fail on a file like\n" + valid, fault);
        }
    }

    private static void assertEveryDamageIsAnswered(String valid, Random random) {
        byte[] spice = "0123456789.,-+eE\"\n\r{}[]: #\t\u0000nN".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
            int changes = 1 + random.nextInt(6);
            for (int change = 0; change < changes; change++) {
                byte b = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : spice[random.nextInt(spice.length)];
                bytes[random.nextInt(bytes.length)] = b;
            }
            assertAnswered(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytesAreAnswered(long seed) {
        Random random = new Random(seed);
        for (String valid : validFiles()) {
            naming(seed, valid, () -> assertRandomBytesAreAnswered(valid, random));
        }
    }

    private static void assertRandomBytesAreAnswered(String valid, Random random) {
        byte[] header = valid.substring(0, valid.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertAnswered(noise);
            byte[] headed = Arrays.copyOf(header, header.length + noise.length);
            System.arraycopy(noise, 0, headed, header.length, noise.length);
            assertAnswered(headed);
        }
    }

    /** The repairs to read with; every one of them in some combination. */
    private static final List<ImportOptions> OPTIONS = List.of(
            ImportOptions.DEFAULT,
            ImportOptions.DEFAULT
                    .with("failed", "keep")
                    .with("order", "refuse")
                    .with("times", "spread")
                    .with("arrivals", "poisson:5"));

    private static void assertAnswered(byte[] bytes) {
        for (ImportOptions options : OPTIONS) {
            assertAnswered(bytes, TraceFormats.AUTO, options);
        }
        for (TraceFormat format : TraceFormats.all()) {
            assertAnswered(bytes, format.id(), OPTIONS.get(bytes.length % 2));
        }
        assertTheGuessIsAnswered(bytes);
    }

    /** Reads whatever it is as a table, by what its columns seem to mean. */
    private static void assertTheGuessIsAnswered(byte[] bytes) {
        TraceHead head = new TraceHead("noise", TextEncoding.lines(bytes, false));
        if (head.firstRecord().isEmpty()) {
            return;
        }
        Optional<TableHead> table = TableHead.of(head);
        if (table.isEmpty()) {
            return;
        }
        ColumnMapping guess = ColumnGuess.of(table.get());
        assertThat(ColumnGuess.advice(table.get())).contains("--columns '");
        if (!guess.missing().isEmpty()) {
            return;
        }
        assertThat(ColumnMapping.parse(guess.text()).columns()).isEqualTo(guess.columns());
        try {
            TimeUnit unit = TimeUnit.values()[bytes.length % TimeUnit.values().length];
            TraceImport read = TraceReader.preview(head, guess.withUnit(unit), OPTIONS.get(1));
            assertSane(read.trace());
            assertBounded(read.report());
        } catch (TraceFormatException e) {
            assertThat(e.getMessage()).contains("noise").endsWith(".").hasSizeLessThan(3_000);
        }
    }

    private static void assertAnswered(byte[] bytes, String format, ImportOptions options) {
        try {
            TraceImport read = TraceReader.read(
                    new ByteArrayInputStream(bytes), "noise", bytes.length, format, options, ReadProgress.NONE);
            assertSane(read.trace());
            assertBounded(read.report());
            assertThat(read.report().rowsRead()).isEqualTo(read.trace().size());
        } catch (TraceFormatException e) {
            assertThat(e.getMessage()).contains("noise").endsWith(".");
            assertThat(e.getMessage()).hasSizeLessThan(3_000);
        } catch (IOException e) {
            // Only damage to compressed data, which reading a file turns into a sentence.
            assertThat(e).isInstanceOfAny(EOFException.class, ZipException.class);
        }
    }

    private static void assertSane(Trace trace) {
        assertThat(trace.size()).isPositive();
        long before = 0;
        for (int r = 0; r < trace.size(); r++) {
            assertThat(trace.arrivalTick(r)).isBetween(before, Ticks.MAX_ARRIVAL);
            assertThat(trace.promptTokens(r)).isBetween(1, TraceLimits.MAX_TOKENS);
            assertThat(trace.outputTokens(r)).isBetween(1, TraceLimits.MAX_TOKENS);
            before = trace.arrivalTick(r);
        }
    }

    private static void assertBounded(ImportReport report) {
        assertThat(report.problems())
                .hasSize((int) Math.min(ImportReport.MAX_PROBLEMS, report.rowsRefused()))
                .allSatisfy(problem -> assertThat(problem.text().length()).isLessThan(400));
        for (ImportReport.Finding finding : report.refused()) {
            assertThat(finding.rows()).isPositive();
            assertThat(finding.examples()).isNotEmpty().hasSizeLessThanOrEqualTo(ImportReport.MAX_EXAMPLES);
        }
        for (ImportReport.Finding finding : report.repaired()) {
            assertThat(finding.rows()).isBetween(1L, report.rowsRead());
            assertThat(finding.reason().repair()).isNotEmpty();
        }
    }
}
