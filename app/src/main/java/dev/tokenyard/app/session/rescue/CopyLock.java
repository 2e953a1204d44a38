package dev.tokenyard.app.session.rescue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to a copy, which one running program has at a time. The operating system takes it back however the program ends, so
 * that a copy to which nobody has the right is one of a session that broke off. The lock is on a file beside the copy, which is
 * never replaced as the copy is.
 */
final class CopyLock {
    /** How names of copies begin and end; locks end otherwise. */
    static final String PREFIX = "running-";

    static final String COPY = ".json";
    private static final String LOCK = ".lock";

    private static final int ATTEMPTS = 3;

    private final Path copy;
    private final FileChannel channel;

    private CopyLock(Path copy, FileChannel channel) {
        this.copy = copy;
        this.channel = channel;
    }

    /** The right to a new copy in a folder, which is made where it is missing. */
    static CopyLock ofNew(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path copy = folder.resolve(PREFIX + UUID.randomUUID() + COPY);
            Optional<CopyLock> lock = on(copy, StandardOpenOption.CREATE_NEW);
            // Who starts at this very moment may have taken the empty file for one that was left, and removed it.
            if (lock.isPresent() && Files.exists(fileOf(copy))) {
                return lock.get();
            }
        }
        throw new IOException(folder + " keeps no locks on files.");
    }

    /** The right to a copy that is there already; empty where a running program has it. */
    static Optional<CopyLock> ofExisting(Path copy) throws IOException {
        return on(copy, StandardOpenOption.CREATE);
    }

    private static Optional<CopyLock> on(Path copy, StandardOpenOption creation) throws IOException {
        FileChannel channel = FileChannel.open(fileOf(copy), creation, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new CopyLock(copy, channel));
            }
        } catch (OverlappingFileLockException anotherWindow) {
            // Held by this very program: the same as by another one.
        } catch (IOException unsupported) {
            channel.close();
            throw unsupported;
        }
        channel.close();
        return Optional.empty();
    }

    /** The copy whose right or whose content a file is. */
    static Path copyOf(Path lockOrCopy) {
        String name = lockOrCopy.getFileName().toString();
        return name.endsWith(LOCK)
                ? lockOrCopy.resolveSibling(name.substring(0, name.length() - LOCK.length()) + COPY)
                : lockOrCopy;
    }

    private static Path fileOf(Path copy) {
        String name = copy.getFileName().toString();
        return copy.resolveSibling(name.substring(0, name.length() - COPY.length()) + LOCK);
    }

    /** The file that the right is to. */
    Path copy() {
        return copy;
    }

    /** Gives the right up and leaves the copy, as a crash does. */
    void abandon() throws IOException {
        channel.close();
    }

    /** Removes the copy and gives up the right to it. */
    void remove() throws IOException {
        Files.deleteIfExists(copy);
        channel.close();
        Files.deleteIfExists(fileOf(copy));
    }
}
