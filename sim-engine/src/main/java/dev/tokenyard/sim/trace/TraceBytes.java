package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a trace file as text in UTF-8: gzip and zip are unpacked and UTF-16 is transcoded, by content and whatever the
 * file's name.
 */
final class TraceBytes implements Closeable {
    private static final int PEEKED = 8;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_LAYERS = 2;

    private final InputStream text;
    private final LongSupplier read;
    private final long total;
    private final Closeable source;

    private TraceBytes(InputStream text, LongSupplier read, long total, Closeable source) {
        this.text = text;
        this.read = read;
        this.total = total;
        this.source = source;
    }

    /** Opens a file. */
    static TraceBytes open(Path file) throws IOException, TraceFormatException {
        CountingStream counted = new CountingStream(Files.newInputStream(file));
        try {
            long total = Files.size(file);
            BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
            Signature signature = Signature.of(peek(buffered));
            if (signature == Signature.ZIP) {
                counted.close();
                return zip(file, total);
            }
            if (signature == Signature.PARQUET) {
                counted.close();
                return parquet(file, total);
            }
            return new TraceBytes(unpacked(buffered, counted::count, 0), counted::count, total, counted);
        } catch (IOException | TraceFormatException failure) {
            counted.close();
            throw failure;
        }
    }

    /** Reads a stream that is left open. */
    static TraceBytes of(InputStream in, long total) throws IOException {
        CountingStream counted = new CountingStream(in);
        BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
        return new TraceBytes(unpacked(buffered, counted::count, 0), counted::count, total, () -> {});
    }

    private static TraceBytes parquet(Path file, long total) throws IOException {
        ParquetText table = ParquetText.open(file);
        return new TraceBytes(table, () -> (long) (total * table.readShare()), total, table);
    }

    private static TraceBytes zip(Path file, long total) throws IOException, TraceFormatException {
        ZipTrace zip = ZipTrace.open(file);
        try {
            CountingStream counted = new CountingStream(zip.entry());
            // The archive does not say how much of it an entry has consumed; its own rate of compression does.
            LongSupplier read = () -> Math.min(total, (long) (counted.count() * zip.packedShare()));
            InputStream guarded = new ExpansionGuard(counted, read);
            return new TraceBytes(unpacked(new BufferedInputStream(guarded, BUFFER_BYTES), read, 1), read, total, zip);
        } catch (IOException failure) {
            zip.close();
            throw failure;
        }
    }

    /** The text in a stream that may be compressed, and that once more. */
    static InputStream unpacked(BufferedInputStream in, LongSupplier packedRead, int layer) throws IOException {
        Signature signature = Signature.of(peek(in));
        if (signature == Signature.GZIP && layer < MOST_LAYERS) {
            InputStream unpacked = new ExpansionGuard(new GZIPInputStream(in, BUFFER_BYTES), packedRead);
            return unpacked(new BufferedInputStream(unpacked, BUFFER_BYTES), packedRead, layer + 1);
        }
        return signature == Signature.UTF_16 ? new Utf16Stream(in) : in;
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(PEEKED);
        byte[] first = in.readNBytes(PEEKED);
        in.reset();
        return first;
    }

    InputStream text() {
        return text;
    }

    /** How many bytes of the file were read so far. */
    LongSupplier read() {
        return read;
    }

    /** The size of the file in bytes, as it is on disk, or -1. */
    long total() {
        return total;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
