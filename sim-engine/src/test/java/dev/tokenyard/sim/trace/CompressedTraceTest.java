package dev.tokenyard.sim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are unpacked by content, whatever their name, and damage ends in a sentence. */
class CompressedTraceTest {
    private static final String TRACE = "arrival_s,prompt_tokens,output_tokens\n0,5,7\n1.5,6,8\n";

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("some.csv"), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /** A zip of files: names and contents by turns. */
    private static byte[] zip(Object... files) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            for (int i = 0; i < files.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) files[i]));
                out.write(files[i + 1] instanceof byte[] raw ? raw : bytes((String) files[i + 1]));
                out.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    private void assertRead(byte[] content) throws Exception {
        TraceImport read = TraceReader.read(file(content));
        assertThat(read.report()).isEqualTo(ImportReport.clean("tokenyard", 2));
        assertThat(read.trace().promptTokens(1)).isEqualTo(6);
        assertThat(read.trace().name()).isEqualTo("some.csv");
        assertThat(TraceReader.head(folder.resolve("some.csv")).firstRecord()).startsWith("arrival_s");
    }

    private void assertRefused(byte[] content, String... parts) throws Exception {
        Path file = file(content);
        assertThatThrownBy(() -> TraceReader.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("some.csv")
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(Arrays.asList(parts))
                        .endsWith("."));
    }

    @Test
    void unpacksGzip() throws Exception {
        assertRead(gzip(bytes(TRACE)));
        assertRead(gzip(gzip(bytes(TRACE))));
        byte[] first = gzip(bytes(TRACE.substring(0, 40)));
        byte[] second = gzip(bytes(TRACE.substring(40)));
        byte[] members = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, members, first.length, second.length);
        assertRead(members);
    }

    @Test
    void unpacksAZipWithOneFileOrOneTrace() throws Exception {
        assertRead(zip("a.csv", TRACE));
        assertRead(zip("a.csv.gz", gzip(bytes(TRACE))));
        assertRead(zip("README.md", "# Read me\n", "data/a.csv", TRACE, "licence", "MIT", "data/", ""));
        assertRead(zip("a.csv", TRACE, "__MACOSX/._a.csv", TRACE, ".DS_Store", TRACE));
    }

    @Test
    void aZipOfSeveralTracesOrNoneNamesThem() throws Exception {
        assertRefused(zip("a.csv", TRACE, "b.csv", TRACE, "README", "hello"), "2 traces (a.csv, b.csv)", "choose one");
        assertRefused(zip("a.txt", "hello", "b.txt", "hello"), "no file of a known trace format (a.txt, b.txt)");
        assertRefused(zip("a.txt", "hello"), "in no known trace format", "\"hello\"");
        assertRefused(zip(), "empty zip archive");
        assertThatThrownBy(() -> TraceReader.read(file(zip("a.csv", TRACE, "b.csv", TRACE))))
                .isInstanceOfSatisfying(
                        TraceFormatException.class,
                        e -> assertThat(e.kind()).isEqualTo(TraceFormatException.Kind.SEVERAL_TRACES));
    }

    @Test
    void anArchiveWithinAnArchiveIsCalledOne() throws Exception {
        byte[] inner = zip("a.csv", TRACE);
        assertRefused(zip("a.zip", inner), "archive within an archive", "unpack the outer one");
        assertRefused(gzip(inner), "archive within an archive");
        assertRefused(gzip(gzip(gzip(bytes(TRACE)))), "archive within an archive");
        assertRead(zip("inner.zip", inner, "b.csv", TRACE));
    }

    @Test
    void aTableAmongOtherFilesIsTheOneToAskAbout() throws Exception {
        String table = "when,in_tokens,out_tokens\n0,3,4\n1,5,6\n";
        assertRefused(zip("README.md", "# Read me\n", "t.csv", table), "in no known trace format", "--columns");
        assertThat(TraceReader.head(file(zip("README", "x", "t.csv", table, "void", "")))
                        .firstRecord())
                .isEqualTo("when,in_tokens,out_tokens");
    }

    @Test
    void dataBehindTheCompressedOnesAreTold() throws Exception {
        byte[] packed = gzip(bytes(TRACE));
        for (int more : new int[] {1, 3, 100, 200_000}) {
            byte[] followed = Arrays.copyOf(packed, packed.length + more);
            Arrays.fill(followed, packed.length, followed.length, (byte) 'x');
            assertThat(TraceReader.read(file(followed)).report().notes())
                    .as(more + " bytes")
                    .containsExactly("Other data follow the compressed ones in some.csv; they were left out.");
        }
    }

    @Test
    void readsUtf16() throws Exception {
        assertRead(TRACE.getBytes(StandardCharsets.UTF_16));
        assertRead(gzip(TRACE.getBytes(StandardCharsets.UTF_16)));
        assertRead(("\uFEFF" + TRACE).getBytes(StandardCharsets.UTF_16LE));
        assertRefused(TRACE.getBytes(StandardCharsets.UTF_16LE), "not a text file", "UTF-8");
    }

    @Test
    void everyTruncationIsAnswered() throws Exception {
        for (byte[] whole : new byte[][] {gzip(bytes(TRACE)), zip("a.csv", TRACE)}) {
            for (int length = 1; length < whole.length; length++) {
                assertRefused(Arrays.copyOf(whole, length), "some.csv");
            }
        }
        byte[] gzip = gzip(bytes(TRACE));
        assertRefused(Arrays.copyOf(gzip, gzip.length - 9), "ends in the middle of its compressed data");
    }

    @Test
    void damageIsAnswered() throws Exception {
        byte[] gzip = gzip(bytes(TRACE));
        for (byte[] whole : new byte[][] {gzip, zip("a.csv", TRACE, "\u00e9.txt", "hello")}) {
            for (int change = 0; change < 3 * whole.length; change++) {
                byte[] damaged = whole.clone();
                damaged[change / 3] ^= new int[] {0x01, 0x55, 0xFF}[change % 3];
                Path file = file(damaged);
                try {
                    assertThat(TraceReader.read(file).trace().size()).isPositive();
                } catch (TraceFormatException sentence) {
                    assertThat(sentence).hasMessageContaining("some.csv");
                }
            }
        }
        byte[] checked = gzip.clone();
        checked[gzip.length - 6] ^= 1;
        assertRefused(checked, "cannot be unpacked", "download it again");
    }

    @Test
    void aBombIsStopped() throws Exception {
        byte[] block = bytes("x".repeat(1 << 20));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(TRACE));
            for (int i = 0; i < 300; i++) {
                out.write(block);
            }
        }

        assertRefused(packed.toByteArray(), "more than 300 times its size");
        assertRefused(zip("a.csv.gz", packed.toByteArray()), "more than 300 times its size");
    }

    @Test
    void progressCountsTheBytesOnDisk() throws Exception {
        StringBuilder rows = new StringBuilder(TRACE);
        for (int i = 0; i < 300_000; i++) {
            rows.append(i * 7919L % 100_003).append(",1,1\n");
        }
        for (byte[] packed : new byte[][] {gzip(bytes(rows.toString())), zip("a", rows.toString())}) {
            Path file = file(packed);
            long[] last = {0};
            TraceReader.read(file, null, (read, total) -> {
                assertThat(total).isEqualTo(packed.length);
                assertThat(read).isBetween(last[0], total);
                last[0] = read;
                return true;
            });
            assertThat(last[0]).isGreaterThan(packed.length * 9L / 10);
            assertThatThrownBy(() -> TraceReader.read(file, null, (read, total) -> read < total / 2))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
