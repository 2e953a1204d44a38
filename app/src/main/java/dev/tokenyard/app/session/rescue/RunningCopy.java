package dev.tokenyard.app.session.rescue;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one running window has to lose, in one file that only it writes. The file is there from the first change on, and goes with
 * {@link #end}; if the program breaks off before that, the file is what {@link Leftover#in} finds. For any thread.
 */
public final class RunningCopy {
    private final Path folder;
    private @Nullable CopyLock lock;
    private boolean ended;

    /** A copy in a folder, where nothing is written yet. */
    public RunningCopy(Path folder) {
        this.folder = folder;
    }

    /** Where it lies, once there is something to lose. */
    public Path folder() {
        return folder;
    }

    /**
     * Keeps what there is to lose now in place of what there was before; nothing once it has ended.
     *
     * @throws IOException if it cannot be written
     */
    public synchronized void keep(UnsavedWork work) throws IOException {
        if (work.isEmpty()) {
            remove();
        } else if (!ended) {
            if (lock == null) {
                lock = CopyLock.ofNew(folder);
            }
            UnsavedWorkFile.write(lock.copy(), work);
        }
    }

    /**
     * Removes the copy for good: what was in it has been kept in its proper place.
     *
     * @throws IOException if it cannot be removed
     */
    public synchronized void end() throws IOException {
        ended = true;
        remove();
    }

    private void remove() throws IOException {
        if (lock != null) {
            lock.remove();
            lock = null;
        }
    }
}
