package dev.tokenyard.sim.trace;

import dev.tokenyard.sim.trace.format.TextLine;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Splits a stream into lines (LF or CRLF, or CR where there is no LF; the last one may end without) over one buffer. A line of more than
 * {@value #MAX_LINE_BYTES} bytes is skipped in bounded memory and marked {@link #isTooLong()}. A UTF-8 byte order mark is
 * dropped.
 */
final class LineSource {
    static final int MAX_LINE_BYTES = 1 << 24;
    static final int HEAD_BYTES = 1 << 16;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int INITIAL_BYTES = 1 << 18;
    private static final int KEPT_OF_LONG_LINE_BYTES = 256;

    private final InputStream in;
    private final LongSupplier bytesRead;
    private final long totalBytes;
    private final ReadProgress progress;
    private final TextLine line = new TextLine();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int position;
    private int limit;
    private long lineNumber;
    private boolean ended;
    private boolean tooLong;
    private byte newline = '\n';

    /**
     * Reads from a stream.
     *
     * @param bytesRead how many bytes of {@code totalBytes} were read so far, for {@code progress}
     */
    LineSource(InputStream in, LongSupplier bytesRead, long totalBytes, ReadProgress progress) {
        this.in = in;
        this.bytesRead = bytesRead;
        this.totalBytes = totalBytes;
        this.progress = progress;
    }

    /** Reads the beginning of the file, up to 64 KiB, without consuming it; the byte order mark is consumed. */
    byte[] peekHead() throws IOException {
        while (limit < HEAD_BYTES && !ended) {
            fill();
        }
        if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            position = 3;
        }
        byte[] head = Arrays.copyOfRange(buffer, position, Math.max(position, Math.min(limit, HEAD_BYTES)));
        newline = TextEncoding.newline(head);
        return head;
    }

    /** The line that {@link #next()} moved to; of a line that is too long, only its beginning. */
    TextLine line() {
        return line;
    }

    /** Whether the current line is over {@value #MAX_LINE_BYTES} bytes. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether the current line has nothing but ASCII in it. */
    boolean isAscii() {
        int i = line.start();
        for (; i <= line.end() - Long.BYTES; i += Long.BYTES) {
            if (((long) EIGHT_BYTES.get(buffer, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < line.end(); i++) {
            if (buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    long lineNumber() {
        return lineNumber;
    }

    /** Moves to the next line; {@code false} at the end of the file. */
    boolean next() throws IOException {
        tooLong = false;
        int scanned = position;
        while (true) {
            int lineEnd = indexOfNewline(scanned);
            if (lineEnd >= 0) {
                return deliver(lineEnd, lineEnd + 1);
            }
            if (ended) {
                return position < limit && deliver(limit, limit);
            }
            if (limit - position > MAX_LINE_BYTES) {
                return skipLongLine();
            }
            int unread = limit - position;
            makeRoom();
            fill();
            scanned = position + unread;
        }
    }

    private boolean deliver(int end, int nextPosition) {
        int lineEnd = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
        tooLong = lineEnd - position > MAX_LINE_BYTES;
        lineNumber++;
        line.set(buffer, position, lineEnd, lineNumber);
        position = nextPosition;
        return true;
    }

    /** Keeps the first bytes for the report and throws the rest away, block by block. */
    private boolean skipLongLine() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, KEPT_OF_LONG_LINE_BYTES);
        position = 0;
        int lineEnd;
        do {
            limit = KEPT_OF_LONG_LINE_BYTES;
            fill();
            lineEnd = indexOfNewline(KEPT_OF_LONG_LINE_BYTES);
        } while (lineEnd < 0 && !ended);
        lineNumber++;
        tooLong = true;
        line.set(buffer, 0, KEPT_OF_LONG_LINE_BYTES, lineNumber);
        position = lineEnd < 0 ? limit : lineEnd + 1;
        return true;
    }

    private int indexOfNewline(int from) {
        byte[] bytes = buffer;
        byte end = newline;
        int to = limit;
        for (int i = from; i < to; i++) {
            if (bytes[i] == end) {
                return i;
            }
        }
        return -1;
    }

    private void makeRoom() {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private void fill() throws IOException {
        if (!progress.advance(bytesRead.getAsLong(), totalBytes)) {
            throw new CancellationException("Reading the trace was cancelled.");
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            ended = true;
        } else {
            limit += count;
        }
    }
}
