package dev.tokenyard.sim.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip, of one or several members, and tells of other data behind them, over which the library passes without a word. */
final class GzipStream extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    private final Runnable afterwards;
    private boolean ended;

    GzipStream(InputStream in, int bufferBytes, Runnable afterwards) throws IOException {
        super(in, bufferBytes);
        this.afterwards = afterwards;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count < 0 && !ended) {
            ended = true;
            if (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0) {
                afterwards.run();
            }
        }
        return count;
    }
}
