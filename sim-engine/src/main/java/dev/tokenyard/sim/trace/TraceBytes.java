package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.TraceFormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

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
    private final AtomicBoolean followed;

    /** Data that are packed more often than traces are. */
    static final class NestedArchiveException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private TraceBytes(InputStream text, LongSupplier read, long total, Closeable source, AtomicBoolean followed) {
        this.followed = followed;
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
            AtomicBoolean followed = new AtomicBoolean();
            InputStream text = unpacked(buffered, counted::count, 0, () -> followed.set(true));
            return new TraceBytes(text, counted::count, total, counted, followed);
        } catch (IOException | TraceFormatException failure) {
            counted.close();
            throw failure;
        }
    }

    /** Reads a stream that is left open. */
    static TraceBytes of(InputStream in, long total) throws IOException {
        CountingStream counted = new CountingStream(in);
        BufferedInputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
        AtomicBoolean followed = new AtomicBoolean();
        InputStream text = unpacked(buffered, counted::count, 0, () -> followed.set(true));
        return new TraceBytes(text, counted::count, total, () -> {}, followed);
    }

    private static TraceBytes parquet(Path file, long total) throws IOException {
        ParquetText table = ParquetText.open(file);
        return new TraceBytes(table, () -> (long) (total * table.readShare()), total, table, new AtomicBoolean());
    }

    private static TraceBytes zip(Path file, long total) throws IOException, TraceFormatException {
        ZipTrace zip = ZipTrace.open(file);
        try {
            CountingStream counted = new CountingStream(zip.entry());
            // The archive does not say how much of it an entry has consumed; its own rate of compression does.
            LongSupplier read = () -> Math.min(total, (long) (counted.count() * zip.packedShare()));
            InputStream guarded = new ExpansionGuard(counted, read);
            AtomicBoolean followed = new AtomicBoolean();
            InputStream text =
                    unpacked(new BufferedInputStream(guarded, BUFFER_BYTES), read, 1, () -> followed.set(true));
            return new TraceBytes(text, read, total, zip, followed);
        } catch (IOException failure) {
            zip.close();
            throw failure;
        }
    }

    /**
     * The text in a stream that may be compressed, and that once more.
     *
     * @param afterwards is run where other data follow the compressed ones
     */
    static InputStream unpacked(BufferedInputStream in, LongSupplier packedRead, int layer, Runnable afterwards)
            throws IOException {
        Signature signature = Signature.of(peek(in));
        if (signature == Signature.GZIP && layer < MOST_LAYERS) {
            InputStream unpacked = new ExpansionGuard(new GzipStream(in, BUFFER_BYTES, afterwards), packedRead);
            return unpacked(new BufferedInputStream(unpacked, BUFFER_BYTES), packedRead, layer + 1, afterwards);
        }
        if (layer > 0 && (signature == Signature.GZIP || signature == Signature.ZIP)) {
            throw new NestedArchiveException();
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

    /** Whether other data were found behind the compressed ones, and left out. */
    boolean isFollowed() {
        return followed.get();
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
