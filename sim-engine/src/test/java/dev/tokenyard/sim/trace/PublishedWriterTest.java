package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.TraceFormats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the trace, each reader gives back what its format can express. */
class PublishedWriterTest {
    private static final Map<String, List<Label>> NAMES = Map.of(
            "burstgpt", List.of(Label.CLASS, Label.CLIENT, Label.SESSION),
            "qwen-bailian", List.of(Label.CLASS, Label.SESSION),
            "servegen-offline", List.of(Label.CLASS),
            "splitwise-sim", List.of(Label.CLIENT),
            "aibrix", List.of(Label.SESSION),
            "tokenyard", List.of(Label.values()));
    private static final Map<String, Integer> BLOCK_TOKENS =
            Map.of("mooncake", 512, "qwen-bailian", 16, "tokenyard", 64);

    @TempDir
    private Path folder;

    static List<String> formats() {
        return PublishedWriter.formats();
    }

    @Test
    void everyFormatIsWritten() {
        assertThat(PublishedWriter.formats())
                .containsExactlyInAnyOrderElementsOf(
                        TraceFormats.all().stream().map(format -> format.id()).toList());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatIsWrittenReadsBackTheSame(String format) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Trace written = random(new Random(seed), 1 + 50 * seed, BLOCK_TOKENS.getOrDefault(format, 16));

            TraceImport read = read(written, format);

            assertThat(read.report().formatId()).isEqualTo(format);
            assertThat(read.report().rowsRefused()).isZero();
            assertSame(written, read.trace(), format);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void anExportOfWhatWasReadIsTheSameTrace(String format) throws Exception {
        Trace read = read(random(new Random(42), 300, BLOCK_TOKENS.getOrDefault(format, 16)), format)
                .trace();

        Trace again = read(read, "tokenyard").trace();

        assertThat(again.size()).isEqualTo(read.size());
        for (int r = 0; r < read.size(); r++) {
            assertRequest(read, again, r, 0);
            for (Label label : Label.values()) {
                assertThat(name(again, label, r)).isEqualTo(name(read, label, r));
            }
            assertThat(path(again, r)).isEqualTo(path(read, r));
        }
    }

    private TraceImport read(Trace trace, String format) throws Exception {
        StringBuilder text = new StringBuilder();
        PublishedWriter.write(trace, format, text);
        Path file = Files.writeString(folder.resolve("some.trace"), text, StandardCharsets.UTF_8);
        return TraceReader.read(file, ImportOptions.DEFAULT.with("arrivals", "at-once"));
    }

    private static void assertSame(Trace written, Trace read, String format) {
        assertThat(read.size()).isEqualTo(written.size());
        boolean timed = !format.equals("servegen-offline");
        long origin = format.equals("tokenyard") ? 0 : written.arrivalTick(0);
        List<Label> labels = NAMES.getOrDefault(format, List.of());
        for (int r = 0; r < written.size(); r++) {
            assertRequest(written, read, r, timed ? origin : written.arrivalTick(r));
            for (Label label : Label.values()) {
                boolean root = format.equals("qwen-bailian")
                        && label == Label.SESSION
                        && name(written, label, r).isEmpty();
                String expected = labels.contains(label) ? name(written, label, r) : "";
                assertThat(name(read, label, r)).isEqualTo(root ? Integer.toString(r) : expected);
            }
            if (BLOCK_TOKENS.containsKey(format)) {
                assertThat(path(read, r)).isEqualTo(path(written, r));
            }
        }
    }

    private static void assertRequest(Trace expected, Trace read, int r, long origin) {
        assertThat(read.arrivalTick(r)).isEqualTo(expected.arrivalTick(r) - origin);
        assertThat(read.promptTokens(r)).isEqualTo(expected.promptTokens(r));
        assertThat(read.outputTokens(r)).isEqualTo(expected.outputTokens(r));
    }

    private static String name(Trace trace, Label label, int r) {
        int index = trace.nameIndex(label, r);
        return index < 0 ? "" : trace.names(label).get(index);
    }

    private static int[] path(Trace trace, int r) {
        PrefixBlocks prefixes = trace.prefixBlocks();
        return prefixes == null
                ? new int[0]
                : IntStream.range(0, prefixes.count(r))
                        .map(i -> prefixes.node(r, i))
                        .toArray();
    }

    /** Times in whole milliseconds, which every format can express; sessions are named after their first request, one in eight. */
    private static Trace random(Random random, int size, int blockTokens) {
        TraceBuilder trace = Trace.builder("random");
        long millis = random.nextInt(5_000);
        for (int r = 0; r < size; r++) {
            int prompt = 1 + random.nextInt(3_000);
            trace.add(
                    millis * Ticks.PER_MILLISECOND,
                    prompt,
                    1 + random.nextInt(3_000),
                    random.nextInt(5) == 0 ? "" : "type-" + random.nextInt(4),
                    random.nextInt(5) == 0 ? "" : "model-" + random.nextInt(4));
            trace.label(Label.CLIENT, random.nextInt(5) == 0 ? "" : "user " + random.nextInt(40_000));
            trace.label(
                    Label.SESSION,
                    random.nextInt(3) > 0 || r % 8 == 0 ? "" : Integer.toString(random.nextInt(r) / 8 * 8));
            int[] hashes = random.ints(prompt / blockTokens, 0, 3).toArray();
            trace.prefix(blockTokens, hashes, hashes.length);
            millis += random.nextInt(3) == 0 ? random.nextInt(100_000) : random.nextInt(20);
        }
        return trace.build();
    }
}
