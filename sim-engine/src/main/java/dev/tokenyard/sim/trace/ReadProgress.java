package dev.tokenyard.sim.trace;

/** Follows the reading of a file, and may end it. Called on the reading thread, about once every 256 KiB. */
public interface ReadProgress {
    /** Follows nothing and never cancels. */
    ReadProgress NONE = (bytesRead, totalBytes) -> true;

    /**
     * Is told how far the reader is.
     *
     * @param bytesRead bytes read so far
     * @param totalBytes size of the file in bytes, or -1 where it is not known
     * @return whether to go on; on {@code false} the reader throws {@link java.util.concurrent.CancellationException}
     */
    boolean advance(long bytesRead, long totalBytes);
}
