package dev.tokenyard.sim.trace;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Stops the unpacking of data that expand beyond what any trace does, as archives that were made for harm. */
final class ExpansionGuard extends FilterInputStream {
    /** Traces expand five to ten times; constant rows some hundred times. */
    static final int MOST_TIMES = 300;

    private static final long HARMLESS_BYTES = 1L << 28;

    private final LongSupplier packedRead;
    private long unpacked;

    /** Data expanded too far. */
    static final class ExpansionException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Guards a stream of unpacked data.
     *
     * @param packedRead how many bytes of packed data were read for it so far
     */
    ExpansionGuard(InputStream unpackedData, LongSupplier packedRead) {
        super(unpackedData);
        this.packedRead = packedRead;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        count(read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int read) throws ExpansionException {
        unpacked += Math.max(0, read);
        if (unpacked > HARMLESS_BYTES && unpacked / MOST_TIMES > packedRead.getAsLong()) {
            throw new ExpansionException();
        }
    }
}
