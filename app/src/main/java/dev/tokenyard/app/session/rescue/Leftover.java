package dev.tokenyard.app.session.rescue;

import dev.tokenyard.app.session.ScenarioException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a session that broke off has left. Nobody else finds it until it is {@linkplain #remove removed} or {@linkplain #leave left}. */
public final class Leftover {
    private static final String SPOILT = ".unreadable";

    private final CopyLock lock;
    private final FileTime written;

    private Leftover(CopyLock lock) throws IOException {
        this.lock = lock;
        written = Files.getLastModifiedTime(lock.copy());
    }

    /** All in a folder, the oldest first; not the copies of programs that still run. */
    public static List<Leftover> in(Path folder) {
        List<Leftover> found = new ArrayList<>();
        for (Path copy : copies(folder)) {
            try {
                CopyLock lock = CopyLock.ofExisting(copy).orElse(null);
                if (lock != null && Files.isRegularFile(copy)) {
                    found.add(new Leftover(lock));
                } else if (lock != null) {
                    // Nothing was to be lost in that session.
                    lock.remove();
                }
            } catch (IOException notOurs) {
                // What may not be locked is not touched.
            }
        }
        found.sort(Comparator.comparing(leftover -> leftover.written));
        return found;
    }

    private static Set<Path> copies(Path folder) {
        Set<Path> copies = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, CopyLock.PREFIX + "*.{json,lock}")) {
            files.forEach(file -> copies.add(CopyLock.copyOf(file)));
        } catch (IOException | DirectoryIteratorException none) {
            // A folder that is not there, or is not for us to see, holds nothing for us.
        }
        return copies;
    }

    /**
     * What was kept.
     *
     * @throws ScenarioException if it cannot be read; the message says why, as the end of a sentence
     */
    public UnsavedWork work() throws ScenarioException {
        return UnsavedWorkFile.read(lock.copy());
    }

    /** Its file. */
    public Path file() {
        return lock.copy();
    }

    /**
     * Removes it: what was in it is elsewhere now.
     *
     * @throws IOException if it cannot be removed
     */
    public void remove() throws IOException {
        lock.remove();
    }

    /**
     * Leaves it for the next start.
     *
     * @throws IOException if the right to it cannot be given up
     */
    public void leave() throws IOException {
        lock.abandon();
    }

    /**
     * Sets it aside under another name, so that it is asked about only once.
     *
     * @return where it lies now
     * @throws IOException if it cannot be renamed
     */
    public Path setAside() throws IOException {
        Path aside = lock.copy().resolveSibling(lock.copy().getFileName() + SPOILT);
        Files.move(lock.copy(), aside, StandardCopyOption.REPLACE_EXISTING);
        lock.remove();
        return aside;
    }
}
