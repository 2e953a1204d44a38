package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.model.Trace;
import dev.tokenyard.sim.time.Ticks;
import dev.tokenyard.sim.trace.format.ColumnGuess;
import dev.tokenyard.sim.trace.format.ColumnMapping;
import dev.tokenyard.sim.trace.format.TableHead;
import dev.tokenyard.sim.trace.format.TraceFormatException;
import dev.tokenyard.sim.trace.format.TraceHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log of 300 requests, a quarter of a second apart, every 50th of which failed with no output. */
class ParquetTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/parquet/" + name))) {
            Path file = folder.resolve("table");
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    private static ColumnMapping guessed(Path file) throws TraceFormatException {
        TraceHead head = TraceReader.head(file);
        return ColumnGuess.of(TableHead.of(head).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.parquet", "log-snappy.parquet", "log-zstd.parquet"})
    void aTableIsReadByItsGuessedColumns(String name) throws IOException, TraceFormatException {
        Path file = file(name);
        TraceImport read = TraceReader.readTable(file, guessed(file), ImportOptions.DEFAULT, ReadProgress.NONE);
        Trace trace = read.trace();
        assertThat(trace.size()).isEqualTo(294);
        assertThat(read.report().rowsRead()).isEqualTo(294);
        assertThat(read.report().rowsRefused()).isEqualTo(6);
        assertThat(trace.arrivalTick(1)).isEqualTo(Ticks.PER_SECOND / 4);
        assertThat(trace.promptTokens(2)).isEqualTo(174);
        assertThat(trace.outputTokens(2)).isEqualTo(116);
        assertThat(trace.classNames()).containsExactlyInAnyOrder("Interactive", "Batch, \"late\"");
    }

    /** Whatever is damaged, there is a sentence or a trace, and nothing else. */
    @Test
    void aDamagedTableIsASentence() throws IOException {
        byte[] whole = Files.readAllBytes(file("log-snappy.parquet"));
        Random random = new Random(3);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            if (round % 3 == 0) {
                damaged = Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4));
            }
            for (int k = 0; k < random.nextInt(8); k++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            Path file = folder.resolve("damaged");
            Files.write(file, damaged);
            try {
                TraceReader.readTable(file, guessed(file), ImportOptions.DEFAULT, ReadProgress.NONE);
            } catch (TraceFormatException sentence) {
                assertThat(sentence.getMessage())
                        .contains("damaged")
                        .doesNotContain("null")
                        .endsWith(".");
                refused++;
            } catch (NoSuchElementException noTable) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void aTableInAnArchiveIsToBeUnpacked() throws IOException {
        Path packed = folder.resolve("packed.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(file("log.parquet")));
        }
        assertThatThrownBy(() -> TraceReader.read(packed))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("unpack it first");
    }
}
