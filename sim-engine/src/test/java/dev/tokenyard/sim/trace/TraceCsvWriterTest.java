package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.Label;
import dev.tokenyard.sim.model.PrefixBlocks;
import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.model.TraceBuilder;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.RowProblem;
import dev.tokenyard.sim.trace.format.RowReason;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCsvWriterTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenReadsBackTheSame() throws Exception {
        String[] classes = {"", "Interactive", "a,b", " blanks ", "say \"hi\"", "\"", "#x", "Größe"};
        Random random = new Random(5);
        TraceBuilder builder = Trace.builder("t");
        builder.add(Ticks.MAX_ARRIVAL, 10_000_000, 1, "last").add(1, 1, 10_000_000);
        for (int i = 0; i < 5_000; i++) {
            builder.add(
                    random.nextLong(Ticks.MAX_ARRIVAL),
                    1 + random.nextInt(10_000_000),
                    1 + random.nextInt(100),
                    classes[random.nextInt(classes.length)],
                    i < 2_000 ? "" : classes[random.nextInt(classes.length)]);
            builder.label(Label.CLIENT, classes[random.nextInt(classes.length)]);
            builder.label(Label.SESSION, i % 7 == 0 ? "" : "s" + random.nextInt(900));
        }
        Trace trace = builder.build();
        Path file = folder.resolve("t.csv");

        TraceCsvWriter.write(trace, List.of("first", "arrival_s,prompt_tokens,output_tokens"), file);

        TraceImport read = TraceReader.read(file);
        assertThat(read.report()).isEqualTo(ImportReport.clean("tokenyard", trace.size()));
        SameTraces.assertSame(read.trace(), trace);
        Path again = folder.resolve("again.csv");
        TraceCsvWriter.write(read.trace(), List.of("first", "arrival_s,prompt_tokens,output_tokens"), again);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void prefixBlocksReadBackTheSame() throws Exception {
        Random random = new Random(6);
        TraceBuilder builder = Trace.builder("p");
        for (int i = 0; i < 2_000; i++) {
            builder.add(random.nextLong(Ticks.PER_SECOND), 1 + random.nextInt(100), 1, i % 3 == 0 ? "c" : "");
            if (i % 5 > 0) {
                builder.prefix(16, random.ints(8, 0, 2).toArray(), random.nextInt(9));
            }
        }
        Trace trace = builder.build();
        Path file = folder.resolve("p.csv");
        TraceCsvWriter.write(trace, List.of(), file);
        TraceImport read = TraceReader.read(file);
        assertThat(read.report().problems()).isEmpty();
        SameTraces.assertSame(read.trace(), trace);
        assertThat(Objects.requireNonNull(read.trace().prefixBlocks()).blockTokens())
                .isEqualTo(16);
    }

    @Test
    void badPrefixBlocksAreReported() throws Exception {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, """
                arrival_s,prompt_tokens,output_tokens,prefix_blocks_4
                0,12,1,7 8 9
                1,12,1,7 x
                2,12,1,-1
                3,12,1,99999999999
                4,12,1,
                5,7,1,7 8
                """);
        TraceImport read = TraceReader.read(file);
        assertThat(read.report().problems()).extracting(RowProblem::column).containsOnly("prefix_blocks_4");
        assertThat(read.report().problems()).extracting(RowProblem::value).containsExactly("7 x", "-1", "99999999999");
        PrefixBlocks blocks = Objects.requireNonNull(read.trace().prefixBlocks());
        assertThat(blocks.count(0)).isEqualTo(3);
        assertThat(blocks.count(1)).isZero();
        assertThat(blocks.count(2)).as("only blocks that the prompt fills").isEqualTo(1);
        assertThat(blocks.node(2, 0)).isEqualTo(blocks.node(0, 0));
        Files.writeString(file, "arrival_s,prompt_tokens,output_tokens,prefix_blocks_\n0,1,1,\n");
        assertThatThrownBy(() -> TraceReader.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("prefix_blocks_512");
    }

    @Test
    void writesNoNeedlessDecimalsAndNoEmptyClassColumn() throws Exception {
        StringBuilder out = new StringBuilder();

        TraceCsvWriter.write(
                Trace.builder("t")
                        .add(0, 1, 2)
                        .add(1, 3, 4)
                        .add(Ticks.fromSeconds(12.05), 5, 6)
                        .build(),
                List.of("made by hand"),
                out);

        assertThat(out)
                .hasToString(
                        "# made by hand\narrival_s,prompt_tokens,output_tokens\n0,1,2\n0.000000000001,3,4\n12.05,5,6\n");
    }

    @Test
    void replacesAFileAndLeavesNothingBeside() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "old");

        TraceCsvWriter.write(Trace.builder("t").add(0, 1, 2).build(), List.of(), file);

        assertThat(TraceReader.read(file).trace().size()).isEqualTo(1);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var entries = Files.list(folder)) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void whateverNamesAFileHasItsExportIsReadBack() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int c = 0; c < 300; c++) {
            lines.append(String.format(
                    "{\"chat_id\": 1, \"timestamp\": %d, \"input_length\": 5, \"output_length\": 6, \"type\": \"a\\u%04xb\"}\n",
                    c, c));
        }
        TraceImport read = TraceReader.read(Files.writeString(folder.resolve("odd.jsonl"), lines));
        assertThat(read.trace().classNames()).hasSize(300).contains("a\u2401b", "a\u240ab", "a\tb", "a\u0100b");
        assertThat(read.report().rowsRepaired(RowReason.NAME)).isEqualTo(31);
        Path file = folder.resolve("t.csv");
        TraceCsvWriter.write(read.trace(), List.of(), file);

        TraceImport again = TraceReader.read(file);
        assertThat(again.report()).isEqualTo(ImportReport.clean("tokenyard", 300));
        SameTraces.assertSame(again.trace(), read.trace());
    }

    @Test
    void refusesControlCharacters() {
        Trace trace = Trace.builder("t").add(0, 1, 2, "a\u0001b").build();

        assertThatThrownBy(() -> TraceCsvWriter.write(trace, List.of(), folder.resolve("t.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a control character");
    }

    @Test
    void refusesLineBreaks() {
        Trace trace = Trace.builder("t").add(0, 1, 2, "a\nb").build();

        assertThatThrownBy(() -> TraceCsvWriter.write(trace, List.of(), folder.resolve("t.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line break");
        assertThat(folder).isEmptyDirectory();
    }
}
